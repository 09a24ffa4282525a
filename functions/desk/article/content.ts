import type { ArticleInput, TranslationInput } from '../../domain/article/article.ts'
import type { ByLocale, Locale } from '../../domain/locale.ts'

/** What languages share, as it is written; it need not be complete yet. */
export type SharedContent = Partial<Omit<ArticleInput, 'translations' | 'origin'>>

/** One language, as it is written; it need not be complete yet. */
export type TextContent = Partial<TranslationInput>

/** An article as somebody is writing it. */
export interface Content {
  shared: SharedContent
  translations: ByLocale<TextContent>
}

/** With what a new article begins. */
export function emptyContent(section: string | undefined, locale: Locale): Content {
  return {
    shared: { ...(section && { section }) },
    translations: { [locale]: { title: '', summary: '', body: '' } },
  }
}
