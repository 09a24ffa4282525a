import { type Locale, locales } from '../../domain/locale.ts'
import type { ArticleRow } from '../api/rows.ts'

/** The language by which an article is called in a list: the one that is asked for, else that of the desk. */
export function shownLocale({ translations }: ArticleRow, wished: readonly Locale[]): Locale {
  const [first] = locales
  return [...wished, ...locales].find((each) => translations[each]) ?? first
}
