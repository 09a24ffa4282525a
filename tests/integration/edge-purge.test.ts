import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gate, page, startEdge } from './edge-setup.ts'

describe('a purge', () => {
  it('by tag removes what carries the tag in any case, and nothing else', async () => {
    const tags: Record<string, string> = {
      '/vi/a': 'a-1, L-VI',
      '/vi/b': 'a-2,l-vi',
      '/vi/c': 'a-11',
      '/vi/d': '',
    }
    const edge = await startEdge(({ path }) => page(path, { 'Cache-Tag': tags[path]! }))
    const results = async () => {
      const all = []
      for (const path of Object.keys(tags)) all.push((await edge.get(path)).result)
      return all.join(' ')
    }
    expect(await results()).toBe('Miss Miss Miss Miss')
    edge.edge.purge(['A-1'])
    expect(await results()).toBe('Miss Hit Hit Hit')
    edge.edge.purge(['l-vi', 'unknown'])
    expect(await results()).toBe('Miss Miss Hit Hit')
  })

  it('by path removes that address with that query, or all that begin so', async () => {
    const edge = await startEdge(() => page())
    const paths = ['/vi', '/vi/x?after=1', '/vi/a', '/en']
    const results = async () => {
      const all = []
      for (const path of paths) all.push((await edge.get(path)).result)
      return all.join(' ')
    }
    await results()
    edge.edge.purgePaths(['/vi'])
    expect(await results()).toBe('Miss Hit Hit Hit')
    edge.edge.purgePaths(['/vi/x_Qafter_S1'])
    expect(await results()).toBe('Hit Miss Hit Hit')
    edge.edge.purgePaths(['/vi*'])
    expect(await results()).toBe('Miss Miss Miss Hit')
    edge.edge.purgePaths(['/*'])
    expect(await results()).toBe('Miss Miss Miss Miss')
  })

  it('leaves nothing to fall back on', async () => {
    const headers = {
      'cache-tag': 'a-1',
      'cache-control': 'max-age=1, stale-while-revalidate=900, stale-if-error=900',
    }
    const edge = await startEdge(() => page('withdrawn text', headers))
    await edge.get('/vi/a')
    edge.edge.purge(['a-1'])
    edge.origin.program = () => Promise.reject(new Error('down'))
    expect((await edge.get('/vi/a')).status).toBe(502)
  })

  it('goes by the tags of the confirmation, or by the old ones when it names none', async () => {
    const edge = await startEdge(({ headers }) =>
      headers['if-none-match']
        ? { status: 304, headers: { 'cache-control': 'max-age=60' }, body: Buffer.alloc(0) }
        : page('x', { etag: '"1"', 'cache-tag': 'a-1' }),
    )
    await edge.get('/vi')
    edge.pass(60)
    expect((await edge.get('/vi')).result).toBe('RefreshHit')
    edge.edge.purge(['a-1'])
    expect((await edge.get('/vi')).result).toBe('Miss')
  })
})

