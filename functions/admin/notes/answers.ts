import * as z from 'zod'
import { articlePart } from '../../domain/article/working-copy.ts'
import { instant } from '../../domain/date-schemas.ts'
import { type Note, type Notes, notes } from '../../domain/notes/note.ts'
import { isThere } from '../../domain/notes/open.ts'
import { notesPartTag, threadPart } from '../../domain/notes/tags.ts'
import { action } from '../../domain/revision.ts'
import { actor } from '../../domain/role-schemas.ts'
import { component } from '../describe.ts'

const stored = notes.shape.notes.element
const entry = stored.shape.entries.element.omit({ changedIn: true })

/** `etag`: of the note with all that is said in it; each of that has its own, for whoever corrects it. */
export const noteAnswer = component(
  'Note',
  stored
    .omit({ changedIn: true })
    .extend({ etag: z.string(), entries: z.array(entry.extend({ etag: z.string() })) }),
)
export type NoteAnswer = z.infer<typeof noteAnswer>

export const notesAnswer = z.object({ notes: z.array(noteAnswer) })

export const presenceAnswer = z.object({
  others: z.array(
    z.object({
      by: z.object({ id: z.string(), name: z.string() }),
      part: articlePart,
      editing: z.boolean(),
      since: instant,
      at: instant,
    }),
  ),
  /** The last revision of the article. */
  revision: z.object({ number: z.int(), etag: z.string(), at: instant, actor, action }),
  /** The tag of its notes; none until something was said. */
  notes: z.string().optional(),
})

function tagOf(state: Notes, part: string): string {
  const tag = notesPartTag({ state }, part)
  if (tag === undefined) throw new Error(`there is no note "${part}"`)
  return tag
}

export function presentNote(state: Notes, { changedIn: _, entries, ...note }: Note): NoteAnswer {
  return {
    ...note,
    etag: tagOf(state, threadPart(note.id)),
    entries: entries.map(({ changedIn: __, ...said }) => ({ ...said, etag: tagOf(state, said.id) })),
  }
}

/** What is left to be read, in the order in which it was written. */
export const presentNotes = (state: Notes): NoteAnswer[] =>
  state.notes.filter(isThere).map((note) => presentNote(state, note))
