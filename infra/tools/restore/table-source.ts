import * as z from 'zod'
import type { Key, Table } from '../../../functions/store/table.ts'
import type { Batch, Source } from './source.ts'

const itemsRead = 200
const key = z.object({ pk: z.string(), sk: z.string() })

/** A table that was restored beside the one in use: from a second of the last 35 days, or from a backup. */
export function tableSource(table: Table): Source {
  async function* batches(from?: string): AsyncGenerator<Batch> {
    let start: Key | undefined = from === undefined ? undefined : key.parse(JSON.parse(from))
    do {
      const { items, next }: Awaited<ReturnType<Table['page']>> = await table.page(itemsRead, start)
      yield { items, next: next && JSON.stringify(next) }
      start = next
    } while (start)
  }
  return { name: `table ${table.name}`, batches }
}