describe('a purge that overtakes the question', () => {
  /** An origin that reads its text at once and sends it when told, so that it may be old by then. */
  async function slowOrigin(headers: Record<string, string> = { 'cache-tag': 'a-1' }) {
    const state = { text: 'old', gates: [] as ReturnType<typeof gate>[] }
    const edge = await startEdge(async () => {
      const { text } = state
      const open = gate()
      state.gates.push(open)
      await open.promise
      return page(text, headers)
    })
    return { ...edge, state }
  }

  it('keeps the late answer out of the cache', async () => {
    const { state, edge, get, ask } = await slowOrigin()
    const first = get('/vi/a')
    await ask(1)
    state.text = 'new'
    edge.purge(['a-1'])
    state.gates[0]!.resolve()
    expect((await first).text).toBe('old')
    const second = get('/vi/a')
    await ask(2)
    state.gates[1]!.resolve()
    expect(await second).toMatchObject({ text: 'new', result: 'Miss' })
    expect(await get('/vi/a')).toMatchObject({ text: 'new', result: 'Hit' })
  })

  it('sends who comes after it to the origin, and not to the question under way', async () => {
    const { state, edge, get, ask, receive } = await slowOrigin()
    const before = get('/vi/a')
    await ask(1)
    state.text = 'new'
    edge.purge(['a-1'])
    const after = [get('/vi/a'), get('/vi/a')]
    await receive(3)
    await ask(2)
    state.gates[1]!.resolve()
    for (const answer of after) expect((await answer).text).toBe('new')
    // The old answer arrives last of all and must not win.
    state.gates[0]!.resolve()
    expect((await before).text).toBe('old')
    expect(await get('/vi/a')).toMatchObject({ text: 'new', result: 'Hit' })
  })

  it('never lets an older answer replace a newer one, even when it was of something else', async () => {
    const { state, edge, get, ask } = await slowOrigin()
    const before = get('/vi/a')
    await ask(1)
    state.text = 'new'
    edge.purge(['a-2'])
    const after = get('/vi/a')
    await ask(2)
    for (const each of [1, 0]) {
      state.gates[each]!.resolve()
      await [before, after][each]
    }
    expect(await get('/vi/a')).toMatchObject({ text: 'new', result: 'Hit' })
  })

  it('by path works as well', async () => {
    const { state, edge, get, ask } = await slowOrigin({})
    const first = get('/vi/a')
    await ask(1)
    edge.purgePaths(['/vi/*'])
    state.gates[0]!.resolve()
    await first
    const second = get('/vi/a')
    await ask(2)
    state.gates[1]!.resolve()
    expect((await second).result).toBe('Miss')
  })

  it('of something else lets the answer be kept', async () => {
    const { state, edge, get, ask } = await slowOrigin()
    const first = get('/vi/a')
    await ask(1)
    edge.purge(['a-2'])
    state.gates[0]!.resolve()
    await first
    expect((await get('/vi/a')).result).toBe('Hit')
  })

  it('keeps a late refresh and a late confirmation out too', async () => {
    const headers = {
      'cache-tag': 'a-1',
      etag: '"1"',
      'cache-control': 'max-age=1, stale-while-revalidate=90',
    }
    for (const late of [page('old', headers), { status: 304, headers: {}, body: Buffer.alloc(0) }]) {
      const { edge, get, origin, pass } = await startEdge(() => page('old', headers))
      await get('/vi/a')
      pass(2)
      const open = gate()
      origin.program = async () => {
        await open.promise
        return late
      }
      expect((await get('/vi/a')).text).toBe('old')
      edge.purge(['a-1'])
      origin.program = () => page('new', headers)
      open.resolve()
      // It has arrived by then, and was not kept.
      await setImmediate()
      expect((await get('/vi/a')).text).toBe('new')
    }
  })

  it('never lets anyone who comes after it see what was before, in any order of events', async () => {
    const step = fc.constantFrom('ask', 'answer', 'publish', 'expire')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        let live = 0
        const waiting: (() => void)[] = []
        const { edge, get, pass } = await startEdge(async () => {
          const version = live
          await new Promise<void>((resolve) => waiting.push(resolve))
          return page(`${version}`, { 'cache-tag': 'a-1', 'cache-control': 'max-age=9, stale-if-error=99' })
        })
        const readers: Promise<void>[] = []
        const settle = () => new Promise((resolve) => setTimeout(resolve, 8))
        for (const each of steps) {
          if (each === 'ask') {
            const atLeast = live
            readers.push(
              get('/vi/a').then(({ text }) => expect(Number(text)).toBeGreaterThanOrEqual(atLeast)),
            )
          }
          if (each === 'answer') waiting.pop()?.()
          if (each === 'expire') pass(10)
          if (each === 'publish') {
            live += 1
            edge.purge(['a-1'])
          }
          await settle()
        }
        while (waiting.length > 0) {
          waiting.shift()?.()
          await settle()
        }
        await Promise.all(readers)
      }),
      { numRuns: 40 },
    )
  })
})
