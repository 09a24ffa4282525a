import { createWriteStream } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chunks } from '../../../functions/store/batches.ts'
import { siteKeys } from '../../../functions/store/keys.ts'
import type { Item, Key, Table } from '../../../functions/store/table.ts'
import { bucketNames } from './files.ts'
import { isLeftOut, isReaders, isRevision, lineOf, readersLine, sha256, viewsLine } from './line.ts'
import type { Places } from './places.ts'

export const linesFile = 'bantin.jsonl'
export const manifestFile = 'manifest.json'
const itemsTogether = 100

/** The keys of a table in one order: they alone are held, and not what stands at them. */
async function keysOf(table: Table, isWanted: (key: Key) => boolean): Promise<Key[]> {
  const keys: Key[] = []
  for await (const { pk, sk } of table.scan()) if (isWanted({ pk, sk })) keys.push({ pk, sk })
  const order = (a: Key, b: Key) => (a.pk === b.pk ? (a.sk < b.sk ? -1 : 1) : a.pk < b.pk ? -1 : 1)
  return keys.sort(order)
}

async function* itemsAt(table: Table, keys: readonly Key[]): AsyncGenerator<Item> {
  for (const some of chunks(keys, itemsTogether))
    for (const item of await table.findAll(some)) if (item) yield item
}

const isViews = ({ sk }: Key) => sk === siteKeys.views('').sk

/** Writes lines one after the other, and knows what they come to. */
function lineWriter(file: string) {
  const stream = createWriteStream(file)
  const [all, before] = [sha256(), sha256()]
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const line = `${text}\n`
      all.update(line)
      stream.write(line, (error) => (error ? reject(error) : resolve()))
    })
  return {
    async write(text: string): Promise<void> {
      before.update(`${text}\n`)
      await write(text)
    },
    async end(counts: Record<string, number>): Promise<{ sha256: string; bytes: number }> {
      await write(JSON.stringify({ kind: 'end', v: 1, counts, sha256: before.digest('hex') }))
      await new Promise<void>((resolve) => stream.end(resolve))
      return { sha256: all.digest('hex'), bytes: stream.bytesWritten }
    },
  }
}

/**
 * Writes all that a site keeps into a folder: `bantin.jsonl`, a line for each thing in one order, `files/`, and last the
 * manifest. The same site makes the same bytes. Of a site that is written meanwhile it has each revision or does not; what
 * follows from them is made again where it is restored.
 */
export async function writeExport(folder: string, { newsroom, site, views, files }: Places) {
  await mkdir(folder, { recursive: true })
  const partial = join(folder, `${linesFile}.partial`)
  const [written, counted, dated, shown] = [
    await keysOf(newsroom, (key) => !isLeftOut(key)),
    await keysOf(views, isViews),
    await keysOf(views, isReaders),
    await keysOf(site, isViews),
  ]
  const stored: { bucket: (typeof bucketNames)[number]; key: string }[] = []
  for (const bucket of bucketNames) for await (const key of files.list(bucket)) stored.push({ bucket, key })
  const revisions = written.filter(isRevision).length
  const counts = {
    revision: revisions,
    beside: written.length - revisions,
    views: counted.length,
    readers: dated.length,
    'shown-views': shown.length,
    file: stored.length,
  }
  const lines = lineWriter(partial)
  await lines.write(JSON.stringify({ kind: 'begin', v: 1, counts }))
  // What was taken away since the keys were read is in none of the counts at the end.
  let [acts, beside] = [0, 0]
  for await (const item of itemsAt(newsroom, written)) {
    if (isRevision(item)) acts += 1
    else beside += 1
    await lines.write(lineOf(item))
  }
  for await (const item of itemsAt(views, counted)) await lines.write(viewsLine('views', item))
  for await (const item of itemsAt(views, dated)) await lines.write(readersLine(item))
  for await (const item of itemsAt(site, shown)) await lines.write(viewsLine('shown-views', item))
  for (const { bucket, key } of stored) {
    const file = await files.read(bucket, key)
    if (!file) throw new Error(`${bucket}/${key} was taken away while it was exported; export again`)
    const path = join(folder, 'files', bucket, key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, file.bytes)
    const [bytes, digest] = [file.bytes.length, sha256().update(file.bytes).digest('hex')]
    const line = { kind: 'file', v: 1, bucket, key, bytes, sha256: digest, headers: file.headers }
    await lines.write(JSON.stringify(line))
  }
  const found = { ...counts, revision: acts, beside }
  const whole = await lines.end(found)
  await rename(partial, join(folder, linesFile))
  const manifest = { format: 'bantin-export-1', [linesFile]: whole, counts: found }
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`)
  return found
}
