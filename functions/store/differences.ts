import { isDeepStrictEqual } from 'node:util'
import type { Item, Table } from './table.ts'

/** Those of some items that a table does not hold just so. */
export async function differences(table: Table, wanted: readonly Item[]): Promise<Item[]> {
  const there = await table.findAll(wanted)
  return wanted.filter((item, index) => !isSame(item, there[index]))
}

/** Whether an item is just so. Bytes of any kind are compared as bytes. */
export function isSame(wanted: Item, there: Item | undefined): boolean {
  return isDeepStrictEqual(asPlain(wanted), asPlain(there))
}

function asPlain(item: Item | undefined): unknown {
  if (!item) return undefined
  const { packed, ...rest } = item
  return packed instanceof Uint8Array ? { ...rest, packed: Buffer.from(packed) } : item
}
