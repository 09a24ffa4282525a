import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ByteStore } from '../../functions/search/bytes.ts'
import { MemoryStore } from '../../functions/search/memory-store.ts'
import { createIndexStorage, type StorageAccess } from '../../functions/store/index-files.ts'
import { readListing } from '../../functions/store/listing.ts'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'

const bucket = 'index'
const key = newKeyPair()
let access: StorageAccess
let stop: () => Promise<void>

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-index-'))
  const store = createObjectStore({
    folder: join(folder, 'objects'),
    region,
    buckets: [bucket],
    secretOf: secretIn([key]),
  })
  access = { ...key, region, endpoint: `http://127.0.0.1:${await store.listen()}` }
  stop = async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
})
afterAll(() => stop())

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (found: Uint8Array | undefined) => found && new TextDecoder().decode(found)

/** Both kinds keep one contract, so that what holds in memory holds in a bucket. */
const kinds: [string, () => ByteStore][] = [
  ['memory', () => new MemoryStore()],
  ['a bucket', () => createIndexStorage(access, bucket).open(`search/${crypto.randomUUID()}/`)],
]

describe.each(kinds)('the bytes of an index in %s', (_, create) => {
  it('come back as they were written, whole and in parts', async () => {
    const store = create()
    await store.write('segments/a', bytes('0123456789'))
    expect(text(await store.read('segments/a'))).toBe('0123456789')
    expect(text(await store.read('segments/a', { from: 2, length: 3 }))).toBe('234')
    expect(text(await store.read('segments/a', { from: 8, length: 100 }))).toBe('89')
    expect(text(await store.read('segments/a', { from: 10, length: 5 }))).toBe('')
    expect(await store.read('segments/b')).toBeUndefined()
    expect(await store.read('segments/b', { from: 0, length: 1 })).toBeUndefined()
  })

  it('are never replaced, and may be removed twice', async () => {
    const store = create()
    await store.write('segments/a', bytes('one'))
    await store.write('segments/a', bytes('two'))
    expect(text(await store.read('segments/a'))).toBe('one')
    await store.remove('segments/a')
    await store.remove('segments/a')
    expect(await store.read('segments/a')).toBeUndefined()
  })

  it('have a manifest that is replaced only by who knows it', async () => {
    const store = create()
    expect(await store.manifest()).toBeUndefined()
    expect(await store.replaceManifest(bytes('stale'), '"0"')).toBe('changed')
    expect(await store.replaceManifest(bytes('one'), undefined)).toBe('done')
    expect(await store.replaceManifest(bytes('two'), undefined)).toBe('changed')
    const first = await store.manifest()
    if (first === undefined || first === 'unchanged') throw new Error('there is no manifest')
    expect(text(first.bytes)).toBe('one')
    expect(await store.manifest(first.tag)).toBe('unchanged')
    expect(await store.replaceManifest(bytes('two'), first.tag)).toBe('done')
    expect(await store.replaceManifest(bytes('three'), first.tag)).toBe('changed')
    expect(await store.manifest(first.tag)).toMatchObject({ bytes: bytes('two') })
  })

  it('let one of many writers replace the manifest', async () => {
    const store = create()
    const first = await Promise.all(
      Array.from({ length: 8 }, (__, nth) => store.replaceManifest(bytes(`first ${nth}`), undefined)),
    )
    expect(first.filter((each) => each === 'done')).toHaveLength(1)
    const known = await store.manifest()
    if (known === undefined || known === 'unchanged') throw new Error('there is no manifest')
    const second = await Promise.all(
      Array.from({ length: 8 }, (__, nth) => store.replaceManifest(bytes(`second ${nth}`), known.tag)),
    )
    expect(second.filter((each) => each === 'done')).toHaveLength(1)
  })

  it('are listed with when they were written, without the manifest', async () => {
    const store = create()
    await store.replaceManifest(bytes('{}'), undefined)
    for (const name of ['segments/b', 'segments/a', 'phrases/c']) await store.write(name, bytes(name))
    const listed = await store.list()
    expect(listed.map(({ name }) => name).sort()).toEqual(['phrases/c', 'segments/a', 'segments/b'])
    for (const { written } of listed) expect(Math.abs(Date.now() - written)).toBeLessThan(60_000)
  })
})

