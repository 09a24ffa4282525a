import { activityIndex, deskIndex } from '../functions/store/keys.ts'
import type { TableDefinition as Columns } from './cloud/database.ts'

/** Tables and indexes as data: the stack makes them of it, and so does the embedded database. */
export interface TableDefinition extends Columns {
  /** Whether changes are fed to a function. */
  stream: boolean
  /** The attribute that says when an item is to be forgotten: seconds since 1970. The embedded database forgets nothing. */
  expires?: string
}

const key = { pk: 'pk', sk: 'sk' }

export const tables = {
  newsroom: {
    key,
    stream: true,
    expires: 'expires',
    indexes: [
      {
        ...activityIndex,
        // Who did what; not the state, which is most of a revision.
        include: ['subject', 'number', 'at', 'actor', 'action', 'locale', 'note', 'name'],
      },
      deskIndex,
    ],
  },
  site: { key, stream: false, expires: 'expires', indexes: [] },
  /** Counters of views, what they come to by day and month; their sums are carried over to the site's. */
  views: { key, stream: true, expires: 'expires', indexes: [] },
  /** What readers wrote, and how useful they found what they read. */
  feedback: { key, stream: false, expires: 'expires', indexes: [] },
} satisfies Record<string, TableDefinition>
