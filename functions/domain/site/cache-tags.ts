import type { Locale } from '../locale.ts'
import { listTag } from './lists.ts'

/** What a public answer was made from, by name: the door puts the tags on it, the publisher purges by them. */
export const cacheTags = {
  /** An article in all languages, and what its page shows of others. */
  article: (id: string) => `a-${id}`,
  /** Everything that lists the articles of a locale: front page, latest, feed, sitemaps. */
  locale: (locale: Locale) => listTag(locale, { kind: 'latest' }),
  list: listTag,
  /** The chrome, which is on every page. */
  site: 'site',
}
