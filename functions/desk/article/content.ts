import type { Article, ArticleInput, Translation, TranslationInput } from '../../domain/article/article.ts'
import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'

/** What languages share, as it is written; it need not be complete yet. */
export type SharedContent = Partial<Omit<ArticleInput, 'translations' | 'origin'>>

/** One language, as it is written; it need not be complete yet. */
export type TextContent = Partial<Omit<TranslationInput, 'basedOn'>>

/** An article as somebody is writing it. */
export interface Content {
  shared: SharedContent
  translations: ByLocale<TextContent>
}

/** What an editor writes of a stored text; all else is the newsroom's. */
function textOf({
  title,
  slug,
  summary,
  body,
  externalUrl,
  audio,
  alt,
  caption,
  credit,
}: Translation): TextContent {
  return {
    title,
    slug,
    summary,
    body,
    ...(externalUrl && { externalUrl }),
    ...(audio && { audio }),
    ...(alt && { alt }),
    ...(caption && { caption }),
    ...(credit && { credit }),
  }
}

export function contentOf(article: Article): Content {
  const { id: _, createdBy: __, files: ___, translations, origin: ____, ...shared } = article
  const texts = locales.flatMap((each) => {
    const text = translations[each]
    return text ? [[each, textOf(text)] as const] : []
  })
  // The genre of an old article may be one that is not offered any more; it stays until another is chosen.
  return { shared: shared as SharedContent, translations: Object.fromEntries(texts) }
}

/** With what a new article begins. */
export function emptyContent(section: string | undefined, locale: Locale): Content {
  return {
    shared: { ...(section && { section }) },
    translations: { [locale]: { title: '', summary: '', body: '' } },
  }
}
