import type { Table } from '../../../functions/store/table.ts'

/** A table, and how many items were read of it, how many of those are revisions. */
export function counted(table: Table) {
  const read = { items: 0, revisions: 0 }
  const count = <Items extends readonly ({ sk: string } | undefined)[]>(items: Items): Items => {
    const there = items.filter((each) => each !== undefined)
    read.items += there.length
    read.revisions += there.filter(({ sk }) => sk.startsWith('R#')).length
    return items
  }
  const watched: Table = {
    ...table,
    find: async (key) => count([await table.find(key)])[0],
    findAll: async (keys) => count(await table.findAll(keys)),
    query: async (range) => count(await table.query(range)),
  }
  return { table: watched, read }
}
