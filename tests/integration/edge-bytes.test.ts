import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { page, startEdge } from './edge-setup.ts'

const long = 'Tin tức đối ngoại. '.repeat(200)

describe('compression', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0, gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0', undefined],
    ['identity, br;q=0.5', undefined],
    ['deflate', undefined],
    ['br;q=nonsense', undefined],
    ['', undefined],
  ])('for a viewer who accepts %j is %s', async (accepts, encoding) => {
    const edge = await startEdge(() => page(long, { etag: '"1"' }))
    for (const result of ['Miss', 'Hit']) {
      const answer = await edge.get('/vi', { 'accept-encoding': accepts })
      expect(answer.result).toBe(result)
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(answer.headers.vary).toBe('Accept-Encoding')
      expect(answer.headers.etag).toBe(encoding ? 'W/"1"' : '"1"')
      expect(answer.headers['content-length']).toBe(`${answer.body.length}`)
      const unpack =
        { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((body: Buffer) => body)
      expect(unpack(answer.body).toString()).toBe(long)
    }
    expect(edge.asked).toHaveLength(1)
  })

  it.each([
    ['a small page', page('x'.repeat(999))],
    ['a picture', page(long, { 'content-type': 'image/webp' })],
    ['what is compressed already', page(long, { 'content-encoding': 'gzip' })],
    ['what must not be changed', page(long, { 'cache-control': 'max-age=60, no-transform' })],
    ['a 410, as in CloudFront', page(long, {}, 410)],
  ])('leaves %s alone', async (_, answer) => {
    const edge = await startEdge(() => answer)
    const { headers, body } = await edge.get('/vi', { 'accept-encoding': 'br' })
    expect(headers['content-encoding']).toBe(answer.headers['content-encoding' as never])
    expect(headers).not.toHaveProperty('vary')
    expect(body).toEqual(answer.body)
  })

  it('is for the routes that want it', async () => {
    const edge = await startEdge(() => page(long))
    expect((await edge.get('/media/a.txt', { 'accept-encoding': 'br' })).headers).not.toHaveProperty(
      'content-encoding',
    )
  })

  it.each([
    ['Origin', 'Origin, Accept-Encoding'],
    ['accept-encoding', 'accept-encoding'],
    ['*', '*'],
  ])('adds itself to Vary: %s', async (vary, result) => {
    const edge = await startEdge(() => page(long, { vary }))
    expect((await edge.get('/vi')).headers.vary).toBe(result)
  })

  it('tells a HEAD the length of the compressed body', async () => {
    const edge = await startEdge(() => page(long))
    const { body } = await edge.get('/vi', { 'accept-encoding': 'br' })
    const head = await edge.send('HEAD', '/vi', { 'accept-encoding': 'br' })
    expect(head.headers).toMatchObject({ 'content-length': `${body.length}`, 'content-encoding': 'br' })
    expect(head.text).toBe('')
  })
})

describe('a viewer who has it already', () => {
  it.each([
    ['"1"', 304],
    ['W/"1"', 304],
    ['"0", W/"1"', 304],
    ['*', 304],
    ['"2"', 200],
    ['1', 200],
    ['', 200],
  ])('and says If-None-Match: %s gets %d', async (tag, status) => {
    const edge = await startEdge(() => page(long, { etag: '"1"', 'content-language': 'vi' }))
    for (const accepts of ['', 'br']) {
      const answer = await edge.get('/vi', { 'if-none-match': tag, 'accept-encoding': accepts })
      expect(answer.status).toBe(status)
      if (status === 200) continue
      expect(answer.text).toBe('')
      expect(answer.headers).toMatchObject({ etag: accepts ? 'W/"1"' : '"1"', vary: 'Accept-Encoding' })
      expect(answer.headers['cache-control']).toBe('max-age=60')
      expect(answer.headers).not.toHaveProperty('content-type')
      expect(answer.headers).not.toHaveProperty('content-encoding')
    }
    expect(edge.asked).toHaveLength(1)
    expect(edge.asked[0]?.headers).toEqual({})
  })

  it('may go by the date, unless there is a tag', async () => {
    const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
    const edge = await startEdge(() => page('x', { 'last-modified': date, etag: '"1"' }))
    const status = async (headers: Record<string, string>) => (await edge.get('/vi', headers)).status
    expect(await status({ 'if-modified-since': date })).toBe(304)
    expect(await status({ 'if-modified-since': 'Wed, 31 Dec 2025 23:59:59 GMT' })).toBe(200)
    expect(await status({ 'if-modified-since': 'nonsense' })).toBe(200)
    expect(await status({ 'if-modified-since': date, 'if-none-match': '"0"' })).toBe(200)
  })

  it('is still told that a page is missing', async () => {
    const edge = await startEdge(() => page('x', { etag: '"1"' }, 404))
    expect((await edge.get('/vi/x', { 'if-none-match': '"1"' })).status).toBe(404)
  })
})

