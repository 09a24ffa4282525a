import { type RequestOptions, request, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fromResult, largestPayload, toEvent } from '../../infra/cloud/gateway.ts'
import type { Invoke } from '../../infra/cloud/lambda.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createAdminDoor, createOriginDoor } from '../../infra/local/doors.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

async function aDoor(invoke: Invoke, failures: unknown[] = []): Promise<number> {
  const door: Server = createOriginDoor({
    invoke,
    onRefusal: () => undefined,
    onFailure: (error) => failures.push(error),
  })
  const port = await listen(door)
  onTestFinished(() => close(door))
  return port
}

/** A door whose function answers with the event that it got. */
async function anEcho(): Promise<
  (options: RequestOptions, body?: Uint8Array) => Promise<ReturnType<typeof toEvent>>
> {
  const port = await aDoor(async (event) => ({ statusCode: 200, body: JSON.stringify(event) }))
  return async (options, body) => JSON.parse((await send(port, options, body)).body.toString())
}

interface Received {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: Buffer
}

/** Unlike fetch it sends what it is told: raw paths, repeated headers, a GET with a body. */
function send(port: number, options: RequestOptions, body?: Uint8Array): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', ...options }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)

describe('a request on its way to a function', () => {
  it('keeps its path as it was sent', async () => {
    const echo = await anEcho()
    for (const path of ['/vi/a%2Fb', '/vi/tin-t%E1%BB%A9c', '/a%20b+c', '/%', '/a//b'])
      expect((await echo({ path })).rawPath).toBe(path)
  })

  it('keeps its query, with what is repeated joined', async () => {
    const { rawQueryString, queryStringParameters } = await (await anEcho())({ path: '/?q=a&q=b%20c&x=?&y' })
    expect(rawQueryString).toBe('q=a&q=b%20c&x=?&y')
    expect(queryStringParameters).toEqual({ q: 'a,b c', x: '?', y: '' })
  })

  it('has repeated headers joined and cookies apart', async () => {
    const { headers, cookies } = await (await anEcho())({
      path: '/',
      headers: { 'X-Tag': ['a', 'b'], Cookie: 'one=1; two=2' },
    })
    expect(headers['x-tag']).toBe('a, b')
    expect(headers.cookie).toBeUndefined()
    expect(cookies).toEqual(['one=1', 'two=2'])
  })

  it.each([
    ['text', 'text/plain', Buffer.from('Hội nghị'), false],
    ['JSON', 'application/json; charset=utf-8', Buffer.from('{"a":"đ"}'), false],
    ['bytes', 'application/octet-stream', everyByte, true],
    ['bytes that call themselves JSON', 'application/json', everyByte, true],
    ['something without a name', '', Buffer.from('a'), true],
  ])('carries %s unharmed', async (_what, type, bytes, isBase64Encoded) => {
    const headers = type ? { 'content-type': type } : {}
    const event = await (await anEcho())({ path: '/', method: 'POST', headers }, bytes)
    expect(event.isBase64Encoded).toBe(isBase64Encoded)
    expect(Buffer.from(event.body ?? '', isBase64Encoded ? 'base64' : 'utf8')).toEqual(Buffer.from(bytes))
  })

  it('is refused when it is larger than Lambda takes, declared or not', async () => {
    const port = await aDoor(async () => ({ statusCode: 200 }))
    const most = await send(port, { method: 'POST' }, Buffer.alloc(largestPayload))
    expect(most.status).toBe(200)
    const body = Buffer.alloc(largestPayload + 1)
    for (const headers of [{ 'content-length': body.length }, { 'transfer-encoding': 'chunked' }])
      expect((await send(port, { method: 'POST', headers }, body)).status).toBe(413)
  })
})

