import { describe, expect, it, vi } from 'vitest'
import { gate, page, startEdge } from './edge-setup.ts'

describe('how long an answer is kept', () => {
  it.each([
    ['max-age=60', 59, 'Hit'],
    ['max-age=60', 60, 'Miss'],
    ['public, max-age=1, s-maxage=100', 99, 'Hit'],
    ['max-age=100, s-maxage=0', 0, 'Miss'],
    ['MAX-AGE="60"', 59, 'Hit'],
    ['max-age=60, max-age=1000', 61, 'Miss'],
    ['max-age=abc', 0, 'Miss'],
    ['max-age=-1', 0, 'Miss'],
    ['max-age=1e9', 0, 'Miss'],
    ['max-age=99999999999', 31_535_999, 'Hit'],
    ['max-age=99999999999', 31_536_000, 'Miss'],
    ['no-store, max-age=60', 0, 'Miss'],
    ['private, s-maxage=60', 0, 'Miss'],
    ['no-cache, max-age=60', 0, 'Miss'],
    ['public', 0, 'Miss'],
    ['', 0, 'Miss'],
  ])('%j after %d seconds is a %s', async (cacheControl, seconds, result) => {
    const edge = await startEdge(() => page('x', { 'cache-control': cacheControl }))
    expect((await edge.get('/vi')).result).toBe('Miss')
    edge.pass(seconds)
    expect((await edge.get('/vi')).result).toBe(result)
  })

  it.each([301, 404])('a %d is kept when it says so, and only then', async (status) => {
    const edge = await startEdge(({ path }) =>
      page('x', path === '/vi/kept' ? {} : { 'cache-control': '' }, status),
    )
    for (const path of ['/vi/kept', '/vi/kept', '/vi/other', '/vi/other'])
      expect((await edge.get(path)).status).toBe(status)
    expect(edge.asked.map(({ path }) => path)).toEqual(['/vi/kept', '/vi/other', '/vi/other'])
  })

  it('a 5xx is never kept, whatever it says', async () => {
    const edge = await startEdge(() => page('x', {}, 503))
    for (const _ of [1, 2]) expect(await edge.get('/vi')).toMatchObject({ status: 503, result: 'Error' })
    expect(edge.asked).toHaveLength(2)
  })

  it('the age of a kept answer counts from the question', async () => {
    const edge = await startEdge(() => {
      edge.pass(2)
      return page()
    })
    expect((await edge.get('/vi')).headers).not.toHaveProperty('age')
    edge.pass(5)
    expect((await edge.get('/vi')).headers.age).toBe('7')
  })

  it('HEAD and GET share one entry, and a HEAD has no body', async () => {
    const edge = await startEdge(() => page('12345'))
    const head = await edge.send('HEAD', '/vi')
    expect(head).toMatchObject({ status: 200, result: 'Miss', text: '' })
    expect(head.headers['content-length']).toBe('5')
    expect(await edge.get('/vi')).toMatchObject({ result: 'Hit', text: '12345' })
    expect(edge.asked).toMatchObject([{ method: 'GET' }])
  })

  it('a request cannot ask for a fresh one', async () => {
    const edge = await startEdge(() => page())
    await edge.get('/vi')
    expect((await edge.get('/vi', { 'cache-control': 'no-cache', pragma: 'no-cache' })).result).toBe('Hit')
  })

  it('the longest unused go first when the room is used up', async () => {
    const edge = await startEdge(() => page('x'.repeat(20_000), { 'content-type': 'image/webp' }), {
      maxBytes: 50_000,
    })
    for (const path of ['/vi/a', '/vi/b', '/vi/a', '/vi/c']) await edge.get(path)
    expect((await edge.get('/vi/a')).result).toBe('Hit')
    expect((await edge.get('/vi/c')).result).toBe('Hit')
    expect((await edge.get('/vi/b')).result).toBe('Miss')
  })

  it('what is too large for the cache is passed on', async () => {
    const edge = await startEdge(() => page('x'.repeat(2000)), { maxBytes: 1000 })
    for (const _ of [1, 2]) expect(await edge.get('/vi')).toMatchObject({ status: 200, result: 'Miss' })
  })
})

describe('many requests for one address', () => {
  it('are one question to the origin', async () => {
    const open = gate()
    const edge = await startEdge(async () => {
      await open.promise
      return page('x', { 'cache-control': 'no-store' })
    })
    const answers = Array.from({ length: 30 }, () => edge.get('/vi'))
    await edge.receive(30)
    open.resolve()
    expect(new Set((await Promise.all(answers)).map(({ text }) => text))).toEqual(new Set(['x']))
    expect(edge.asked).toHaveLength(1)
  })

  it('fail together when the origin fails, and the next one asks again', async () => {
    const open = gate()
    const edge = await startEdge(async () => {
      await open.promise
      throw new Error('down')
    })
    const answers = [edge.get('/vi'), edge.get('/vi')]
    await edge.receive(2)
    open.resolve()
    for (const answer of answers) expect((await answer).status).toBe(502)
    edge.origin.program = () => page()
    expect((await edge.get('/vi')).status).toBe(200)
  })
})

