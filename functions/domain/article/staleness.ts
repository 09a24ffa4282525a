import type { Locale } from '../locale.ts'
import type { Article, Translation } from './article.ts'

export interface Staleness {
  basedOn: NonNullable<Translation['basedOn']>
  stale: boolean
  /** When its source first changed after it was translated, UTC. */
  since?: string
}

/** Whether a translation still says what its source says; undefined for a text that is no translation. */
export function findStaleness(article: Article, locale: Locale): Staleness | undefined {
  const { basedOn } = article.translations[locale] ?? {}
  if (!basedOn) return undefined
  const changes = article.translations[basedOn.locale]?.changes ?? []
  const known = changes.findLast(({ revision }) => revision <= basedOn.revision)
  const later = changes.find(({ revision }) => revision > basedOn.revision)
  // Changed and changed back, it says the same.
  const stale = later !== undefined && changes.at(-1)?.digest !== known?.digest
  return { basedOn, stale, ...(stale && { since: later.at }) }
}
