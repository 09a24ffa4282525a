import { setImmediate } from 'node:timers/promises'
import type { Table } from '../../../functions/store/table.ts'

/**
 * Counts how often one waits for the database: what is asked at the same time is one round. Each takes some milliseconds
 * on AWS, however much is asked.
 */
export function createRounds() {
  let rounds = 0
  let waiting: (() => void)[] = []

  async function answer(): Promise<void> {
    // Everybody who can ask by now has asked.
    await setImmediate()
    rounds += 1
    const asked = waiting
    waiting = []
    for (const each of asked) each()
  }

  function turn(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (waiting.push(resolve) === 1) void answer()
    return promise
  }

  function counting(table: Table): Table {
    const wrapped: Table = {
      ...table,
      meteredBy: () => wrapped,
      find: (key) => turn().then(() => table.find(key)),
      page: (limit, start, sk) => turn().then(() => table.page(limit, start, sk)),
      findAll: (keys) => turn().then(() => table.findAll(keys)),
      query: (range) => turn().then(() => table.query(range)),
      count: (range) => turn().then(() => table.count(range)),
      put: (item, condition) => turn().then(() => table.put(item, condition)),
      putTogether: (items) => turn().then(() => table.putTogether(items)),
      delete: (key) => turn().then(() => table.delete(key)),
      add: (key, attribute, amount) => turn().then(() => table.add(key, attribute, amount)),
      writeAll: (items) => turn().then(() => table.writeAll(items)),
    }
    return wrapped
  }

  return {
    counting,
    /** How many since the last time. */
    take() {
      const taken = rounds
      rounds = 0
      return taken
    },
  }
}
