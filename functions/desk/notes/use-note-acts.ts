import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import type { NotePlace, ShownEntry, ShownNote } from './note.ts'
import { type Notes, notesKey } from './use-notes.ts'

/** What is said: words, and the principals of the colleagues whom they name. */
export interface Saying {
  words: string
  mentions: string[]
}

/** What can be done with the notes of an article. Each answer is shown at once; the list follows. */
export function useNoteActs(article: string) {
  const api = useApi()
  const queries = useQueryClient()
  const at = (path: string) => `/articles/${article}/notes/${path}`
  const again = () => queries.invalidateQueries({ queryKey: notesKey(article) })

  const find = (id: string) =>
    queries
      .getQueryData<Notes>(notesKey(article))
      ?.data.notes.flatMap((note) => note.entries.map((entry) => ({ note, entry })))
      .find(({ entry }) => entry.id === id)

  /** New words under an id of their own. Where an earlier try has arrived without an answer, they are made to say the same. */
  async function add(path: string, id: string, said: Saying, place?: NotePlace): Promise<void> {
    try {
      await api.write(at(path), { method: 'PUT', absent: true, body: { ...place, ...said } })
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 412)) throw error
      await again()
      const there = find(id)
      if (!there) throw error
      if (there.entry.words !== said.words) return await correct(there.note, there.entry, said)
    }
    await again()
  }

  async function change(path: string, match: string, body: object = {}): Promise<void> {
    try {
      await api.write(at(path), { method: 'POST', match, body })
    } finally {
      // Refused, it is because somebody said or did something that is not on the screen yet.
      await again()
    }
  }

  const entryPath = (note: ShownNote, { id }: ShownEntry, act: string) => `${note.id}/answers/${id}/${act}`
  const correct = (note: ShownNote, entry: ShownEntry, said: Saying) =>
    change(entryPath(note, entry, 'correct'), entry.etag, said)

  return {
    write: (id: string, place: NotePlace, said: Saying) => add(id, id, said, place),
    answer: (note: ShownNote, id: string, said: Saying) => add(`${note.id}/answers/${id}`, id, said),
    correct,
    takeBack: (note: ShownNote, entry: ShownEntry) => change(entryPath(note, entry, 'take-back'), entry.etag),
    settle: (note: ShownNote) => change(`${note.id}/resolve`, note.etag),
    reopen: (note: ShownNote) => change(`${note.id}/reopen`, note.etag),
  }
}

export type NoteActs = ReturnType<typeof useNoteActs>
