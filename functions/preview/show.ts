import { namedArticles } from '../domain/article/related.ts'
import type { Locale } from '../domain/locale.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { chromeBeforePublication } from '../domain/site/chrome.ts'
import { cardOf, pageIfPublished, pageOf } from '../domain/site/projection.ts'
import type { ArticlePage, Nearby } from '../domain/site/shapes.ts'
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

/** Cards of the articles that it names and that are public, as their live revisions have them. */
export async function findNamed({ articles }: Newsroom, { link, shown }: Opened): Promise<Nearby> {
  const { locale } = link
  const { related, replyTo } = shown.state
  const cards = await Promise.all(
    namedArticles({ related, replyTo }).map(async (id) => {
      const number = (await articles.latest(id))?.state.translations[locale]?.live?.revision
      const live = number === undefined ? undefined : await articles.find(id, number)
      return live && cardOf(pageOf(locale, live.state, []))
    }),
  )
  const find = (id: string | undefined) => cards.find((card) => card?.id === id)
  const answered = find(replyTo)
  return {
    related: related.flatMap((id) => find(id) ?? []),
    newer: [],
    older: [],
    ...(answered && { replyTo: answered }),
  }
}
