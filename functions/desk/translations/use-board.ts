import type { Status } from '../../domain/article/status.ts'
import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'
import { usePages } from '../api/pages.ts'
import type { Task } from '../api/rows.ts'

/** An article in one language, as the board of the API says it. */
export interface BoardCell {
  state: Status | 'missing'
  title?: string
  etag?: string
  live?: boolean
  basedOn?: { locale: Locale; revision: number }
  stale?: boolean
  since?: string
  assignment?: Task
  words?: number
  /** Words of its source, where it is missing or stale. */
  toTranslate?: number
  /** Numbers and dates of its source that it lacks. */
  lacks?: string[]
}

export interface BoardRow {
  id: string
  section: string
  createdBy?: string
  updatedAt: string
  translations: ByLocale<BoardCell>
}

/** Articles of one group of the board, page after page. */
export const useBoard = (question: string) => usePages<BoardRow>('translations', question, 50)

export interface Total {
  locale: Locale
  texts: number
  words: number
}

/** How many texts are to be translated into each language, and how many words. */
export function totalsOf(rows: readonly BoardRow[], only: Locale | undefined): Total[] {
  return locales
    .filter((locale) => !only || locale === only)
    .map((locale) => {
      const cells = rows.flatMap(({ translations }) => translations[locale] ?? [])
      const waiting = cells.filter(({ state, stale }) => state === 'missing' || stale)
      const words = waiting.reduce((sum, { toTranslate = 0 }) => sum + toTranslate, 0)
      return { locale, texts: waiting.length, words }
    })
    .filter(({ texts }) => texts > 0)
}
