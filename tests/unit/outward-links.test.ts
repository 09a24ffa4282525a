import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { outwardLinks } from '../../functions/domain/site/outward-links.ts'
import type { ArticlePage } from '../../functions/domain/site/shapes.ts'
import { type AskOptions, createAsk } from '../../functions/outward/ask.ts'
import { createLook, type LookBounds } from '../../functions/outward/look.ts'
import { isPublicAddress } from '../../functions/outward/public-address.ts'
import { createOutwardLinks } from '../../functions/store/outward-links.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { aDoor } from '../support/product/door.ts'

const siteUrl = 'https://news.example'
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

interface Answered {
  status: number
  location?: string
  /** Answers nothing until the other side gives up. */
  silent?: true
}

/** A server that stands for all other sites of the world: what each address answers, and what it was asked. */
async function aWorld(answers: Record<string, Answered>) {
  const asked: { what: string; agent: string; body: string }[] = []
  let together = 0
  let mostTogether = 0
  const server = createServer(async (request: IncomingMessage, response) => {
    together += 1
    mostTogether = Math.max(mostTogether, together)
    response.on('close', () => {
      together -= 1
    })
    const chunks = await request.toArray()
    const what = `${request.method} ${request.headers.host?.split(':')[0]}${request.url}`
    asked.push({ what, agent: request.headers['user-agent'] ?? '', body: Buffer.concat(chunks).toString() })
    const [method = '', place = ''] = what.split(' ')
    const answer = answers[`${method} ${place}`] ?? answers[place] ?? { status: 404 }
    if (answer.silent) return
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {})
    response.end('x'.repeat(100))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  stops.push(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const world: AskOptions = {
    siteUrl,
    patience: 300,
    // Of this machine only the server is anybody's business.
    mayAsk: (ip) => ip === '127.0.0.1',
    resolve: async (name) => {
      if (name === 'nobody.example') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      return [{ address: name === 'inside.example' ? '10.1.2.3' : '127.0.0.1', family: 4 }]
    },
  }
  const url = (place: string) => {
    const [host = '', ...path] = place.split('/')
    return `http://${host}:${address.port}/${path.join('/')}`
  }
  return { asked, url, ask: createAsk(world), most: () => mostTogether, answers, port: address.port }
}

describe('what is asked for', () => {
  it.each([
    ...[
      '127.0.0.1',
      '10.0.0.1',
      '172.20.1.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
    ],
    ...[
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
    ],
    ...['2002:7f00:1::', 'ff02::1', 'localhost', ''],
  ])('is never %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '203.162.4.191', '172.32.0.1', '2400:cb00::1', '2606:4700::1111'])(
    'may be %s, which anybody can reach',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it('are the addresses of other sites that a page leads to, each once', () => {
    const page = {
      body:
        '<p><a href="https://a.example/x?a=1&amp;b=2#c">1</a> <a href="https://a.example/x?a=1&amp;b=2">2</a>' +
        ' <a href="/vi/bai">3</a> <a href="https://news.example/vi/bai">4</a> <a href="mailto:a@b.example">5</a></p>',
      source: { name: 'Báo', url: 'http://b.example/' },
    } as ArticlePage
    expect(outwardLinks(page, siteUrl)).toEqual(['https://a.example/x?a=1&b=2', 'http://b.example/'])
  })
})

describe('asking for a link', () => {
  it('sends who asks and nothing else, and is content with what HEAD answers', async () => {
    const { ask, url, asked } = await aWorld({ 'a.example/x': { status: 200 } })
    expect(await ask(url('a.example/x'))).toBeUndefined()
    expect(asked).toEqual([
      { what: 'HEAD a.example/x', agent: 'Bantin (+https://news.example) link check', body: '' },
    ])
  })

  it('asks by GET where HEAD is refused, and believes that', async () => {
    const { ask, url } = await aWorld({
      'HEAD a.example/x': { status: 405 },
      'GET a.example/x': { status: 200 },
      'a.example/gone': { status: 410 },
      'a.example/closed': { status: 403 },
    })
    const all = ['a.example/x', 'a.example/gone', 'a.example/nothing', 'a.example/closed']
    expect(await Promise.all(all.map((each) => ask(url(each))))).toEqual([undefined, 410, 404, undefined])
  })

  it('follows where it is led, five times and no more', async () => {
    const world = await aWorld({ 'b.example/end': { status: 200 } })
    world.answers['a.example/moved'] = { status: 301, location: world.url('b.example/end') }
    world.answers['a.example/round'] = { status: 302, location: '/round' }
    world.answers['a.example/app'] = { status: 302, location: 'zalo://open' }
    expect(await world.ask(world.url('a.example/moved'))).toBeUndefined()
    expect(await world.ask(world.url('a.example/round'))).toBe('loop')
    expect(await world.ask(world.url('a.example/app'))).toBeUndefined()
    expect(world.asked.filter(({ what }) => what.endsWith('/round'))).toHaveLength(6)
  })

  it('says which name there is not and who does not answer', async () => {
    const { ask, url } = await aWorld({ 'a.example/slow': { status: 200, silent: true } })
    expect(await ask(url('nobody.example/'))).toBe('name')
    expect(await ask(url('a.example/slow'))).toBe('away')
  })

  it('connects to nothing inside, whether it is named so, resolved so or led there', async () => {
    const { ask, url, asked, answers, port } = await aWorld({})
    for (const [name, location] of Object.entries({
      metadata: 'http://169.254.169.254/latest/meta-data',
      loopback: `http://[::1]:${port}/secret`,
      mapped: `http://[::ffff:7f00:1]:${port}/secret`,
      resolved: url('inside.example/secret'),
      decimal: 'http://167772161/',
    }))
      answers[`a.example/${name}`] = { status: 302, location }
    for (const name of ['metadata', 'loopback', 'mapped', 'resolved', 'decimal'])
      expect(await ask(url(`a.example/${name}`)), name).toBe('inside')
    for (const direct of ['http://10.0.0.8/', 'http://[fd00::1]/', url('inside.example/')])
      expect(await ask(direct), direct).toBe('inside')
    expect(asked.filter(({ what }) => !what.includes(' a.example'))).toEqual([])
  })

  it('reads nothing of an answer that is no HTTP, or has endless headers', async () => {
    const { createServer: createPlain } = await import('node:net')
    const server = createPlain((socket) => {
      socket.on('error', () => {})
      socket.write(`HTTP/1.1 200 OK\r\n${'x-a: '.padEnd(60_000, 'b')}\r\n\r\n`)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    stops.push(async () => void server.close())
    const { ask } = await aWorld({})
    const { port } = server.address() as { port: number }
    expect(await ask(`http://a.example:${port}/`)).toBe('away')
  })
})

const firstNight = new Date('2026-11-27T19:00:00.000Z')
const later = (hours: number) => new Date(firstNight.getTime() + hours * 3_600_000)

/** A newsroom with the world beside it, and the look at links between them. */
async function aLook(answers: Record<string, Answered>, bounds?: Partial<LookBounds>) {
  const world = await aWorld(answers)
  const room = aNewsroom()
  const links = createOutwardLinks(room.siteTable)
  const setting = { isOn: true }
  const look = createLook({
    links,
    pages: createSiteWriter(room.siteTable),
    siteUrl,
    ask: world.ask,
    isOn: async () => setting.isOn,
    bounds: { addresses: 100, pages: 100, time: 20_000, hosts: 3, ...bounds },
  })
  async function publish(id: string, places: readonly string[], title = `Bài ${id}`) {
    const body = places.map((each) => `<p><a href="${world.url(each)}">${each}</a></p>`).join('')
    await room.live(id, { translations: { vi: aText({ title, body }) } })
    await room.publish([id])
  }
  const placesOf = async () =>
    (await links.list()).map(({ url, nights, problem }) => [new URL(url).hostname, nights, problem])
  return { ...world, room, links, look, publish, placesOf, setting }
}

describe('the look of a night', () => {
  it('sends nothing to anybody while it is switched off', async () => {
    const { look, publish, asked, setting } = await aLook({})
    await publish(newId(), ['a.example/dead'])
    setting.isOn = false
    expect(await look(firstNight)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('happens once a night, counts the nights on which a link failed, and forgets one that is back', async () => {
    const { look, publish, asked, placesOf, answers, links } = await aLook({
      'a.example/ok': { status: 200 },
    })
    const id = newId()
    await publish(id, ['a.example/ok', 'b.example/dead'])
    expect(await look(firstNight)).toEqual({ asked: 2, failing: 1 })
    const sent = asked.length
    expect(await look(later(1))).toBeUndefined()
    expect(asked).toHaveLength(sent)
    await look(later(24))
    await look(later(48))
    expect(await placesOf()).toEqual([['b.example', 3, 404]])
    expect((await links.list())[0]).toMatchObject({
      since: firstNight.toISOString(),
      holders: [{ id, locale: 'vi', title: `Bài ${id}` }],
    })
    answers['b.example/dead'] = { status: 200 }
    await look(later(72))
    expect(await placesOf()).toEqual([])
  })

  it('asks one thing at a time of a host, and leaves one in peace that does not answer', async () => {
    const silent = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`a.example/${index}`, { status: 200, silent: true as const }]),
    )
    const { look, publish, asked, most } = await aLook(silent, { hosts: 1 })
    await publish(newId(), Object.keys(silent))
    expect(await look(firstNight)).toEqual({ asked: 3, failing: 3 })
    // Each by HEAD and by GET.
    expect(asked).toHaveLength(6)
    expect(most()).toBe(1)
  })

  it('ends at its bounds, and goes on the next night with what it has not seen', async () => {
    const ids = Array.from({ length: 60 }, newId)
    const found = Object.fromEntries(ids.map((_, index) => [`h${index}.example/`, { status: 200 }]))
    const { look, publish, asked } = await aLook(found, { addresses: 2 })
    for (const [index, id] of ids.entries()) await publish(id, [`h${index}.example/`])
    // Pages are read fifty at a time.
    expect(await look(firstNight)).toEqual({ asked: 50, failing: 0 })
    expect(await look(later(24))).toEqual({ asked: 10, failing: 0 })
    expect(new Set(asked.map(({ what }) => what))).toHaveProperty('size', 60)
    // And then from the beginning.
    expect(await look(later(48))).toEqual({ asked: 50, failing: 0 })
  })

  it('forgets a link that no public page holds any more', async () => {
    const { look, publish, placesOf, room } = await aLook({})
    const id = newId()
    await publish(id, ['a.example/dead'])
    await look(firstNight)
    expect(await placesOf()).toHaveLength(1)
    await room.live(id, { translations: { vi: aText({ body: '<p>Không còn liên kết.</p>' }) } })
    await room.publish([id])
    await look(later(24))
    expect(await placesOf()).toEqual([])
  })

  it('asks by day for what somebody wants asked again, once, and never for what is left alone', async () => {
    const { look, publish, asked, links } = await aLook({})
    await publish(newId(), ['a.example/dead', 'b.example/dead'])
    await look(firstNight)
    const [one, other] = await links.list()
    const by = { id: 'e', name: 'Biên tập viên', role: 'editor' } as const
    await links.say(one!.id, { act: 'leave', number: 0 }, by, later(1))
    await links.say(other!.id, { act: 'again', number: 0 }, by, later(1))
    asked.length = 0
    expect(await look(later(2))).toEqual({ asked: 1, failing: 1 })
    expect(await look(later(3))).toBeUndefined()
    const askedFor = new Set(asked.map(({ what }) => what.split(' ')[1]?.split('/')[0]))
    expect(askedFor).toEqual(new Set([new URL(other!.url).hostname]))
    // By day it is no night more.
    expect((await links.list()).map(({ nights }) => nights)).toEqual([1, 1])
    asked.length = 0
    await look(later(24))
    expect(new Set(asked.map(({ what }) => what.split(' ')[1]?.split('/')[0]))).toEqual(
      new Set([new URL(other!.url).hostname]),
    )
  })
})

describe('the desk', () => {
  it('lists what failed on three nights, and lets editors say what becomes of it', async () => {
    const { look, publish, links } = await aLook({})
    const id = newId()
    await publish(id, ['a.example/dead'], 'Bài có liên kết')
    await look(firstNight)
    const door = await aDoor(undefined, () => later(60), { outward: links })
    const list = async () => (await door.as('contributor').get('/outward-links')).body
    expect(await list()).toEqual({ isOn: false, waiting: 1, links: [] })
    await look(later(24))
    await look(later(48))
    const { links: dead } = await list()
    expect(dead).toMatchObject([{ problem: 404, nights: 3, holders: [{ id, title: 'Bài có liên kết' }] }])
    const send = async (who: 'contributor' | 'editor' | 'editor2', path: string, act: string, number = 0) =>
      (await door.as(who).send('POST', `/outward-links/${path}`, { body: { act, number } })).status
    expect(await send('contributor', dead[0].id, 'leave')).toBe(403)
    expect(await send('editor', '0123456789abcdef', 'leave')).toBe(404)
    expect(await send('editor', dead[0].id, 'forget')).toBe(422)
    // Once, however often it is sent; and nobody says anything over what they have not seen.
    for (const status of [204, 204]) expect(await send('editor', dead[0].id, 'leave')).toBe(status)
    expect(await send('editor2', dead[0].id, 'watch')).toBe(409)
    expect((await list()).links[0].said).toEqual({
      act: 'leave',
      number: 1,
      at: later(60).toISOString(),
      by: 'Vai editor',
    })
  })
})
