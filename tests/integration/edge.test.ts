import { getHeapStatistics } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { gate, page, startEdge } from './edge-setup.ts'

describe('what reaches the origin', () => {
  it('is the path and the allowed query, sorted, the first value of each, and nothing of the viewer', async () => {
    const edge = await startEdge(() => page())
    await edge.get('/vi/tin-tuc?utm_source=x&before=2&after=1&after=9&BEFORE=3', {
      host: 'evil.example',
      cookie: 'session=secret',
      'accept-language': 'en',
      'accept-encoding': 'br',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '203.0.113.9',
      'x-original-url': '/admin',
      authorization: 'Bearer x',
      'user-agent': 'test',
      range: 'bytes=0-1',
    })
    expect(edge.asked).toEqual([
      { method: 'GET', path: '/vi/tin-tuc_Qafter_S1_Ybefore_S2', query: '', headers: {} },
    ])
  })

  it('is one question for all spellings of a query', async () => {
    const edge = await startEdge(() => page())
    const first = await edge.get('/vi/tin-tuc?before=2&after=1')
    const second = await edge.get('/vi/tin-tuc?fbclid=7&id=3&after=1&before=2&after=5', { cookie: 'a=b' })
    expect([first.result, second.result]).toEqual(['Miss', 'Hit'])
    expect((await edge.get('/vi/tin-tuc?after=2')).result).toBe('Miss')
    expect(edge.asked).toHaveLength(2)
  })

  it('is the path of an absolute request target, whatever host it names', async () => {
    const edge = await startEdge(() => page())
    const answer = await edge.raw(
      'GET http://evil.example/vi/x?after=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 200/)
    expect(edge.asked[0]).toMatchObject({ path: '/vi/x_Qafter_S1', query: '', headers: {} })
  })

  it('is a POST where the route allows one, with its body and the allowed headers, never kept', async () => {
    const edge = await startEdge(() => page('7'))
    const headers = { 'user-agent': 'test', cookie: 'a=b', 'x-amz-content-sha256': 'hash', 'x-other': 'x' }
    for (const _ of [1, 2])
      expect((await edge.send('POST', '/views/abc', headers, 'seen=1')).result).toBe('Miss')
    expect(edge.asked).toHaveLength(2)
    expect(edge.asked[0]).toMatchObject({
      method: 'POST',
      headers: { 'user-agent': 'test', 'x-amz-content-sha256': 'hash' },
    })
    expect(Buffer.from(edge.asked[0]!.body!).toString()).toBe('seen=1')
  })

  it('is nothing when the method is not allowed or a GET carries a body', async () => {
    const edge = await startEdge(() => page())
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])
      expect((await edge.send(method, '/vi')).status).toBe(403)
    for (const method of ['GET', 'HEAD'])
      expect((await edge.send(method, '/vi', { 'content-length': 4 }, 'body')).status).toBe(403)
    const chunked = { 'transfer-encoding': 'chunked' }
    expect((await edge.send('GET', '/views/x', chunked, 'body')).status).toBe(403)
    expect(edge.asked).toEqual([])
  })

  it('is nothing when a body is larger than a function takes', async () => {
    const edge = await startEdge(() => page())
    expect((await edge.send('POST', '/views/x', {}, 'x'.repeat(6_000_001))).status).toBe(413)
    expect(edge.asked).toEqual([])
  })

  it('goes to the origin of the first route that fits, by the normal form of the path', async () => {
    const seen: string[] = []
    const origin = (name: string) => async () => {
      seen.push(name)
      return page()
    }
    const edge = await startEdge(() => page(), {
      origins: {
        site: origin('site'),
        media: origin('media'),
        preview: origin('preview'),
        desk: origin('desk'),
        mirror: origin('mirror'),
      },
    })
    for (const path of [
      '/media/a.webp',
      '/vi/../media/a.webp',
      '/%6dedia/a',
      '/assets/a.css',
      '/media/../vi',
      '/media',
    ])
      await edge.get(path)
    // That of the site has its pages at one address each: the fifth is sent on there.
    expect(seen).toEqual(['media', 'media', 'media', 'mirror', 'site'])
  })
})

