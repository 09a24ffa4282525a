import type { LambdaEvent } from 'hono/aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import { logTo } from '../../functions/http/log.ts'
import { createPageMemory } from '../../functions/site/page-memory.ts'

/** A database of texts, and a door that makes a page of some of them. */
function aDoor({ mostBytes, timed = false }: { mostBytes?: number; timed?: boolean } = {}) {
  const texts = new Map<string, string>()
  const asked: string[] = []
  let made = 0
  const memory = createPageMemory(async (_, input) => {
    asked.push(input)
    const text = texts.get(input)
    if (text === 'broken') throw new Error('the database is away')
    return text ?? '{}'
  }, mostBytes)
  const door = memory.remember(async (event) => {
    made += 1
    const path = String(('rawPath' in event && event.rawPath) || '')
    if (timed) memory.clock()
    const first = await memory.ask('Query', path).catch(() => 'nothing')
    const second = await memory.ask('Query', `${path}${first}`).catch(() => 'nothing')
    const statusCode = first === 'missing' ? 404 : first === 'nothing' ? 503 : 200
    return { statusCode, headers: { etag: `"${first}"` }, body: `${path} ${first} ${second}` }
  })
  const get = async (path: string, { method = 'GET', headers = {}, query = '' } = {}) => {
    const event = {
      ...{ rawPath: path, rawQueryString: query, headers },
      requestContext: { requestId: 'r', http: { method } },
    }
    return await door(event as unknown as LambdaEvent)
  }
  return { texts, asked, get, made: () => made }
}

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  return logTo((line) => lines.push(line))
})

describe('a page that is asked for again', () => {
  it('is not made again where the database answers the same, of which each question is asked', async () => {
    const { asked, get, made } = aDoor()
    const first = await get('/vi')
    asked.length = 0
    const second = await get('/vi')
    expect(second).toEqual({ ...first, headers: { ...first.headers, 'server-timing': expect.any(String) } })
    expect(asked).toEqual(['/vi', '/vi{}'])
    expect(made()).toBe(1)
  })

  it('is made of what the database says now, whichever of its answers has changed', async () => {
    const { texts, get } = aDoor()
    await get('/vi')
    texts.set('/vi{}', '{"b":1}')
    expect((await get('/vi')).body).toBe('/vi {} {"b":1}')
    texts.set('/vi', '{"a":1}')
    expect((await get('/vi')).body).toBe('/vi {"a":1} {}')
  })

  it('asks nothing twice for it', async () => {
    const { texts, asked, get } = aDoor()
    await get('/vi')
    texts.set('/vi{}', '{"b":1}')
    asked.length = 0
    await get('/vi')
    expect(asked).toEqual(['/vi', '/vi{}'])
  })

  it('is the same in whatever order the items of a batch come', async () => {
    const { texts, get, made } = aDoor()
    texts.set('/vi', '{"Responses":{"site":[{"a":1},{"b":2}]}}')
    await get('/vi')
    texts.set('/vi', '{"Responses":{"site":[{"b":2},{"a":1}]}}')
    await get('/vi')
    expect(made()).toBe(1)
    texts.set('/vi', '{"Responses":{"site":[{"b":1},{"a":2}]}}')
    await get('/vi')
    expect(made()).toBe(2)
  })

  it('is another one with another query, and to a browser that has it already', async () => {
    const { get, made } = aDoor()
    await get('/vi')
    await get('/vi', { query: 'before=x' })
    await get('/vi', { headers: { 'if-none-match': '"x"' } })
    expect(made()).toBe(3)
  })

  it('leaves its line in the log as any other', async () => {
    const { get } = aDoor()
    await get('/vi')
    await get('/vi')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'request', requestId: 'r', path: '/vi', status: 200 }),
    ])
  })

  it('fails as the first time when the database is away, and waits for it no longer', async () => {
    const { texts, asked, get } = aDoor()
    await get('/vi')
    texts.set('/vi', 'broken')
    asked.length = 0
    expect((await get('/vi')).statusCode).toBe(503)
    expect(asked.filter((each) => each === '/vi')).toHaveLength(1)
  })

  it.each([
    ['is not there', aDoor(), (room: ReturnType<typeof aDoor>) => room.texts.set('/vi', 'missing'), 'GET'],
    ['depends on the time', aDoor({ timed: true }), () => undefined, 'GET'],
    ['is asked for by another method', aDoor(), () => undefined, 'HEAD'],
  ])('is made each time when it %s', async (_, room, prepare, method) => {
    prepare(room)
    await room.get('/vi', { method })
    await room.get('/vi', { method })
    expect(room.made()).toBe(2)
  })

  it('is one of those that were asked for last: no more are kept than fit', async () => {
    const { get, made } = aDoor({ mostBytes: 100 })
    for (const path of ['/a', '/b', '/a', '/c']) await get(path)
    expect(made()).toBe(3)
    await get('/a')
    expect(made()).toBe(3)
    await get('/b')
    expect(made()).toBe(4)
  })

  it('is right though two are made at the same time', async () => {
    const { get } = aDoor()
    const paths = ['/a', '/b', '/a', '/b']
    const bodies = await Promise.all(paths.map(async (path) => (await get(path)).body))
    expect(bodies).toEqual(paths.map((path) => `${path} {} {}`))
    expect((await get('/a')).body).toBe('/a {} {}')
  })
})
