import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOfKey, keyOfFile } from '../../infra/cloud/objects/key-file.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'

const region = 'ap-southeast-1'
const credentials = { accessKeyId: 'STOREKEY', secretAccessKey: 'store secret' }
const Bucket = 'media'

let folder: string
let store: ReturnType<typeof createObjectStore>
let s3: S3Client
const troubles: unknown[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-store-'))
  await open()
})
afterAll(async () => {
  s3.destroy()
  await store.close()
  await rm(folder, { recursive: true })
})

async function open() {
  store = createObjectStore({
    folder,
    region,
    secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    buckets: [Bucket, 'mirror'],
    onTrouble: (trouble) => troubles.push(trouble),
  })
  s3 = new S3Client({
    region,
    credentials,
    endpoint: `http://127.0.0.1:${await store.listen()}`,
    maxAttempts: 1,
  })
}

const put = (Key: string, Body: string | Uint8Array = 'nội dung', more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))
const text = async (Key: string, more = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString()
const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => 'accepted',
    (error) => `${error.$metadata.httpStatusCode} ${error.name}`,
  )

describe('objects', () => {
  it('come back as they were put, with their metadata', async () => {
    const { ETag } = await put('ảnh/Lễ hội 2019+1.txt', 'Xin chào', {
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: "attachment; filename*=UTF-8''%E1%BA%A3nh.txt",
      ContentEncoding: 'identity',
      Metadata: { source: 'import' },
    })
    expect(ETag).toBe(`"${createHash('md5').update('Xin chào').digest('hex')}"`)
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'ảnh/Lễ hội 2019+1.txt' }))
    expect(await object.Body?.transformToString()).toBe('Xin chào')
    expect(object).toMatchObject({
      ETag,
      ContentLength: 9,
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'max-age=60',
      ContentDisposition: "attachment; filename*=UTF-8''%E1%BA%A3nh.txt",
      ContentEncoding: 'identity',
      Metadata: { source: 'import' },
    })
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'ảnh/Lễ hội 2019+1.txt' }))
    expect(head).toMatchObject({ ETag, ContentLength: 9, Metadata: { source: 'import' } })
  })

  it('may be empty', async () => {
    await put('empty', '')
    expect(await text('empty')).toBe('')
    expect(await refusal(text('empty', { Range: 'bytes=0-0' }))).toBe('416 InvalidRange')
  })

  it('of any size come in and go out without being altered', async () => {
    const bytes = randomBytes(8_000_003)
    await put('large', bytes)
    const { Body, ContentEncoding } = await s3.send(new GetObjectCommand({ Bucket, Key: 'large' }))
    expect(Buffer.compare(await Body!.transformToByteArray(), bytes)).toBe(0)
    expect(ContentEncoding).toBeUndefined()
  })

  it('are absent with NoSuchKey, in a bucket that is absent with NoSuchBucket', async () => {
    expect(await refusal(text('nothing'))).toBe('404 NoSuchKey')
    expect(await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' })))).toBe('404 NotFound')
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'a' })))).toBe(
      '404 NoSuchBucket',
    )
  })

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-20', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=4-2', '0123456789', undefined],
    ['bytes=0-1,3-4', '0123456789', undefined],
    ['lines=1-2', '0123456789', undefined],
  ])('answer the range %s with %s', async (Range, expected, ContentRange) => {
    await put('range', '0123456789')
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'range', Range }))
    expect(await object.Body?.transformToString()).toBe(expected)
    expect(object.ContentRange).toBe(ContentRange)
    expect(object.$metadata.httpStatusCode).toBe(ContentRange ? 206 : 200)
  })

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('have no bytes for the range %s', async (Range) => {
    await put('range', '0123456789')
    expect(await refusal(text('range', { Range }))).toBe('416 InvalidRange')
  })

  it('are not sent again to a reader that has them', async () => {
    const { ETag } = await put('conditional')
    const later = new Date(Date.now() + 10_000)
    expect(await refusal(text('conditional', { IfNoneMatch: ETag }))).toMatch(/^304/)
    expect(await refusal(text('conditional', { IfModifiedSince: later }))).toMatch(/^304/)
    expect(await refusal(text('conditional', { IfMatch: '"other"' }))).toBe('412 PreconditionFailed')
    expect(await refusal(text('conditional', { IfUnmodifiedSince: new Date(0) }))).toBe(
      '412 PreconditionFailed',
    )
    expect(await text('conditional', { IfMatch: ETag, IfNoneMatch: '"other"' })).toBe('nội dung')
  })

  it('answer the headers that a signed reader asks for', async () => {
    await put('named')
    const asked = {
      ResponseContentDisposition: 'attachment; filename="a b.txt"',
      ResponseContentType: 'text/csv',
    }
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'named', ...asked }))
    expect(object).toMatchObject({
      ContentDisposition: 'attachment; filename="a b.txt"',
      ContentType: 'text/csv',
    })
    await object.Body?.transformToString()
    const broken = new GetObjectCommand({
      Bucket,
      Key: 'named',
      ResponseContentDisposition: 'a\r\nset-cookie: b',
    })
    expect(await refusal(s3.send(broken))).toBe('400 InvalidArgument')
  })
})

