import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import type { ByteStore, Range, StoredManifest, StoredObject } from '../search/bytes.ts'
import { type ListedPage, readListing } from './listing.ts'

/** With what requests to S3 are signed. */
export interface StorageAccess {
  region: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  /** Of what stands in for S3. @default S3 itself */
  endpoint?: string
}

/** Milliseconds until a request is given up; the largest piece of an index of 100,000 articles comes in three seconds. */
const patience = 20_000
/** How often a request is sent again that met a busy S3 (429, 5xx) or a connection that had been closed, and after how long. */
const retries = 3
const pause = 50

const manifestName = 'manifest.json'

/** S3 has answered what was not expected. */
export class StorageFailed extends Error {}

interface Request {
  method?: 'GET' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

interface Answer {
  status: number
  tag: string | undefined
  bytes: Uint8Array
}

/** Objects of a bucket, asked with fetch alone: the SDK would take a reader's first question a third of a second to load. */
export function createIndexStorage({ endpoint, region, ...keys }: StorageAccess, bucket: string) {
  const aws = new AwsClient({ ...keys, region, service: 's3', retries, initRetryMs: pause })
  const address = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`

  async function send(path: string, request: Request): Promise<Answer> {
    const response = await aws.fetch(`${address}/${path}`, {
      ...request,
      signal: AbortSignal.timeout(patience),
    })
    const tag = response.headers.get('etag') ?? undefined
    return { status: response.status, tag, bytes: await response.bytes() }
  }

  /** Answers what has one of the statuses that are expected. Every request may be sent twice: writes are conditional. */
  async function ask(path: string, expected: readonly number[], request: Request = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await send(path, request)
        if (expected.includes(answer.status)) return answer
        const told = new TextDecoder().decode(answer.bytes.subarray(0, 300))
        throw new StorageFailed(
          `${request.method ?? 'GET'} ${path} is answered with ${answer.status}: ${told}`,
        )
      } catch (error) {
        // fetch throws a TypeError where there is no answer at all.
        if (!(error instanceof TypeError) || attempt > retries) throw error
        await setTimeout(Math.random() * pause * 2 ** attempt)
      }
    }
  }

  async function put(path: string, bytes: Uint8Array, condition: [name: string, value: string]) {
    const headers = {
      [condition[0]]: condition[1],
      'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      // Signed, so that what is stored is what was meant.
      'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
    }
    const body = new Uint8Array(bytes)
    return (await ask(path, [200, 404, 409, 412], { method: 'PUT', headers, body })).status
  }

  async function listPage(prefix: string, token: string | undefined): Promise<ListedPage> {
    const query = new URLSearchParams({ 'list-type': '2', 'encoding-type': 'url', prefix })
    if (token !== undefined) query.set('continuation-token', token)
    const { bytes } = await ask(`?${query}`, [200])
    return readListing(new TextDecoder().decode(bytes))
  }

  /** One index: all that lies below `prefix`, which ends in a slash. */
  function open(prefix: string, manifest: string = manifestName): ByteStore {
    return {
      async read(name: string, range?: Range): Promise<Uint8Array | undefined> {
        if (range?.length === 0) return new Uint8Array()
        const headers: Record<string, string> = range
          ? { range: `bytes=${range.from}-${range.from + range.length - 1}` }
          : {}
        const { status, bytes } = await ask(prefix + name, [200, 206, 404, 416], { headers })
        if (status === 404) return undefined
        // 416: nothing is left from there on.
        return status === 416 ? new Uint8Array() : bytes
      },

      async write(name: string, bytes: Uint8Array): Promise<void> {
        for (let attempt = 0; attempt <= retries; attempt += 1) {
          const status = await put(prefix + name, bytes, ['if-none-match', '*'])
          // 412: it is there already. 409: somebody was writing it at that moment, and may have failed.
          if (status === 200 || status === 412) return
        }
        throw new StorageFailed(`${prefix}${name} could not be written`)
      },

      async manifest(known?: string): Promise<StoredManifest | 'unchanged' | undefined> {
        const headers: Record<string, string> = known === undefined ? {} : { 'if-none-match': known }
        const { status, tag, bytes } = await ask(prefix + manifest, [200, 304, 404], { headers })
        if (status === 304) return 'unchanged'
        if (status === 404) return undefined
        if (!tag) throw new StorageFailed(`${prefix}${manifest} came without an entity tag`)
        return { bytes, tag }
      },

      async replaceManifest(bytes: Uint8Array, tag: string | undefined): Promise<'done' | 'changed'> {
        const status = await put(
          prefix + manifest,
          bytes,
          tag === undefined ? ['if-none-match', '*'] : ['if-match', tag],
        )
        // 412: it is another now. 409: it was being written at that moment. 404: it was removed.
        return status === 200 ? 'done' : 'changed'
      },

      async remove(name: string): Promise<void> {
        await ask(prefix + name, [200, 204, 404], { method: 'DELETE' })
      },

      async list(): Promise<StoredObject[]> {
        const found: StoredObject[] = []
        for (let token: string | undefined; ; ) {
          const { objects, next } = await listPage(prefix, token)
          found.push(...objects.map(({ key, written }) => ({ name: key.slice(prefix.length), written })))
          if (next === undefined) return found.filter(({ name }) => name !== manifest)
          token = next
        }
      },
    }
  }

  return { open }
}

export type IndexStorage = ReturnType<typeof createIndexStorage>
