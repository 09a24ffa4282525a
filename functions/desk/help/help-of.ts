import type { HelpPage } from './contents.ts'

/** By the first part of a screen's address. */
const pageOfPlace: Record<string, HelpPage> = {
  '': 'today',
  articles: 'articles',
  new: 'article',
  a: 'article',
  calendar: 'calendar',
  releases: 'releases',
  media: 'library',
  translations: 'translations',
  letters: 'letters',
  notices: 'notices',
  preferences: 'notices',
  royalties: 'royalties',
  activity: 'activity',
  'look-back': 'look-back',
  staff: 'staff',
  menu: 'menu',
  settings: 'settings',
  'moving-in': 'moving-in',
}

/** The page of help for a screen, by its address; undefined where there is no such screen. */
export function helpOf(path: string): HelpPage | undefined {
  const [, place = '', , , part] = path.split('/')
  if (place === 'a' && (part === 'review' || part === 'history')) return part
  return pageOfPlace[place]
}
