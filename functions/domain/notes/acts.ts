import { AppError, requireFound } from '../errors.ts'
import { refusal } from '../rules.ts'
import { most } from './bounds.ts'
import type { Note, NoteEntry, NoteInput, Notes, SaidInput } from './note.ts'

/** Who does it, when (UTC), and in which revision. */
export interface NoteAct {
  by: string
  at: string
  number: number
}

function said(id: string, { words, mentions }: SaidInput, { by, at, number }: NoteAct): NoteEntry {
  return { id, by, at, words, mentions, changedIn: number }
}

function noteIn({ notes }: Notes, id: string): Note {
  const note = notes.find((each) => each.id === id)
  requireFound(note, 'subject', id)
  return note
}

/** An id names one thing: what is written new takes nobody else's. */
function requireNew({ notes }: Notes, id: string): void {
  const isTaken = notes.some(({ entries }) => entries.some((each) => each.id === id))
  if (isTaken) throw new AppError('conflict', refusal('exists_already', { id }))
}

function withNote(notes: Notes, note: Note): Notes {
  return { ...notes, notes: notes.notes.map((each) => (each.id === note.id ? note : each)) }
}

/** Writes a note at an article. Throws `conflict` at the bound of notes, and for an id that is taken. */
export function writeNote(
  before: Notes,
  id: string,
  { words, mentions, ...place }: NoteInput,
  act: NoteAct,
): Notes {
  requireNew(before, id)
  if (before.notes.length >= most.notes)
    throw new AppError('conflict', refusal('too_many_notes', { max: most.notes }))
  const note = { id, ...place, entries: [said(id, { words, mentions }, act)], changedIn: act.number }
  return { ...before, notes: [...before.notes, note] }
}

/** Answers a note. What was settled is open again, so that nobody overlooks the answer. */
export function answerNote(before: Notes, id: string, entry: string, input: SaidInput, act: NoteAct): Notes {
  requireNew(before, entry)
  const { resolved: _, ...note } = noteIn(before, id)
  if (note.entries.length >= most.entries)
    throw new AppError('conflict', refusal('too_many_answers', { max: most.entries }))
  return withNote(before, {
    ...note,
    entries: [...note.entries, said(entry, input, act)],
    changedIn: act.number,
  })
}

/** Settles a note; the very same, where it is settled. */
export function resolveNote(before: Notes, id: string, { by, at, number }: NoteAct): Notes {
  const note = noteIn(before, id)
  return note.resolved ? before : withNote(before, { ...note, resolved: { by, at }, changedIn: number })
}

/** Opens it again; the very same, where it is open. */
export function reopenNote(before: Notes, id: string, { number }: NoteAct): Notes {
  const { resolved, ...note } = noteIn(before, id)
  return resolved ? withNote(before, { ...note, changedIn: number }) : before
}

/** Changes one's own words. Throws `forbidden` for another's, `conflict` for what was taken back. */
function changeOwn(
  before: Notes,
  id: string,
  entry: string,
  act: NoteAct,
  change: (entry: NoteEntry) => NoteEntry,
): Notes {
  const note = noteIn(before, id)
  const own = note.entries.find((each) => each.id === entry)
  requireFound(own, 'subject', entry)
  if (own.by !== act.by) throw new AppError('forbidden', refusal('not_own_words'))
  if (own.takenBack) throw new AppError('conflict', refusal('words_taken_back'))
  const changed = change(own)
  if (changed === own) return before
  const entries = note.entries.map((each) => (each === own ? { ...changed, changedIn: act.number } : each))
  return withNote(before, { ...note, entries, changedIn: act.number })
}

/** Corrects one's own words; the very same, where they say that already. */
export function correctWords(
  before: Notes,
  id: string,
  entry: string,
  { words, mentions }: SaidInput,
  act: NoteAct,
): Notes {
  return changeOwn(before, id, entry, act, (own) =>
    own.words === words && own.mentions.join() === mentions.join()
      ? own
      : { ...own, words, mentions, corrected: act.at },
  )
}

/** Takes one's own words back: nobody reads them any more, only the chain keeps what was said. */
export function takeBackWords(before: Notes, id: string, entry: string, act: NoteAct): Notes {
  return changeOwn(before, id, entry, act, (own) => ({ ...own, words: '', mentions: [], takenBack: act.at }))
}