describe('a page that the site cannot make', () => {
  it.each([403, 429, 500, 502, 503, 504])(
    'comes from the mirror when the site answers %i',
    async (status) => {
      const failing = async () => page('sorry', {}, status)
      const mirror = async () => page('from the mirror')
      const edge = await startEdge(failing, {
        origins: { site: failing, media: failing, preview: failing, desk: failing, mirror },
      })
      expect(await edge.get('/vi')).toMatchObject({ status: 200, text: 'from the mirror' })
      expect((await edge.get('/media/a.webp')).status).toBe(status)
    },
  )
})

describe('what reaches the viewer', () => {
  it('has no cookie, no cache tags and no timing of the origin', async () => {
    const internal = {
      'Set-Cookie': 'a=b',
      'Cache-Tag': 'a-1',
      'Server-Timing': 'db;dur=3',
      Connection: 'close',
      Age: '9',
    }
    const edge = await startEdge(() => ({ ...page('x', internal), cookies: ['a=b'] }))
    const { headers } = await edge.get('/vi')
    for (const name of ['set-cookie', 'cache-tag', 'server-timing', 'age'])
      expect(headers).not.toHaveProperty(name)
  })

  it('is what the viewer-request function answers, uncached', async () => {
    const edge = await startEdge(() => page())
    const root = await edge.get('/', { 'accept-language': 'en' })
    expect(root).toMatchObject({ status: 302, result: 'FunctionGeneratedResponse' })
    expect(root.headers.location).toBe('/en')
    expect((await edge.get('/', { 'accept-language': 'vi' })).headers.location).toBe('/vi')
    expect((await edge.get('/VI//x/?id=1&after=1&x=2')).headers.location).toBe('/vi/x?after=1')
    expect((await edge.get('/vi/%zz')).status).toBe(400)
    expect(edge.asked).toEqual([])
  })

  it('is looked up by the old address in lower case', async () => {
    const edge = await startEdge(() => page())
    await edge.get('/Pages/News.ASPX?ID=79&x=1')
    expect(edge.asked[0]).toMatchObject({ path: '/pages/news.aspx_Qid_S79', query: '' })
  })

  it.each([
    ['throws', 'function handler() { throw new Error("x") }'],
    ['never ends', 'function handler() { for (;;) {} }'],
    ['answers nonsense', 'function handler() { return 7 }'],
    ['answers nothing', 'function handler() {}'],
    ['sends the request elsewhere', 'function handler(e) { e.request.uri = "evil"; return e.request }'],
    [
      'makes a header that cannot be sent',
      'function handler() { return { statusCode: 302, headers: { location: { value: "a\\r\\nb" } } } }',
    ],
    ['reaches for Node', 'function handler(e) { return process.exit(1) }'],
    ['builds code from text', 'function handler(e) { return Function("return 1")() }'],
    [
      'reaches for Node through its event',
      'function handler(e) { return e.constructor.constructor("return process")().exit() }',
    ],
  ])('is 503 when the function %s', async (_, source) => {
    const edge = await startEdge(() => page(), { viewerRequest: source })
    expect(await edge.get('/vi')).toMatchObject({ status: 503, result: 'Error' })
    expect(edge.lines[0]?.error).toBeTruthy()
    expect((await edge.get('/assets/a.css')).status).toBe(200)
  })

  it('is what the function makes of this request alone: what it noted at the last one is gone', async () => {
    const counting = 'let n = 0; function handler() { n += 1; return { statusCode: 200, body: String(n) } }'
    const edge = await startEdge(() => page(), { viewerRequest: counting })
    for (let request = 0; request < 3; request++) expect((await edge.get('/vi')).text).toBe('1')
  })

  it('is found in one sandbox for many requests: each takes memory that is not soon given back', async () => {
    const edge = await startEdge(() => page())
    const contexts = () => getHeapStatistics().number_of_native_contexts
    await edge.get('/')
    const before = contexts()
    for (let request = 0; request < 50; request++) await edge.get(`/vi/${request}`)
    expect(contexts() - before).toBeLessThan(5)
  })

  it('is the event exactly as CloudFront writes it', async () => {
    const echo = 'function handler(e) { return { statusCode: 200, body: JSON.stringify(e) } }'
    const edge = await startEdge(() => page(), { viewerRequest: echo })
    const path = '/vi/%C4%91?id=1&a=1&a=%20&b&__proto__=x'
    const { text } = await edge.get(path, { cookie: 'k=v=w; l=', 'X-Test': 'y', host: 'h' })
    expect(JSON.parse(text)).toEqual({
      version: '1.0',
      context: {
        distributionDomainName: expect.any(String),
        distributionId: expect.any(String),
        eventType: 'viewer-request',
        requestId: expect.any(String),
      },
      viewer: { ip: '127.0.0.1' },
      request: {
        method: 'GET',
        uri: '/vi/%C4%91',
        querystring: JSON.parse(
          '{"id":{"value":"1"},"a":{"value":"1","multiValue":[{"value":"1"},{"value":"%20"}]},"b":{"value":""},"__proto__":{"value":"x"}}',
        ),
        headers: { host: { value: 'h' }, connection: expect.anything(), 'x-test': { value: 'y' } },
        cookies: { k: { value: 'v=w' }, l: { value: '' } },
      },
    })
  })
})

