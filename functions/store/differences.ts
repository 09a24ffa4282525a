import { isDeepStrictEqual } from 'node:util'
import type { Item, Table } from './table.ts'

/** Those of some items that a table does not hold just so. Bytes of any kind are compared as bytes. */
export async function differences(table: Table, wanted: readonly Item[]): Promise<Item[]> {
  const there = await table.findAll(wanted)
  return wanted.filter((item, index) => !isDeepStrictEqual(asPlain(item), asPlain(there[index])))
}

function asPlain(item: Item | undefined): unknown {
  if (!item) return undefined
  const { packed, ...rest } = item
  return packed instanceof Uint8Array ? { ...rest, packed: Buffer.from(packed) } : item
}
