import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../functions/store/table.ts'

/** As JSON of DynamoDB says it: bytes as text. */
function lineOf(item: Item): string {
  const bytes = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
  const marshalled = marshall(item, { removeUndefinedValues: true })
  const entries = Object.entries(marshalled).map(([name, value]) => [
    name,
    value.B ? { B: Buffer.from(value.B).toString('base64') } : value,
  ])
  return JSON.stringify({ Item: Object.fromEntries(entries) }, bytes)
}

/** What `aws dynamodb export-table-to-point-in-time` leaves in a bucket, in a folder: items in no order, in several files. */
export async function writeExport(folder: string, items: readonly Item[], files = 3): Promise<void> {
  const root = join(folder, 'AWSDynamoDB', '01693685827463-2d8752fd')
  await mkdir(join(root, 'data'), { recursive: true })
  const manifest: string[] = []
  for (let file = 0; file < files; file += 1) {
    const own = items.filter((_, index) => index % files === file).toReversed()
    const zipped = gzipSync(own.map((item) => `${lineOf(item)}\n`).join(''))
    const dataFileS3Key = `AWSDynamoDB/01693685827463-2d8752fd/data/part${file}.json.gz`
    await writeFile(join(folder, dataFileS3Key), zipped)
    const md5Checksum = createHash('md5').update(zipped).digest('base64')
    manifest.push(JSON.stringify({ itemCount: own.length, md5Checksum, etag: 'e', dataFileS3Key }))
  }
  await writeFile(join(root, 'manifest-files.json'), `${manifest.join('\n')}\n`)
  const summary = { version: '2020-06-30', outputFormat: 'DYNAMODB_JSON', exportType: 'FULL_EXPORT' }
  await writeFile(join(root, 'manifest-summary.json'), JSON.stringify(summary))
}
