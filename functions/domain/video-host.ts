/** Sites whose films a page may show, under the names that the settings have for them. */
export const videoHosts = ['youtube', 'vimeo'] as const
export type VideoHost = (typeof videoHosts)[number]

/** What each is called by people, and where the frames of its player come from: the policy of a page allows no others. */
export const videoHostFacts: Record<VideoHost, { name: string; origin: string }> = {
  youtube: { name: 'YouTube', origin: 'https://www.youtube-nocookie.com' },
  vimeo: { name: 'Vimeo', origin: 'https://player.vimeo.com' },
}
