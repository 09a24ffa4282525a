import { AppError } from '../errors.ts'
import { locales } from '../locale.ts'
import { refusal } from '../rules.ts'
import type { Article } from './article.ts'
import { requireKept } from './kept.ts'

/**
 * Puts an article into another section. No word of it changes, so approvals and plans stand. A public text moves at once;
 * one that is being corrected moves with its correction, because readers have a revision in which it stood elsewhere.
 */
export function move(article: Article, section: string, revision: number): Article {
  requireKept(article)
  if (article.section === section) {
    throw new AppError('conflict', refusal('same_section', { section }))
  }
  const translations = { ...article.translations }
  for (const locale of locales) {
    const text = translations[locale]
    if (text?.live && text.status === 'published') {
      translations[locale] = { ...text, live: { ...text.live, revision } }
    }
  }
  return { ...article, section, translations }
}
