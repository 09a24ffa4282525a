import type { Locale } from '../domain/locale.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { chromeBeforePublication } from '../domain/site/chrome.ts'
import { cardOf, pageIfPublished, pageOf } from '../domain/site/projection.ts'
import type { ArticlePage, Card } from '../domain/site/shapes.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Frame } from '../views/frame.ts'
import type { Opened } from './env.ts'

/** A frame without the reader's script, which counts views and shares addresses. */
export function frameOf(
  { settings, css, siteUrl }: { settings: Settings; css: string; siteUrl: string },
  locale: Locale,
  path = '/preview',
): Frame {
  return {
    chrome: chromeBeforePublication(settings, locale),
    locale,
    siteUrl,
    path,
    assets: { css },
    alternates: {},
  }
}

/** The page as it would be if it were published at `at`, without files that were taken from readers (`gone`); the dates of one that was public before are its own. */
export function previewOf(
  { link: { locale }, shown: { state } }: Opened,
  at: string,
  gone: ReadonlySet<string>,
): ArticlePage {
  return pageIfPublished(locale, state, at, gone)
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
