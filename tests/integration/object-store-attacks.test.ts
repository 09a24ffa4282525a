import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'

const region = 'ap-southeast-1'
const credentials = { accessKeyId: 'STOREKEY', secretAccessKey: 'store secret' }
const client = new AwsClient({ ...credentials, region, service: 's3', retries: 0 })
const signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false })

let folder: string
let store: ReturnType<typeof createObjectStore>
let port: number
let base: string
const troubles: { event: string; reason: string }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-attacks-'))
  store = createObjectStore({
    folder,
    region,
    secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    buckets: ['media'],
    onTrouble: (trouble) => troubles.push(trouble),
  })
  port = await store.listen()
  base = `http://127.0.0.1:${port}/media`
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => put('a', 'before'))

type Headers = Record<string, string>
interface Answer {
  status: number | undefined
  headers: Record<string, unknown>
  body: string
}

function send(method: string, path: string, headers: Headers, body: string | Buffer = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      const { statusCode: status } = response
      response.on('end', () =>
        resolve({ status, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    sending.on('error', reject).end(body)
  })
}

/** Sends one body with the signed hash of another. */
async function signed(
  method: string,
  path: string,
  headers: Headers,
  body = '',
  sent: string | Buffer = body,
) {
  const host = `127.0.0.1:${port}`
  const payload = headers['x-amz-content-sha256'] ?? createHash('sha256').update(body).digest('hex')
  const all = {
    host,
    'x-amz-content-sha256': payload,
    'content-length': String(Buffer.byteLength(sent)),
    ...headers,
  }
  // S3 signs the decoded key, encoded once; on the wire it may be written otherwise.
  const canonical = decodeURIComponent(path).split('/').map(encodeURIComponent).join('/')
  const bare = { method, protocol: 'http:', hostname: host, path: canonical, headers: all, body }
  return send(method, path, (await signer.sign(bare)).headers, sent)
}
const put = (key: string, body: string, headers: Headers = {}) =>
  signed('PUT', `/media/${key}`, headers, body)
const read = async (key: string) => (await client.fetch(`${base}/${key}`)).text()
const code = ({ status, body }: Answer) => `${status} ${/<Code>(.*)<\/Code>/.exec(body)?.[1] ?? ''}`.trim()

describe('authentication', () => {
  it('has one answer for every failure', async () => {
    const stranger = new AwsClient({
      ...credentials,
      accessKeyId: 'OTHER',
      region,
      service: 's3',
      retries: 0,
    })
    const forger = new AwsClient({
      ...credentials,
      secretAccessKey: 'wrong',
      region,
      service: 's3',
      retries: 0,
    })
    const abroad = new AwsClient({ ...credentials, region: 'us-east-1', service: 's3', retries: 0 })
    const link = await client.sign(`${base}/a`, { aws: { signQuery: true } })
    const answers = await Promise.all([
      fetch(`${base}/a`),
      fetch(`${base}/nothing`),
      fetch(`http://127.0.0.1:${port}/nowhere/a`),
      fetch(`${base}?list-type=2`),
      fetch(`${base}/a`, { method: 'PUT', body: 'x' }),
      stranger.fetch(`${base}/a`),
      forger.fetch(`${base}/a`),
      abroad.fetch(`${base}/a`),
      // Nothing of the product hands out addresses that are signed in their query.
      fetch(link.url),
      fetch(`${base}/%ff`),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
    expect(new Set(bodies).size).toBe(1)
    expect(bodies[0]).toContain('<Code>AccessDenied</Code>')
    expect(await read('a')).toBe('before')
  })

  it('tells the log why, and no secret', () => {
    expect(troubles.filter(({ event }) => event === 'refused').length).toBeGreaterThanOrEqual(10)
    expect(JSON.stringify(troubles)).not.toMatch(/[0-9a-f]{64}|store secret/)
  })
})

describe('a body', () => {
  it('other than the one that was signed is refused and changes nothing', async () => {
    expect(code(await signed('PUT', '/media/a', {}, 'signed', 'sended'))).toBe('403 AccessDenied')
    expect(await read('a')).toBe('before')
  })

  it('with a wrong checksum is refused and changes nothing', async () => {
    for (const header of ['content-md5', 'x-amz-checksum-crc32', 'x-amz-checksum-sha256'])
      expect(code(await put('a', 'x', { [header]: 'AAAAAA==' }))).toBe('400 BadDigest')
    expect(code(await put('a', 'x', { 'x-amz-checksum-crc64nvme': 'AAAAAA==' }))).toBe('501 NotImplemented')
    expect(await read('a')).toBe('before')
  })

  it('of unknown length is refused', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-length': '0' }
    const host = `127.0.0.1:${port}`
    const bare = {
      method: 'PUT',
      protocol: 'http:',
      hostname: host,
      path: '/media/a',
      headers: { host, ...headers },
    }
    const { 'content-length': _, ...rest } = (
      await signer.sign(bare, { unsignableHeaders: new Set(['content-length']) })
    ).headers
    expect(code(await send('PUT', '/media/a', { ...rest, 'transfer-encoding': 'chunked' }, 'x'))).toBe(
      '411 MissingContentLength',
    )
  })

  it.each(['STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'])(
    'in chunks (%s) is refused and changes nothing',
    async (payload) => {
      const headers = {
        'x-amz-content-sha256': payload,
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': '9',
      }
      const sent = '9\r\nxin chào\r\n0\r\n\r\n'
      expect(code(await signed('PUT', '/media/a', headers, '', sent))).toBe('403 AccessDenied')
      expect(await read('a')).toBe('before')
    },
  )

  it('that breaks off changes nothing and leaves nothing', async () => {
    const headers = {
      host: `127.0.0.1:${port}`,
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'content-length': '1000',
    }
    const bare = { method: 'PUT', protocol: 'http:', hostname: '127.0.0.1', path: '/media/a', headers }
    const ready = (await signer.sign(bare)).headers
    await new Promise((resolve) => {
      const sending = request({ port, host: '127.0.0.1', method: 'PUT', path: '/media/a', headers: ready })
      sending.on('error', resolve).write('half')
      const incoming = () => readdir(join(folder, '.incoming'))
      vi.waitFor(async () => expect(await incoming()).toHaveLength(1)).then(() => sending.destroy(), resolve)
    })
    await expect.poll(() => readdir(join(folder, '.incoming'))).toEqual([])
    expect(await read('a')).toBe('before')
    expect(troubles).not.toContainEqual(expect.objectContaining({ event: 'failed' }))
  })
})

describe('an address', () => {
  it.each(['..%2f..%2fescaped', '%2e%2e/escaped', '..', '.%2fa', 'a%5c..%5cb'])(
    '%s stays in the bucket',
    async (key) => {
      expect(code(await put(key, 'inside'))).toBe('200')
      expect(await readdir(folder)).toEqual(['.incoming', 'media'])
      expect((await readdir(join(folder, 'media'))).every((file) => file.endsWith('.object'))).toBe(true)
    },
  )

  it.each(['/', '/../etc/passwd', '/.incoming/a', '//media/a', '/MEDIA/a', '/%6dedia%2fa%00'])(
    '%s is none of ours',
    async (path) => {
      expect((await signed('GET', path, {})).status).toBeGreaterThanOrEqual(400)
    },
  )

  it('with a parameter that comes twice is refused', async () => {
    const query = { 'list-type': '2', prefix: ['a', 'b'] }
    const host = `127.0.0.1:${port}`
    const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    const { headers: ready } = await signer.sign({
      method: 'GET',
      protocol: 'http:',
      hostname: host,
      path: '/media',
      query,
      headers,
    })
    expect(code(await send('GET', '/media?list-type=2&prefix=a&prefix=b', ready))).toBe('400 InvalidArgument')
  })
})

describe('trouble', () => {
  const failures = () => troubles.filter(({ event }) => event === 'failed')

  it('is not made of a reader who goes away', async () => {
    await put('large', 'x'.repeat(30_000_000))
    const { url, headers } = await client.sign(`${base}/large`)
    await new Promise((resolve) => {
      const reading = request(url.toString(), { headers: Object.fromEntries(headers) }, (response) => {
        response.once('data', () => response.destroy()).once('close', resolve)
      })
      reading.end()
    })
    expect(await read('a')).toBe('before')
    expect(failures()).toEqual([])
  })

  it('with a damaged file is told to the log and not to the client', async () => {
    await put('damaged', 'x')
    await truncate(join(folder, 'media', 'damaged.object'), 5)
    for (const answer of [await signed('GET', '/media/damaged', {}), await put('damaged', 'y')]) {
      expect(code(answer)).toBe('500 InternalError')
      expect(answer.body).not.toMatch(/damaged|object-file/)
    }
    expect(failures()).toHaveLength(2)
  })
})