describe('whatever comes in', () => {
  it.each([
    ['garbage', '\x00\x01\x02 garbage\r\n\r\n'],
    ['no host', 'GET /vi HTTP/1.1\r\n\r\n'],
    ['two hosts', 'GET /vi HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    ['a broken encoding', 'GET /vi/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['bytes above ASCII', 'GET /vi/\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['a long address', `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ['a huge address', `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['a flood of headers', `GET / HTTP/1.1\r\nHost: a\r\n${'x: y\r\n'.repeat(20_000)}\r\n`],
    ['an address that is none', 'GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['an address of another kind', 'GET ftp://x/y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['a fragment', 'GET /vi#x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    [
      'length and chunks at once',
      'POST /views/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'two lengths',
      'POST /views/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
    ],
    ['a lone line feed in a header', 'GET /vi HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n'],
  ])('%s is refused, and the server goes on', async (_, text) => {
    const edge = await startEdge(() => page())
    expect(await edge.raw(text)).toMatch(/^HTTP\/1.1 4\d\d /)
    expect(edge.asked).toEqual([])
    expect((await edge.get('/vi')).status).toBe(200)
  })

  it('a tunnel is not opened', async () => {
    const edge = await startEdge(() => page())
    expect(await edge.raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n')).not.toMatch(/ 2\d\d /)
    expect((await edge.get('/vi')).status).toBe(200)
  })

  it('an origin that answers what cannot be sent makes a 502', async () => {
    const edge = await startEdge(() => page('x', { 'x-bad': 'a\r\nb' }))
    expect((await edge.get('/vi')).status).toBe(502)
    edge.origin.program = () => ({ ...page(), status: 42 })
    expect((await edge.get('/vi')).status).toBe(502)
  })

  it('the log names the path without the query', async () => {
    const edge = await startEdge(() => page('12345'))
    await edge.get('/vi/x?id=secret')
    expect(edge.lines).toEqual([
      {
        method: 'GET',
        path: '/vi/x',
        status: 200,
        result: 'Miss',
        bytes: 5,
        milliseconds: expect.any(Number),
      },
    ])
  })
})

describe('closing', () => {
  it('lets the answer under way end, then accepts no more', async () => {
    const open = gate()
    const edge = await startEdge(() => open.promise.then(() => page('late')))
    const answer = edge.get('/vi')
    await edge.ask(1)
    const closing = edge.edge.close()
    open.resolve()
    expect(await answer).toMatchObject({ status: 200, text: 'late' })
    await closing
    await expect(edge.get('/vi')).rejects.toThrow('ECONNREFUSED')
  })
})
