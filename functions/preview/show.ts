import { type Locale, locales, otherLocales } from '../domain/locale.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { composeChrome } from '../domain/site/chrome.ts'
import { articlePath } from '../domain/site/paths.ts'
import { cardOf, pageOf } from '../domain/site/projection.ts'
import type { ArticlePage, Card, Place, SiteChrome } from '../domain/site/shapes.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Frame } from '../views/frame.ts'
import type { Opened } from './env.ts'

/** The chrome as the settings have it. What is public this door cannot know: every section is in the menu. */
function chromeOf(settings: Settings, locale: Locale): SiteChrome {
  const sections = settings.sections.map(({ id }) => ({ id, cards: [] }))
  const front = { featured: [], latest: [], sections }
  const tagged = settings.tags.map(({ id }) => id)
  return composeChrome(settings, locale, new Map(locales.map((each) => [each, { front, tagged }])))
}

/** A frame without the reader's script, which counts views and shares addresses. */
export function frameOf(
  { settings, css, siteUrl }: { settings: Settings; css: string; siteUrl: string },
  locale: Locale,
  path = '/preview',
): Frame {
  return { chrome: chromeOf(settings, locale), locale, siteUrl, path, assets: { css }, alternates: {} }
}

/** The page as it would be if it were published at `at`, without files that were taken from readers (`gone`); the dates of one that was public before are its own. */
export function previewOf(
  { link: { locale }, shown: { state } }: Opened,
  at: string,
  gone: ReadonlySet<string>,
): ArticlePage {
  const text = state.translations[locale]
  const dated = text && { ...text, publishedAt: text.publishedAt ?? text.scheduled?.publishAt ?? at }
  const places = otherLocales(locale).flatMap((other): Place[] => {
    const { live, slug } = state.translations[other] ?? {}
    return live && slug ? [{ locale: other, section: state.section, slug }] : []
  })
  return pageOf(locale, { ...state, translations: { ...state.translations, [locale]: dated } }, places, gone)
}

/** The frame of a page at the address that it would have. */
export function articleFrame(frame: Frame, { id, alternates, ...page }: ArticlePage): Frame {
  const { chrome } = frame
  return {
    ...frame,
    path: articlePath(chrome, { ...page, id }),
    alternates: Object.fromEntries(
      alternates.map((place) => [place.locale, articlePath(chrome, { ...place, id })]),
    ),
  }
}

/** Cards of the related articles that are public, as their live revisions have them. */
export async function findRelated({ articles }: Newsroom, { link, shown }: Opened): Promise<Card[]> {
  const { locale } = link
  const cards = await Promise.all(
    shown.state.related.map(async (id) => {
      const number = (await articles.latest(id))?.state.translations[locale]?.live?.revision
      const live = number === undefined ? undefined : await articles.find(id, number)
      return live && cardOf(pageOf(locale, live.state, []))
    }),
  )
  return cards.flatMap((card) => card ?? [])
}