describe('writing', () => {
  it('creates once: of many writers at the same time one wins', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => refusal(put('created', `writer ${i}`, { IfNoneMatch: '*' }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['accepted', '412 PreconditionFailed']))
    expect(await text('created')).toBe(`writer ${outcomes.indexOf('accepted')}`)
  })

  it('replaces only what was read', async () => {
    const { ETag } = await put('replaced', 'one')
    const outcomes = await Promise.all(
      ['two', 'three'].map((body) => refusal(put('replaced', body, { IfMatch: ETag }))),
    )
    expect(outcomes.toSorted()).toEqual(['412 PreconditionFailed', 'accepted'])
    expect(await refusal(put('not there', 'x', { IfMatch: ETag }))).toBe('404 NoSuchKey')
    const stale = new DeleteObjectCommand({ Bucket, Key: 'replaced', IfMatch: ETag })
    expect(await refusal(s3.send(stale))).toBe('412 PreconditionFailed')
    expect(await refusal(put('replaced', 'x', { IfNoneMatch: ETag }))).toBe('501 NotImplemented')
  })

  it('never mixes the content of one put with the metadata of another', async () => {
    const writers = Array.from({ length: 8 }, (_, i) => ({
      body: String(i).repeat(50_000),
      Metadata: { writer: String(i) },
    }))
    const reading = Array.from({ length: 20 }, async () => {
      const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'contended' })).catch(() => undefined)
      const body = await object?.Body?.transformToString()
      if (body) expect(body).toBe(object?.Metadata?.writer?.repeat(50_000))
    })
    await Promise.all([
      ...writers.map(({ body, Metadata }) => put('contended', body, { Metadata })),
      ...reading,
    ])
  })

  it('deletes what is there, and does not mind what is not', async () => {
    await put('deleted')
    for (let time = 0; time < 2; time++) await s3.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }))
    expect(await refusal(text('deleted'))).toBe('404 NoSuchKey')
  })
})

describe('keys', () => {
  const awkward = [
    '../../escaped',
    '/absolute',
    'a//b',
    'a/./b/../c',
    '.',
    '..',
    'CASE',
    'case',
    'a',
    'a/b',
    'a/b.object',
    'a.object',
    '100%+%2F?#&',
    'đường/Ảnh.webp',
    'đường/Ảnh.webp'.normalize('NFD'),
    'con',
    'C:\\windows',
    'tab\tnew\nline',
  ]

  it('are all different objects, inside the folder', async () => {
    for (const key of awkward) await put(`keys/${key}`, key)
    for (const key of awkward) expect(await text(`keys/${key}`)).toBe(key)
    expect((await readdir(folder)).toSorted()).toEqual(['.incoming', 'media', 'mirror'])
  })

  it('may have 1024 bytes and no more', async () => {
    for (const Key of ['k'.repeat(1024), 'ẩ'.repeat(341)]) {
      await put(Key, 'long')
      expect(await text(Key)).toBe('long')
    }
    expect(await refusal(put('k'.repeat(1025)))).toBe('400 KeyTooLongError')
    expect(await refusal(put('a\0b'))).toBe('400 InvalidArgument')
  })

  it('make file names that lead back to them and never up or out', () => {
    const key = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1024 })
      .filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(key, (text) => {
        const file = fileOfKey(text)
        expect(file).toMatch(/^([a-z0-9._%-]{1,180}\+\/)*[a-z0-9._%-]{1,180}\.object$/)
        expect(keyOfFile(file)).toBe(text)
      }),
    )
  })
})

