import type { Article } from './article.ts'
import { cleanBody } from './body-html.ts'
import type { Locale } from './locale.ts'
import { type ArticlePage, articlePage, type Card, card, type Place, type ShownArticle } from './site.ts'

/**
 * The page that a state of an article makes in one language. Schemas drop what they do not name; the body is cleaned once
 * more on its way out.
 */
export function pageOf(locale: Locale, article: Article, alternates: readonly Place[]): ArticlePage {
  const text = article.translations[locale]
  return articlePage.parse({
    ...article,
    ...text,
    kind: 'page',
    locale,
    body: cleanBody(text?.body ?? ''),
    alternates,
  })
}

/** The card of a page in lists; undefined for what is not listed. */
export function cardOf(page: ShownArticle): Card | undefined {
  return page.kind === 'page' ? card.parse(page) : undefined
}