describe('a part of a body', () => {
  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
    ['bytes=4-', 206, 'bytes 4-9/10', '456789'],
    ['bytes=-2', 206, 'bytes 8-9/10', '89'],
    ['bytes=-20', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
    ['bytes=10-', 416, 'bytes */10', ''],
    ['bytes=-0', 416, 'bytes */10', ''],
    ['bytes=5-2', 200, undefined, '0123456789'],
    ['bytes=0-1,4-5', 200, undefined, '0123456789'],
    ['bytes=-', 200, undefined, '0123456789'],
    ['lines=1-2', 200, undefined, '0123456789'],
    ['bytes=99999999999999999999-', 416, 'bytes */10', ''],
  ])('%s of what is kept is %d', async (range, status, contentRange, text) => {
    const edge = await startEdge(() => page('0123456789', { 'content-type': 'image/webp' }))
    await edge.get('/media/a.webp')
    const answer = await edge.get('/media/a.webp', { range })
    expect(answer).toMatchObject({ status, text })
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(edge.asked).toHaveLength(1)
  })

  it('is the whole when the body has changed since', async () => {
    const edge = await startEdge(() => page('0123456789', { etag: '"2"' }))
    const status = async (ifRange: string) =>
      (await edge.get('/vi', { range: 'bytes=0-1', 'if-range': ifRange })).status
    expect(await status('"2"')).toBe(206)
    expect(await status('"1"')).toBe(200)
    expect(await status('W/"2"')).toBe(200)
  })

  it('is a part of the plain body', async () => {
    const edge = await startEdge(() => page(long))
    const answer = await edge.get('/vi', { range: 'bytes=0-2', 'accept-encoding': 'br' })
    expect(answer).toMatchObject({ status: 206, text: 'Tin' })
    expect(answer.headers).not.toHaveProperty('content-encoding')
  })

  it('of a small file brings the whole into the cache', async () => {
    const edge = await startEdge(({ headers }) =>
      headers.range
        ? page('01', { 'content-range': 'bytes 0-1/10' }, 206)
        : page('0123456789', { 'cache-control': 'max-age=60' }),
    )
    expect((await edge.get('/media/a', { range: 'bytes=0-1' })).text).toBe('01')
    expect(await edge.get('/media/a', { range: 'bytes=2-3' })).toMatchObject({ text: '23', result: 'Hit' })
    expect(await edge.get('/media/a')).toMatchObject({ text: '0123456789', result: 'Hit' })
    expect(edge.asked).toHaveLength(2)
  })

  it('of a large file is fetched alone and not kept', async () => {
    const total = 20_000_000
    const edge = await startEdge(({ headers, method }) => {
      if (method === 'HEAD') return page('', { 'content-length': `${total}` })
      return headers.range
        ? page('01', { 'content-range': `bytes 0-1/${total}` }, 206)
        : page(Buffer.alloc(total))
    })
    for (const _ of [1, 2])
      expect(await edge.get('/media/a', { range: 'bytes=0-1' })).toMatchObject({
        status: 206,
        text: '01',
        result: 'Miss',
      })
    expect(edge.asked.every(({ headers }) => headers.range === 'bytes=0-1')).toBe(true)
    expect((await edge.send('HEAD', '/media/a')).headers['content-length']).toBe(`${total}`)
    for (const _ of [1, 2]) {
      const whole = await edge.get('/media/a')
      expect([whole.result, whole.body.length]).toEqual(['Miss', total])
    }
  })

  it('outside a file is 416 from the origin too', async () => {
    const edge = await startEdge(() =>
      page('', { 'content-range': 'bytes */10', 'cache-control': 'max-age=60' }, 416),
    )
    expect((await edge.get('/media/a', { range: 'bytes=50-' })).status).toBe(416)
  })
})
