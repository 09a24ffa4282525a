import { type Notes, noNotes, notes } from '../domain/notes/note.ts'
import { notesPartTag } from '../domain/notes/tags.ts'
import type { Precondition } from '../domain/precondition.ts'
import type { Act, Revision } from '../domain/revision.ts'
import { createChain } from './chain.ts'
import type { Table } from './table.ts'

/**
 * What people say to each other beside an article: one chain for each, under the article's id. Everything that is said is a part
 * of it by itself, so that two who answer at the same moment are never in each other's way.
 */
export function createNotes(table: Table) {
  const chain = createChain<Notes>({
    table,
    kind: 'NOTES',
    schema: notes,
    partTag: notesPartTag,
    start: noNotes(''),
  })

  return {
    /** Undefined where nothing was said yet. */
    latest: chain.latest,

    /** The number of the last act, and who did it; undefined where nothing was said yet. */
    async lastAct(article: string) {
      return (await chain.historyPage(article, { limit: 1 }))[0]
    },

    /**
     * Adds what `change` makes of the notes, whose next revision has `number`; nothing where they stay the same. `part` of the
     * precondition is what is changed.
     */
    async revise(
      article: string,
      precondition: Precondition,
      act: Act,
      change: (before: Notes, number: number) => Notes,
    ): Promise<Revision<Notes>> {
      return await chain.revise(
        article,
        precondition,
        (previous) => {
          const before = previous?.state ?? noNotes(article)
          const state = change(before, (previous?.number ?? 0) + 1)
          return state === before ? undefined : { act, state }
        },
        act.repeat,
      )
    },
  }
}

export type NoteStore = ReturnType<typeof createNotes>
