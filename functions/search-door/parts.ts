import type { Locale } from '../domain/locale.ts'
import type { SearchIndex } from '../search/query.ts'
import type { SiteParts } from '../site/env.ts'
import type { MissWriter } from '../store/misses.ts'

/** What the door to the index needs. */
export interface SearchParts extends SiteParts {
  /** What of a language can be found. */
  indexOf: (locale: Locale) => SearchIndex
  /** Where searches are noted that found nothing. */
  misses: MissWriter
}
