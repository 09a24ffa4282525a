import { readFile } from 'node:fs/promises'
import { isRefused } from '../../../functions/store/condition.ts'
import type { Table } from '../../../functions/store/table.ts'
import type { Pace } from '../restore/pace.ts'
import { type Restored, restoreItems } from '../restore/restore-items.ts'
import type { Batch, Source } from '../restore/source.ts'
import { itemOf, readersItem } from './line.ts'
import type { Places } from './places.ts'
import { faultOfFile, linesOf, pathOf } from './read-export.ts'

const itemsTogether = 200

/** The newsroom's items of an export. */
export function folderSource(folder: string): Source {
  async function* batches(from = '0'): AsyncGenerator<Batch> {
    let [read, items]: [number, Batch['items']] = [0, []]
    for await (const line of linesOf(folder)) {
      const item = itemOf(line)
      if (!item) continue
      read += 1
      if (read <= Number(from)) continue
      items.push(item)
      if (items.length < itemsTogether) continue
      yield { items, next: String(read) }
      items = []
    }
    yield { items, next: undefined }
  }
  return { name: `export ${folder}`, batches }
}

/** A count that is there stays: it has gone on since. */
async function putCount(table: Table, item: { pk: string; sk: string }): Promise<void> {
  await isRefused(table.put({ ...item }, { ifAbsent: true }))
}

/** Puts back what an export holds; files and counts first, so that nothing that is shown misses them. */
export async function restoreExport(
  folder: string,
  places: Places,
  { pace, ...rest }: { pace: Pace } & Pick<Parameters<typeof restoreItems>[0], 'from' | 'onProgress'>,
): Promise<Restored> {
  for await (const line of linesOf(folder)) {
    if (line.kind === 'views') await putCount(places.views, line.item)
    if (line.kind === 'readers') await putCount(places.views, readersItem(line))
    if (line.kind === 'shown-views') await putCount(places.site, line.item)
    if (line.kind !== 'file' || (await faultOfFile(folder, line))) continue
    const { bucket, key, headers } = line
    await places.files.put(bucket, key, { bytes: await readFile(pathOf(folder, line)), headers })
  }
  return await restoreItems({ source: folderSource(folder), target: places.newsroom, pace, ...rest })
}
