import { plainTextOf } from '../body/plain-text.ts'
import { locales } from '../locale.ts'
import type { Article } from './article.ts'

/** What editors find an article by: the words of all its languages, in any state. */
export function newsroomTextOf(article: Article) {
  const texts = locales.flatMap((locale) => article.translations[locale] ?? [])
  const captions = texts.flatMap(({ caption }) => caption ?? [])
  const documents = article.attachments.map(({ name }) => name)
  const bodies = texts.map(({ body }) => plainTextOf(body))
  return {
    title: texts.map(({ title }) => title).join('\n'),
    lead: texts.map(({ summary }) => summary).join('\n'),
    body: [...bodies, ...captions, ...documents].filter(Boolean).join('\n'),
    byline: article.byline.join(', '),
  }
}
