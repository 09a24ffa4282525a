/** How much of it there may be: notes of an article, what is said in one of them, and the colleagues that one names. */
export const most = { notes: 200, entries: 50, mentions: 20, words: 2000 } as const

/** Fields that a note can stand at: of a text, and of what the languages share. */
export const noteFields = ['title', 'summary', 'correction', 'body', 'section'] as const
export type NoteField = (typeof noteFields)[number]