describe('listing', () => {
  const list = (more = {}) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'listed/', ...more }))

  it('tells keys below a prefix in the order of their bytes, with what it takes to know them again', async () => {
    const keys = ['listed/a', 'listed/a/b', 'listed/Ảnh & <tệp>', 'listed/Z', 'listed/tab\t1']
    for (const key of keys) await put(key, key)
    await put('unlisted', 'x')
    const { Contents = [], KeyCount, IsTruncated } = await list()
    const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(Contents.map(({ Key }) => Key)).toEqual(sorted)
    expect({ KeyCount, IsTruncated }).toEqual({ KeyCount: 5, IsTruncated: false })
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'listed/a' }))
    expect(Contents.find(({ Key }) => Key === 'listed/a')).toMatchObject({ ETag: head.ETag, Size: 8 })
    expect(Math.abs(Date.now() - Contents[0]!.LastModified!.getTime())).toBeLessThan(60_000)
    const { Contents: encoded = [] } = await list({ EncodingType: 'url' })
    expect(encoded.map(({ Key }) => decodeURIComponent(Key ?? ''))).toEqual(sorted)
    expect((await list({ Prefix: 'nothing/' })).KeyCount).toBe(0)
  })

  it('goes on page by page, whatever is written meanwhile', async () => {
    const keys = Array.from({ length: 7 }, (_, index) => `listed/page/${index}`)
    for (const key of keys) await put(key)
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await list({ Prefix: 'listed/page/', MaxKeys: 3, ContinuationToken: token })
      found.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''))
      token = page.NextContinuationToken
      if (token) await put('listed/page/-before')
    } while (token)
    expect(found).toEqual(keys)
    const rest = await list({ Prefix: 'listed/page/', StartAfter: 'listed/page/4' })
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(keys.slice(5))
    expect(await refusal(list({ ContinuationToken: '!' }))).toBe('400 InvalidArgument')
  })
})

describe('what is not implemented', () => {
  it('is refused and never mistaken for something else', async () => {
    await put('plain', 'before')
    expect(await refusal(s3.send(new PutObjectAclCommand({ Bucket, Key: 'plain', ACL: 'private' })))).toBe(
      '501 NotImplemented',
    )
    expect(await refusal(s3.send(new GetObjectAclCommand({ Bucket, Key: 'plain' })))).toBe(
      '501 NotImplemented',
    )
    expect(await refusal(put('plain', 'x', { ChecksumAlgorithm: 'SHA1' }))).toBe('501 NotImplemented')
    expect(await refusal(put('plain', 'x', { ObjectLockMode: 'COMPLIANCE' }))).toBe('501 NotImplemented')
    const copy = new CopyObjectCommand({ Bucket, Key: 'plain', CopySource: `${Bucket}/range` })
    expect(await refusal(s3.send(copy))).toBe('501 NotImplemented')
    expect(await refusal(s3.send(new ListObjectsCommand({ Bucket })))).toBe('501 NotImplemented')
    const folders = new ListObjectsV2Command({ Bucket, Delimiter: '/' })
    expect(await refusal(s3.send(folders))).toBe('501 NotImplemented')
    expect(await text('plain')).toBe('before')
  })
})

describe('the folder', () => {
  it('keeps everything when the store starts again, and nothing of what came in half', async () => {
    await put('kept', 'còn đây', { Metadata: { a: 'b' } })
    s3.destroy()
    await store.close()
    await writeFile(join(folder, '.incoming', 'half'), 'half')
    await open()
    expect(await text('kept')).toBe('còn đây')
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
  })

  it('has had no trouble that was not asked for', () => {
    expect(troubles).toEqual([])
  })
})
