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

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new article id, as a client makes one. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => alphabet[byte % 32]).join('')
}
