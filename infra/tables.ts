/** Tables and indexes as data: the stack makes them of it, and so does the embedded database. All keys are strings. */
export interface TableDefinition {
  key: { pk: string; sk: string }
  indexes: { name: string; pk: string; sk: string }[]
  /** Whether changes are fed to the publisher. */
  stream: boolean
}

const key = { pk: 'pk', sk: 'sk' }

export const tables = {
  newsroom: {
    key,
    stream: true,
    indexes: [
      { name: 'activity', pk: 'month', sk: 'moment' },
      { name: 'desk', pk: 'desk', sk: 'updated' },
    ],
  },
  site: { key, stream: false, indexes: [] },
} satisfies Record<string, TableDefinition>
