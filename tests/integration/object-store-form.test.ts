import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'

const region = 'ap-southeast-1'
const credentials = { accessKeyId: 'STOREKEY', secretAccessKey: 'store secret' }
const Bucket = 'media'

let folder: string
let store: ReturnType<typeof createObjectStore>
let s3: S3Client
let port: number
const troubles: unknown[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-form-'))
  store = createObjectStore({
    folder,
    region,
    secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    buckets: [Bucket, 'mirror'],
    formsFrom: () => 'https://desk.example',
    onTrouble: (trouble) => troubles.push(trouble),
  })
  port = await store.listen()
  s3 = new S3Client({ region, credentials, endpoint: `http://127.0.0.1:${port}` })
})
afterAll(async () => {
  s3.destroy()
  await store.close()
  await rm(folder, { recursive: true })
})

const Conditions: PresignedPostOptions['Conditions'] = [
  ['content-length-range', 1, 1000],
  ['starts-with', '$Content-Type', 'image/'],
]
const presign = (more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(s3, { Bucket, Key: 'incoming/one', Conditions, Expires: 60, ...more })

type Fields = Record<string, string>

async function upload(
  url: string,
  fields: Fields,
  body: string | Uint8Array<ArrayBuffer> = 'ảnh',
  name = 'ảnh.webp',
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([body]), name)
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' })
}
const image = { 'Content-Type': 'image/webp' }
const outcome = async (response: Response) =>
  `${response.status} ${/<Code>(.*)<\/Code>/.exec(await response.text())?.[1] ?? ''}`.trim()
const stored = async (Key: string) =>
  s3.send(new GetObjectCommand({ Bucket, Key })).then(
    async (object) => ({ text: await object.Body?.transformToString(), type: object.ContentType }),
    () => undefined,
  )

describe('an upload form', () => {
  it('stores the file under the key and type that its policy allows', async () => {
    const { url, fields } = await presign()
    const response = await upload(url, { ...fields, ...image })
    expect(response.status).toBe(204)
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/)
    expect(await stored('incoming/one')).toEqual({ text: 'ảnh', type: 'image/webp' })
  })

  it('answers 201 with where the file is, or leads to another page', async () => {
    const created = await presign({ Fields: { success_action_status: '201' } })
    const response = await upload(created.url, { ...created.fields, ...image })
    expect(response.status).toBe(201)
    expect(await response.text()).toContain('<Key>incoming/one</Key>')
    const redirect = await presign({ Fields: { success_action_redirect: 'https://example.org/done?x=1' } })
    const moved = await upload(redirect.url, { ...redirect.fields, ...image })
    expect(moved.status).toBe(303)
    expect(moved.headers.get('location')).toMatch(
      /^https:\/\/example\.org\/done\?x=1&bucket=media&key=incoming%2Fone&etag=/,
    )
  })

  it('puts the name of the file where the key asks for it, without its folders', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is S3's own placeholder
    const { url, fields } = await presign({ Key: 'incoming/${filename}' })
    expect((await upload(url, { ...fields, ...image }, 'x', '../../lễ $& hội.webp')).status).toBe(204)
    expect(await stored('incoming/lễ $& hội.webp')).toBeDefined()
  })

  it('takes a large file', async () => {
    const { url, fields } = await presign({
      Key: 'incoming/large',
      Conditions: [['content-length-range', 0, 1e8]],
    })
    const bytes = new Uint8Array(20_000_000).fill(7)
    expect((await upload(url, fields, bytes)).status).toBe(204)
    expect((await stored('incoming/large'))?.text).toHaveLength(20_000_000)
  })
})