describe('an answer on its way back', () => {
  it('has its status, headers and each cookie for itself', async () => {
    const port = await aDoor(async () => ({
      statusCode: 418,
      headers: { 'X-Number': 7, Connection: 'close', 'Content-Type': 'text/plain' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: 'Ấm trà',
    }))
    const { status, headers, body } = await send(port, {})
    expect(status).toBe(418)
    expect(headers).toMatchObject({
      'x-number': '7',
      'content-type': 'text/plain',
      'set-cookie': ['a=1; Path=/', 'b=2'],
      connection: 'keep-alive',
    })
    expect(body.toString()).toBe('Ấm trà')
  })

  it('may be bytes', async () => {
    const body = Buffer.from(everyByte).toString('base64')
    const port = await aDoor(async () => ({ statusCode: 200, body, isBase64Encoded: true }))
    expect((await send(port, {})).body).toEqual(Buffer.from(everyByte))
  })

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('has no body for %s and %i', async (method, statusCode) => {
    const port = await aDoor(async () => ({ statusCode, headers: { etag: '"1"' }, body: 'text' }))
    const { status, headers, body } = await send(port, { method })
    expect({ status, etag: headers.etag, length: body.length }).toEqual({
      status: statusCode,
      etag: '"1"',
      length: 0,
    })
  })

  it.each([
    ['fails', () => Promise.reject(new Error('password: 1234'))],
    ['answers nothing', async () => null],
    ['answers no status', async () => ({ body: 'password: 1234' })],
    ['answers a header that cannot be sent', async () => ({ statusCode: 200, headers: { 'x-a': 'a\nb' } })],
  ])('is a bare 502 when the function %s', async (_what, invoke) => {
    const failures: unknown[] = []
    const { status, body } = await send(await aDoor(invoke, failures), {})
    expect({ status, body: body.toString() }).toEqual({ status: 502, body: '{"message":"Bad Gateway"}' })
    expect(failures).toHaveLength(1)
  })
})

it('hides why the editors’ function failed', async () => {
  const door = createAdminDoor({
    invoke: () => Promise.reject(new Error('password: 1234')),
    keys: [
      { role: 'admin', name: 'admin', accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x'.repeat(40) },
    ],
    verifier: {
      verify: async () => ({ ok: true, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', signedHeaders: [], payload: '' }),
      verifyHead: () => ({ ok: false, reason: '' }),
    },
    onRefusal: () => undefined,
    onFailure: () => undefined,
  })
  const port = await listen(door)
  onTestFinished(() => close(door))
  const { status, body } = await send(port, {})
  expect({ status, body: body.toString() }).toEqual({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  })
})

it('goes on when a client leaves in the middle of its request', async () => {
  const failures: unknown[] = []
  const port = await aDoor(async () => ({ statusCode: 200 }), failures)
  await new Promise<void>((resolve) => {
    const sent = request({ port, method: 'POST', headers: { 'content-length': 1000 } })
    sent.on('error', () => resolve())
    sent.write('part', () => sent.destroy(new Error('left')))
  })
  expect((await send(port, {})).status).toBe(200)
  expect(failures).toEqual([])
})

it('names the caller whom the authorizer found', () => {
  const iam = { accessKey: 'AKIA', userId: 'AIDA', userArn: 'arn:aws:iam::000000000000:user/admin' }
  const event = toEvent({
    method: 'GET',
    path: '/',
    query: '',
    headers: {},
    body: new Uint8Array(),
    sourceIp: '::1',
    iam,
  })
  expect(event.requestContext.authorizer?.iam).toMatchObject({ userId: 'AIDA', accessKey: 'AKIA' })
})

it('knows no informational answers', () => {
  expect(() => fromResult({ statusCode: 103 })).toThrow()
})

describe('the real functions behind it', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.remove())

  const portOf = (address: string) => Number(new URL(address).port)

  it('answer a GET that carries a body as any other', async () => {
    const { status } = await send(
      portOf(cloud.addresses.origin),
      { path: '/vi', headers: { 'content-type': 'text/plain', 'content-length': 4 } },
      Buffer.from('body'),
    )
    expect(status).toBe(200)
  })

  it('answer HEAD as GET, without the page', async () => {
    const get = await read(cloud.addresses.origin, '/vi')
    const head = await read(cloud.addresses.origin, '/vi', { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(head.text).toBe('')
  })

  it('refuse a body that Lambda would not take before they see it', async () => {
    const { status } = await as(cloud, 'editor').create('0123456789', 'x'.repeat(largestPayload + 1))
    expect(status).toBe(413)
  })

  it('never answer 500 to a path that is no address', async () => {
    for (const path of ['/%', '/vi/%FF', '/vi/a%2Fb', '/vi/%00', '//vi', '/vi/..%2f..%2fetc', '/vi?q=%'])
      expect((await send(portOf(cloud.addresses.origin), { path })).status, path).toBeLessThan(500)
  })
})
