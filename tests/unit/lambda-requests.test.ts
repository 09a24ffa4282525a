import { Hono } from 'hono'
import { beforeEach, expect, it } from 'vitest'
import { toLambda } from '../../functions/http/lambda.ts'
import { noteRefusals } from '../../infra/local/refusals.ts'
import { apiEvent, aUser } from '../infra/bundle-events.ts'
import { listenToLog } from '../support/log.ts'

const lines = listenToLog()
beforeEach(() => void lines.splice(0))

const handler = toLambda(new Hono().all('*', (c) => c.text('answered')))
type Event = Parameters<typeof handler>[0]
const send = (event: object, to = handler) => to(event as Event)
const secret = 'A'.repeat(43)

/** What only a client that means no good sends; at the editors' door whoever holds a key may sign it all the same. */
const strange = {
  'method TRACE': apiEvent('TRACE', '/articles', aUser),
  'method TRACK': apiEvent('TRACK', '/articles', aUser),
  'method CONNECT': apiEvent('CONNECT', '/articles', aUser),
  'method that is none': apiEvent('G T', '/articles', aUser),
  'host with a space': withHost('a b'),
  'host with a port that is none': withHost('a:b'),
  'header that is no text': withHeader('ữ'),
}

function withHeader(value: string) {
  const event = apiEvent('GET', '/articles', aUser)
  return { ...event, headers: { ...event.headers, 'x-strange': value } }
}

function withHost(host: string) {
  const event = apiEvent('GET', '/articles', aUser)
  return {
    ...event,
    headers: { ...event.headers, host },
    requestContext: { ...event.requestContext, domainName: host },
  }
}

it.each(Object.entries(strange))(
  'a request with a %s is refused with one line and no stack',
  async (_, event) => {
    expect(await send(event)).toMatchObject({ statusCode: 400 })
    expect(lines).toHaveLength(1)
    const { stack, ...line } = JSON.parse(lines[0] ?? '')
    expect(stack).toBeUndefined()
    expect(line).toMatchObject({
      level: 'warn',
      status: 400,
      path: '/articles',
      requestId: expect.any(String),
    })
    expect(lines[0]).toMatch(/^[^\n]+\n$/u)
  },
)

it('no secret of a preview is in the line of a refused request', async () => {
  await send(apiEvent('TRACE', `/vi/%2e%2e/preview/4k7m2p9x1a.${secret}`, aUser))
  expect(lines.join('')).not.toContain(secret)
})

it('no secret of a preview is in the line of a request that a port turned away', () => {
  const noted: object[] = []
  const path = `/vi/../preview/4k7m2p9x1a.${secret}`
  noteRefusals({ note: (line) => noted.push(line) })({ method: 'GET', path, reason: 'the Host is none' })
  expect(noted).toEqual([
    {
      level: 'warn',
      message: 'refused',
      method: 'GET',
      path: '/preview/4k7m2p9x1a',
      reason: 'the Host is none',
    },
  ])
})

it('what an app throws is not taken for a fault of the request', async () => {
  const failing = new Hono().all('*', () => {
    throw 'no error at all'
  })
  await expect(send(apiEvent('GET', '/', aUser), toLambda(failing))).rejects.toBe('no error at all')
  expect(lines).toEqual([])
})