describe('an upload form is refused', () => {
  const Key = 'incoming/refused'
  const attempt = async (
    change: (fields: Fields) => Fields,
    more: Partial<PresignedPostOptions> = {},
    body = 'ảnh',
  ) => {
    const { url, fields } = await presign({ Key, ...more })
    return outcome(await upload(url, change({ ...fields, ...image }), body))
  }
  const without = (name: string) => (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name))
  const with_ = (more: Fields) => (fields: Fields) => ({ ...fields, ...more })
  const policyOf = (policy: object) => Buffer.from(JSON.stringify(policy)).toString('base64')

  it.each<[string, (fields: Fields) => Fields]>([
    ['for another key', with_({ key: 'live/one' })],
    ['with another type', with_({ 'Content-Type': 'text/html' })],
    ['without the type', without('Content-Type')],
    ['for another bucket', with_({ bucket: 'mirror' })],
    ['with a field that the policy does not know', with_({ 'x-amz-meta-a': 'b' })],
    [
      'with an answer that the policy does not know',
      with_({ success_action_redirect: 'https://example.org' }),
    ],
    ['without a signature', without('X-Amz-Signature')],
    ['with another signature', with_({ 'X-Amz-Signature': '0'.repeat(64) })],
    [
      'with a wider policy',
      with_({ Policy: policyOf({ expiration: '2999-01-01T00:00:00Z', conditions: [] }) }),
    ],
    ['without a policy', without('Policy')],
    ['with another date', with_({ 'X-Amz-Date': '20200101T000000Z' })],
    [
      'with an unknown key',
      (fields) =>
        with_({ 'X-Amz-Credential': fields['X-Amz-Credential']!.replace('STOREKEY', 'OTHER') })(fields),
    ],
    [
      'for another service',
      (fields) =>
        with_({ 'X-Amz-Credential': fields['X-Amz-Credential']!.replace('/s3/', '/execute-api/') })(fields),
    ],
    [
      'for another region',
      (fields) =>
        with_({ 'X-Amz-Credential': fields['X-Amz-Credential']!.replace(region, 'us-east-1') })(fields),
    ],
    ['with another algorithm', with_({ 'X-Amz-Algorithm': 'none' })],
    ['with a session token', with_({ 'X-Amz-Security-Token': 'token' })],
  ])('%s', async (_what, change) => {
    expect(await attempt(change)).toMatch(/^403 AccessDenied|^400 InvalidArgument/)
    expect(await stored(Key)).toBeUndefined()
    expect(await stored('live/one')).toBeUndefined()
  })

  it('when its file is too large or too small', async () => {
    expect(await attempt((fields) => fields, {}, 'x'.repeat(1001))).toBe('400 EntityTooLarge')
    expect(await attempt((fields) => fields, {}, '')).toBe('400 EntityTooSmall')
    expect(await attempt((fields) => fields, {}, 'x'.repeat(3_000_000))).toBe('400 EntityTooLarge')
    expect(await stored(Key)).toBeUndefined()
  })

  it('when it has expired', async () => {
    expect(await attempt((fields) => fields, { Expires: -1 })).toBe('403 AccessDenied')
  })

  it('when a field comes twice, whatever its case', async () => {
    expect(await attempt(with_({ KEY: 'live/one' }))).toBe('400 InvalidArgument')
    expect(await attempt(with_({ policy: 'x' }))).toBe('400 InvalidArgument')
  })

  it('when its policy holds a condition that nobody understands', async () => {
    expect(
      await attempt((fields) => fields, {
        Conditions: [...Conditions!, ['ends-with', '$key', 'x'] as never],
      }),
    ).toBe('400 InvalidPolicyDocument')
  })

  it('at the address of another bucket', async () => {
    const { url, fields } = await presign({ Key })
    expect(await outcome(await upload(url.replace('media', 'mirror'), { ...fields, ...image }))).toBe(
      '403 AccessDenied',
    )
    expect(
      await outcome(await upload(url.replace('media', 'mirror'), without('bucket')({ ...fields, ...image }))),
    ).toBe('403 AccessDenied')
    expect(await outcome(await upload(url.replace('media', 'none'), { ...fields, ...image }))).toBe(
      '404 NoSuchBucket',
    )
  })

  it('without a file, or when its body is not a form', async () => {
    const { url, fields } = await presign({ Key })
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    expect(await outcome(await fetch(url, { method: 'POST', body: form }))).toBe('400 InvalidArgument')
    const raw = (body: string, type = 'multipart/form-data; boundary=b') =>
      fetch(url, { method: 'POST', body, headers: { 'content-type': type } }).then(outcome)
    expect(await raw('nothing')).toMatch(/^400 /)
    expect(await raw('')).toMatch(/^400 /)
    expect(await raw('x', 'multipart/form-data')).toBe('400 MalformedPOSTRequest')
    expect(await raw('x', 'application/x-www-form-urlencoded')).toBe('403 AccessDenied')
    const many = Array.from(
      { length: 200 },
      (_, i) => `--b\r\nContent-Disposition: form-data; name="f${i}"\r\n\r\nx\r\n`,
    )
    expect(await raw(`${many.join('')}--b--\r\n`)).toMatch(/^400 /)
  })

  it.each([
    ['ends before its file does', false],
    ['breaks off', true],
  ])('when it %s, and nothing of it stays', async (_what, breakOff) => {
    const { url, fields } = await presign({ Key })
    const parts = Object.entries({ ...fields, ...image }).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const body = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of`
    const hasBegun = () =>
      vi.waitFor(async () => expect(await readdir(join(folder, '.incoming'))).toHaveLength(1))
    const answer = await new Promise((resolve) => {
      const headers = {
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': body.length + (breakOff ? 500 : 0),
      }
      const sending = request(url, { method: 'POST', headers }, (response) => resolve(response.statusCode))
      sending.on('error', () => resolve('gone'))
      sending.write(body)
      if (breakOff) hasBegun().then(() => sending.destroy(), resolve)
      else sending.end()
    })
    expect(answer).toBe(breakOff ? 'gone' : 400)
    await expect.poll(() => readdir(join(folder, '.incoming'))).toEqual([])
    expect(await stored(Key)).toBeUndefined()
  })

  it('and leaves nothing behind', async () => {
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect(troubles).not.toContainEqual(expect.objectContaining({ event: 'failed' }))
    expect(JSON.stringify(troubles)).not.toMatch(/[0-9a-f]{64}/)
  })
})

describe('a script of a page', () => {
  const from = (origin: string) => ({ headers: { origin } })
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin')

  it('of the desk may send a form, follow its progress and read the answer; of no other', async () => {
    const { url, fields } = await presign({ Fields: image })
    const form = () => {
      const data = new FormData()
      for (const [field, value] of Object.entries(fields)) data.append(field, value)
      data.append('file', new Blob(['ảnh']), 'ảnh.webp')
      return data
    }
    const asked = await fetch(url, { method: 'OPTIONS', ...from('https://desk.example') })
    expect(asked.status).toBe(200)
    expect(asked.headers.get('access-control-allow-methods')).toBe('POST')
    const sent = await fetch(url, { method: 'POST', body: form(), ...from('https://desk.example') })
    expect([sent.status, allowed(sent)]).toEqual([204, 'https://desk.example'])
    const refused = await fetch(url, {
      method: 'POST',
      body: new FormData(),
      ...from('https://desk.example'),
    })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(allowed(refused)).toBe('https://desk.example')
    const other = await fetch(url, { method: 'POST', body: form(), ...from('https://evil.example') })
    expect(allowed(other)).toBeNull()
    expect((await fetch(url, { method: 'OPTIONS', ...from('https://evil.example') })).status).toBe(403)
  })
})