it('indexes below different prefixes of a bucket do not see each other', async () => {
  const storage = createIndexStorage(access, bucket)
  const [public_, private_] = [storage.open('search/vi/'), storage.open('newsroom/')]
  await private_.write('segments/a', bytes('bản thảo'))
  expect(await public_.read('segments/a')).toBeUndefined()
  expect(await public_.list()).toEqual([])
})

describe('S3 that is busy or away', () => {
  type Trouble = (request: IncomingMessage, response: ServerResponse) => boolean

  /** The store behind somebody who answers some requests in its stead. */
  async function withTrouble(trouble: Trouble) {
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(request.method ?? '')
      if (trouble(request, response)) return
      void forward(request, response)
    })
    const endpoint = `http://127.0.0.1:${await listen(server)}`
    onTestFinished(() => close(server))
    return {
      seen,
      store: createIndexStorage({ ...access, endpoint }, bucket).open(`${crypto.randomUUID()}/`),
    }
  }

  const objects = new Map<string, Buffer>()
  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? ''
    if (request.method === 'PUT') {
      objects.set(path, Buffer.concat(chunks))
      response.writeHead(200, { etag: '"1"' }).end()
    } else response.writeHead(objects.has(path) ? 200 : 404, { etag: '"1"' }).end(objects.get(path))
  }

  const failFirst = (times: number, answer: (response: ServerResponse) => void): Trouble => {
    let left = times
    return (request, response) => {
      if (left === 0) return false
      left -= 1
      request.resume().once('end', () => answer(response))
      return true
    }
  }

  it.each([
    ['answers SlowDown', (response: ServerResponse) => response.writeHead(503).end('<Code>SlowDown</Code>')],
    ['closes the connection', (response: ServerResponse) => response.destroy()],
    ['is writing the object itself (409)', (response: ServerResponse) => response.writeHead(409).end()],
  ])('is asked again when it %s', async (_, answer) => {
    const { store, seen } = await withTrouble(failFirst(2, answer))
    await store.write('segments/a', bytes('một'))
    expect(seen).toEqual(['PUT', 'PUT', 'PUT'])
    expect(text(await store.read('segments/a'))).toBe('một')
  })

  it.each([404, 409, 412])(
    'has a manifest that changed where it answers %i to a replacement',
    async (status) => {
      const { store } = await withTrouble(failFirst(1, (response) => response.writeHead(status).end()))
      expect(await store.replaceManifest(bytes('{}'), '"1"')).toBe('changed')
    },
  )

  it('is not believed when it refuses: what may be there is not called absent', async () => {
    const { store } = await withTrouble(
      failFirst(9, (response) => response.writeHead(403).end('AccessDenied')),
    )
    await expect(store.read('segments/a')).rejects.toThrow('403: AccessDenied')
    await expect(store.manifest()).rejects.toThrow('403')
    await expect(store.list()).rejects.toThrow('403')
  })
})

it('reads a listing as S3 writes it', () => {
  const xml =
    '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix>a</Prefix>' +
    '<Contents><Key>a/x+%26+y%2B1</Key><LastModified>2026-01-10T08:00:00.000Z</LastModified><ETag>&quot;1&quot;</ETag><Size>3</Size></Contents>' +
    '<NextContinuationToken>1&amp;2=</NextContinuationToken></ListBucketResult>'
  const objects = [{ key: 'a/x & y+1', written: Date.parse('2026-01-10T08:00:00.000Z') }]
  expect(readListing(xml)).toEqual({ objects, next: '1&2=' })
  expect(() => readListing('<Error/>')).toThrow('no listing')
})
