import { activityIndex, deskIndex } from '../functions/store/keys.ts'

/** Tables and indexes as data: the stack makes them of it, and so does the embedded database. All keys are strings. */
export interface TableDefinition {
  key: { pk: string; sk: string }
  /** `include`: what else of an item the index holds beside its keys; all of it, when it is not given. */
  indexes: { name: string; pk: string; sk: string; include?: string[] }[]
  /** Whether changes are fed to the publisher. */
  stream: boolean
}

const key = { pk: 'pk', sk: 'sk' }

export const tables = {
  newsroom: {
    key,
    stream: true,
    indexes: [
      {
        ...activityIndex,
        // Who did what; not the state, which is most of a revision.
        include: ['subject', 'number', 'at', 'actor', 'action', 'locale', 'note', 'name'],
      },
      deskIndex,
    ],
  },
  site: { key, stream: false, indexes: [] },
} satisfies Record<string, TableDefinition>
