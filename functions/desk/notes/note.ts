import { isLocale, type Locale } from '../../domain/locale.ts'
import { blockOf } from '../../domain/notes/anchor.ts'
import type { Note, NoteEntry } from '../../domain/notes/note.ts'
import { isOpen } from '../../domain/notes/open.ts'

type Tagged<Of> = Omit<Of, 'changedIn'> & { etag: string }

/** What was said, and a note with all of it, as the API answers them. */
export type ShownEntry = Tagged<NoteEntry>
export type ShownNote = Tagged<Omit<Note, 'entries'>> & { entries: ShownEntry[] }

/** Where a note stands, as it is written. */
export type NotePlace = Pick<Note, 'part' | 'field' | 'block'>

/** A note, and the block of the text on the screen at which it stands; undefined where it is at none, or that is gone. */
export interface PlacedNote {
  note: ShownNote
  block: number | undefined
}

/** Fields in the order in which the form has them, and what is about all of a text before them. */
const order = ['title', 'summary', 'correction', 'body', 'section']

/** What is about the text on the screen first, by its place in it; then what the languages share, then other languages. */
export function placed(
  notes: readonly ShownNote[],
  text: Locale,
  blocks: readonly string[],
): { open: PlacedNote[]; settled: PlacedNote[] } {
  const partOf = ({ part }: ShownNote) => (part === text ? 0 : isLocale(part) ? 2 : 1)
  const all = notes.map((note) => ({
    note,
    block: note.part === text && note.block ? blockOf(blocks, note.block) : undefined,
  }))
  const inOrder = all.toSorted(
    (a, b) =>
      partOf(a.note) - partOf(b.note) ||
      order.indexOf(a.note.field ?? '') - order.indexOf(b.note.field ?? '') ||
      (a.block ?? -1) - (b.block ?? -1),
  )
  return {
    open: inOrder.filter(({ note }) => isOpen(note)),
    settled: inOrder.filter(({ note }) => !isOpen(note)),
  }
}
