import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { Item } from '../../../functions/store/table.ts'
import { StartFailure } from '../../cloud/failure.ts'
import type { Batch, Source } from './source.ts'

const linesTogether = 500
const summaryFile = 'manifest-summary.json'

const summary = z.object({ outputFormat: z.string(), exportType: z.string().optional() })
const dataFile = z.object({ itemCount: z.int(), md5Checksum: z.string(), dataFileS3Key: z.string() })
type DataFile = z.infer<typeof dataFile>

/** The files of an export, by their names in its folder (`data/a1.json.gz`). */
export interface ExportFolder {
  name: string
  read: (file: string) => Promise<Uint8Array>
}

/** `AWSDynamoDB/<id>` of a bucket; where only `AWSDynamoDB` or what is above it is named, there must be one export in it. */
export async function bucketFolder(client: S3Client, address: string): Promise<ExportFolder> {
  const { host: Bucket, pathname } = new URL(address)
  const Prefix = decodeURIComponent(pathname.slice(1))
  const files: string[] = []
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
    files.push(...Contents.map(({ Key = '' }) => Key))
  const folder = onlyExport(address, files)
  return {
    name: `s3://${Bucket}/${folder}`,
    async read(file) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: posix.join(folder, file) }))
      if (!Body) throw new StartFailure(`s3://${Bucket}/${posix.join(folder, file)} is empty`)
      return await Body.transformToByteArray()
    },
  }
}

/** The same, copied to this machine. */
export async function localFolder(path: string): Promise<ExportFolder> {
  const files = await readdir(path, { recursive: true })
  const folder = onlyExport(
    path,
    files.map((file) => file.replaceAll('\\', '/')),
  )
  return { name: join(path, folder), read: (file) => readFile(join(path, folder, file)) }
}

function onlyExport(where: string, files: readonly string[]): string {
  const found = files
    .filter((file) => posix.basename(file) === summaryFile)
    .map((file) => posix.dirname(file))
  const [folder, other] = found
  if (folder === undefined)
    throw new StartFailure(`there is no export in ${where}: no ${summaryFile} (is it finished?)`)
  if (other !== undefined)
    throw new StartFailure(`there are several exports in ${where}: name one of ${found.join(', ')}`)
  return folder
}

function itemsOf(file: DataFile, zipped: Uint8Array): Item[] {
  const found = createHash('md5').update(zipped).digest('base64')
  if (found !== file.md5Checksum)
    throw new StartFailure(`${file.dataFileS3Key} is not as it was exported: its MD5 differs`)
  const lines = gunzipSync(zipped).toString('utf8').split('\n').filter(Boolean)
  if (lines.length !== file.itemCount)
    throw new StartFailure(`${file.dataFileS3Key} holds ${lines.length} items instead of ${file.itemCount}`)
  return lines.map(itemOf)
}

const line = z.object({ Item: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** Bytes stand in it as text (base64), sets of bytes too; the rest is as the database answers it. */
function itemOf(text: string): Item {
  const raw = Object.entries(line.parse(JSON.parse(text)).Item).map(([name, value]) => [
    name,
    withBytes(value),
  ])
  const { pk, sk, ...rest } = unmarshall(Object.fromEntries(raw))
  return { pk: String(pk), sk: String(sk), ...rest }
}

function withBytes(value: Record<string, unknown>): AttributeValue {
  const { B, L, M } = value
  const inner = z.record(z.string(), z.unknown())
  if (typeof B === 'string') return { B: Buffer.from(B, 'base64') }
  if (Array.isArray(L)) return { L: L.map((each) => withBytes(inner.parse(each))) }
  if (M !== undefined) {
    const entries = Object.entries(inner.parse(M))
    return { M: Object.fromEntries(entries.map(([name, each]) => [name, withBytes(inner.parse(each))])) }
  }
  // One of the other kinds, as the export of the database wrote it: `{"S":"…"}`, `{"N":"1"}`, `{"BOOL":true}`.
  return value as unknown as AttributeValue
}

/** What `aws dynamodb export-table-to-point-in-time` put into a bucket: a full export as DynamoDB JSON. */
export async function exportSource({ name, read }: ExportFolder): Promise<Source> {
  const json = async (file: string) => Buffer.from(await read(file)).toString('utf8')
  const { outputFormat, exportType } = summary.parse(JSON.parse(await json(summaryFile)))
  if (outputFormat !== 'DYNAMODB_JSON' || (exportType ?? 'FULL_EXPORT') !== 'FULL_EXPORT')
    throw new StartFailure(
      `${name} is ${exportType ?? 'an export'} as ${outputFormat}; wanted is FULL_EXPORT as DYNAMODB_JSON`,
    )
  const files = (await json('manifest-files.json'))
    .split('\n')
    .filter(Boolean)
    .map((each) => dataFile.parse(JSON.parse(each)))

  async function* batches(from = '0:0'): AsyncGenerator<Batch> {
    const [firstFile = 0, firstLine = 0] = from.split(':').map(Number)
    for (const [index, file] of files.entries()) {
      if (index < firstFile) continue
      const items = itemsOf(file, await read(posix.join('data', posix.basename(file.dataFileS3Key))))
      for (let at = index === firstFile ? firstLine : 0; at < items.length; at += linesTogether) {
        const end = at + linesTogether
        const following = index + 1 < files.length ? `${index + 1}:0` : undefined
        yield { items: items.slice(at, end), next: end < items.length ? `${index}:${end}` : following }
      }
    }
  }
  return { name: `export ${name}`, batches }
}