describe('an answer past its time', () => {
  const swr = { 'cache-control': 'max-age=10, stale-while-revalidate=20' }

  it('is served at once and refreshed behind the back, where it allows that', async () => {
    let version = 1
    const edge = await startEdge(() => page(`v${version}`, swr))
    await edge.get('/vi')
    version = 2
    edge.pass(29)
    expect(await edge.get('/vi')).toMatchObject({ text: 'v1', result: 'Hit' })
    await vi.waitFor(async () => expect(await edge.get('/vi')).toMatchObject({ text: 'v2', result: 'Hit' }))
    edge.pass(30)
    expect((await edge.get('/vi')).result).toBe('Miss')
  })

  it('is refreshed by one question, however many ask', async () => {
    const edge = await startEdge(() => page('x', swr))
    await edge.get('/vi')
    edge.pass(11)
    const open = gate()
    edge.origin.program = async () => {
      await open.promise
      return page('y', swr)
    }
    for (const _ of [1, 2, 3]) expect((await edge.get('/vi')).text).toBe('x')
    expect(edge.asked).toHaveLength(2)
    open.resolve()
  })

  it('is not served stale when it must be revalidated', async () => {
    const cacheControl = 'max-age=10, must-revalidate, stale-while-revalidate=90, stale-if-error=90'
    const edge = await startEdge(() => page('x', { 'cache-control': cacheControl }))
    await edge.get('/vi')
    edge.pass(11)
    edge.origin.program = () => Promise.reject(new Error('down'))
    expect((await edge.get('/vi')).status).toBe(502)
  })

  it('is confirmed by its tag, without the body being sent again', async () => {
    const edge = await startEdge(() => page('body', { etag: '"1"', 'content-language': 'vi' }))
    await edge.get('/vi')
    edge.pass(60)
    edge.origin.program = () => ({
      status: 304,
      headers: { 'cache-control': 'max-age=600', 'content-length': '0', 'x-version': '2' },
      body: Buffer.alloc(0),
    })
    const refreshed = await edge.get('/vi')
    expect(refreshed).toMatchObject({ status: 200, text: 'body', result: 'RefreshHit' })
    expect(refreshed.headers).toMatchObject({ 'content-language': 'vi', 'x-version': '2', etag: '"1"' })
    expect(edge.asked.at(-1)?.headers).toEqual({ 'if-none-match': '"1"' })
    edge.pass(599)
    expect((await edge.get('/vi')).result).toBe('Hit')
  })

  it('is asked about each time when it says no-cache', async () => {
    const headers = { etag: '"1"', 'cache-control': 'no-cache' }
    const edge = await startEdge((request) =>
      request.headers['if-none-match']
        ? { status: 304, headers: {}, body: Buffer.alloc(0) }
        : page('x', headers),
    )
    const results = [await edge.get('/vi'), await edge.get('/vi'), await edge.get('/vi')]
    expect(results.map(({ result, text }) => [result, text])).toEqual([
      ['Miss', 'x'],
      ['RefreshHit', 'x'],
      ['RefreshHit', 'x'],
    ])
  })

  it('gives way to what may not be kept', async () => {
    const edge = await startEdge(() => page('old', { 'cache-control': 'max-age=10, stale-if-error=900' }))
    await edge.get('/vi')
    edge.pass(10)
    edge.origin.program = () => page('gone', { 'cache-control': 'no-store' }, 410)
    expect((await edge.get('/vi')).status).toBe(410)
    edge.origin.program = () => Promise.reject(new Error('down'))
    expect((await edge.get('/vi')).status).toBe(502)
  })
})

describe('an origin that fails', () => {
  const sie = { 'cache-control': 'max-age=10, stale-if-error=100' }

  it.each([
    ['throws', () => Promise.reject(new Error('down'))],
    ['answers 500', () => page('sorry', {}, 500)],
    ['answers 503', () => page('sorry', {}, 503)],
    ['answers nonsense', () => ({ status: 0, headers: {}, body: Buffer.alloc(0) })],
    ['is late', () => new Promise<never>(() => {})],
  ])('and %s is covered by a stale answer, as long as that allows it', async (_, program) => {
    const edge = await startEdge(() => page('good', sie), { originTimeout: 50 })
    await edge.get('/vi')
    edge.origin.program = program
    edge.pass(109)
    expect(await edge.get('/vi')).toMatchObject({ status: 200, text: 'good', result: 'Hit' })
    edge.pass(1)
    const failed = await edge.get('/vi')
    expect(failed.status).toBeGreaterThanOrEqual(500)
    expect(failed.result).toBe('Error')
    edge.origin.program = () => page('back', sie)
    expect(await edge.get('/vi')).toMatchObject({ text: 'back', result: 'Miss' })
  })

  it('is told to the viewer in a few neutral words, which nobody keeps', async () => {
    const edge = await startEdge(() => Promise.reject(new Error('table bantin-site is missing')))
    const answer = await edge.get('/vi')
    expect(answer).toMatchObject({ status: 502, text: '502 Bad Gateway\n' })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(edge.lines[0]?.error).toContain('bantin-site')
  })

  it('and never answers is 504', async () => {
    const edge = await startEdge(() => new Promise(() => {}), { originTimeout: 50 })
    expect((await edge.get('/vi')).status).toBe(504)
  })

  it('shows its own page where there is nothing better', async () => {
    const edge = await startEdge(() => page('our fault', {}, 500))
    expect(await edge.get('/vi')).toMatchObject({ status: 500, text: 'our fault', result: 'Error' })
  })

  it('does not disturb what is served while it is revalidated', async () => {
    const edge = await startEdge(() =>
      page('x', { 'cache-control': 'max-age=10, stale-while-revalidate=20' }),
    )
    await edge.get('/vi')
    edge.pass(15)
    edge.origin.program = () => Promise.reject(new Error('down'))
    for (const _ of [1, 2]) expect((await edge.get('/vi')).text).toBe('x')
    await vi.waitFor(() => expect(edge.lines.some((line) => line.error?.includes('down'))).toBe(true))
  })
})
