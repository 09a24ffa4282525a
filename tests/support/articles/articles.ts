import { type Article, article } from '../../../functions/domain/article/article.ts'
import type { Tag } from '../../../functions/domain/settings/tags.ts'

/** Builders of what editors send. Each test names only what it is about. */

export function aText(changes: object = {}) {
  return {
    title: 'Hội nghị tổng kết công tác đối ngoại',
    summary: 'Tóm tắt.',
    body: '<p>Nội dung.</p>',
    ...changes,
  }
}

export function anArticle({ translations = { vi: aText() }, ...changes }: Record<string, unknown> = {}) {
  return { section: 'news', byline: ['Văn phòng Sở'], translations, ...changes }
}

/** The same text in both languages, under titles that tell them apart. */
export const inBoth = (title: string) => ({
  vi: aText({ title }),
  en: aText({ title: `${title} (English)` }),
})

/** An article as the newsroom keeps it, with a draft in Vietnamese; `texts` say what is different about each text. */
export function aStoredArticle(texts: Record<string, object> = { vi: {} }, changes: object = {}): Article {
  const text = { title: 'Tin', slug: 'tin', body: '<p>Nội dung</p>', status: 'draft' }
  const translations = Object.entries(texts).map(([locale, different]) => [locale, { ...text, ...different }])
  return article.parse({
    id: '0123456789',
    section: 'news',
    translations: Object.fromEntries(translations),
    ...changes,
  })
}

/** A tag (chủ đề) as administrators write it; its Vietnamese slug ends in `-vi`. */
export function aTag(id: string, changes: Partial<Tag> = {}): Tag {
  return {
    id,
    name: { vi: `Chủ đề ${id}`, en: `Topic ${id}` },
    slug: { vi: `${id}-vi`, en: id },
    retired: false,
    ...changes,
  }
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new article id, as a client makes one. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => alphabet[byte % 32]).join('')
}
