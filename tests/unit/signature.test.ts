import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  amz,
  authorization,
  check,
  credentials,
  header,
  minutes,
  region,
  sign,
  signOnly,
  verifier,
} from './signature-requests.ts'

describe('a signed request is accepted', () => {
  it('and says who signed what', async () => {
    const request = await sign()
    expect(await verifier().verify(request)).toEqual({
      ok: true,
      accessKeyId: 'APPROVERKEY',
      signedHeaders: ['content-type', 'host', 'x-amz-content-sha256', 'x-amz-date'],
      payload: createHash('sha256').update(request.body).digest('hex'),
    })
  })

  const targets = [
    '/',
    '/articles/abc',
    '/articles/',
    '/b%C3%A0i-vi%E1%BA%BFt/L%E1%BB%85%20h%E1%BB%99i?q=%C4%91%E1%BB%93ng%20b%E1%BA%A1c&section=tin-t%E1%BB%A9c',
    '/a?b=2&a=1&a=10&a=&A=3&a-b=4',
    '/a?empty=&bare',
    '/a?plus=1+1&percent=100%25&slash=%2F&tilde=~&star=*&quote=%27',
    "/a:b@c/(d)!*'$&,;=",
    '/a%2Fb/c%252Fd',
  ]

  it.each(targets)('from the SDK at %s', async (target) => {
    expect(await check(await sign({ target }))).toBe('accepted')
  })

  it.each(targets)('from aws4fetch at %s', async (target) => {
    const body = '{"title":"Lễ hội"}'
    const signer = new AwsV4Signer({
      ...credentials,
      region,
      service: 'execute-api',
      url: `http://localhost:8081${target}`,
      method: 'PUT',
      headers: { 'if-match': '"3"' },
      body,
      datetime: '20260331T170000Z',
    })
    const { url, headers } = await signer.sign()
    const rawHeaders = ['Host', 'localhost:8081', ...[...headers].flat()]
    const request = {
      method: 'PUT',
      target: url.href.slice(url.origin.length),
      rawHeaders,
      body: Buffer.from(body),
    }
    expect(await check(request)).toBe('accepted')
  })

  it('up to five minutes before and after its date', async () => {
    expect(await check(await sign({}, { date: minutes(-5) }))).toBe('accepted')
    expect(await check(await sign({}, { date: minutes(5) }))).toBe('accepted')
  })

  it('with headers that a proxy on the way has spaced out or added', async () => {
    const request = await sign({ headers: { 'if-match': '"a b"' } })
    expect(await check(header(request, 'if-match', () => '  "a   b" '))).toBe('accepted')
    expect(await check(add(request, 'Via', 'proxy', 'User-Agent', 'x'))).toBe('accepted')
  })
})

describe('a refusal', () => {
  it('takes the same work for an unknown key as for a wrong signature', async () => {
    const wrong = authorization(await sign(), (a) => a.replace(/.{4}$/, '0000'))
    const unknown = authorization(wrong, (a) => a.replace('APPROVERKEY', 'OTHERKEYS12'))
    expect(await check(wrong)).toBe('the signature does not match')
    expect(await check(unknown)).toBe('the access key is unknown')
    const spent = { wrong: [] as number[], unknown: [] as number[] }
    const { verify } = verifier()
    for (let i = 0; i < 300; i++) {
      for (const [name, request] of [
        ['wrong', wrong],
        ['unknown', unknown],
      ] as const) {
        const start = performance.now()
        await verify(request)
        spent[name].push(performance.now() - start)
      }
    }
    // The middle of them: a machine that does something else meanwhile has a say in the sum.
    const middle = (times: number[]) => times.sort((a, b) => a - b)[times.length / 2]!
    const ratio = middle(spent.wrong) / middle(spent.unknown)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })
})

describe('any change of one byte', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0x20, max: 0x7e }) })
  const replaceAt = (text: string, { at, byte }: { at: number; byte: number }) => {
    const i = at % text.length
    return text.slice(0, i) + String.fromCharCode(byte) + text.slice(i + 1)
  }
  /** What an address says, however it is written: %c3 and %C3, or + and %20, are the same byte. */
  const meaning = (target: string) =>
    target.replaceAll('+', '%20').replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())

  it.each(['execute-api', 's3'])(
    'of a request to %s makes it another one, which is refused',
    async (service) => {
      const target = '/tin/%C4%91%E1%BB%93ng?q=l%E1%BB%85&a=1&a=2&x'
      const original = await sign(
        { target, headers: { 'if-match': '"3"', 'x-amz-meta-note': 'a' } },
        { service },
      )
      expect(await check(original, service)).toBe('accepted')
      const part = fc.constantFrom('method', 'target', 'body', 'header', 'value')
      await fc.assert(
        fc.asyncProperty(part, fc.nat(), change, async (which, index, how) => {
          const changed = { ...original, rawHeaders: [...original.rawHeaders] }
          if (which === 'method') changed.method = replaceAt(original.method, how)
          else if (which === 'target') changed.target = replaceAt(original.target, how)
          else if (which === 'body')
            changed.body = Buffer.from(replaceAt(original.body.toString('latin1'), how), 'latin1')
          else {
            const pair = index % (original.rawHeaders.length / 2)
            // The type and the user agent may go unsigned; what is in SignedHeaders may not.
            const i = pair * 2 + (which === 'value' ? 1 : 0)
            changed.rawHeaders[i] = replaceAt(original.rawHeaders[i]!, how)
            fc.pre(
              which === 'value' ||
                changed.rawHeaders[i]?.toLowerCase() !== original.rawHeaders[i]?.toLowerCase(),
            )
            fc.pre(changed.rawHeaders[i]?.replace(/ +/g, ' ').trim() !== original.rawHeaders[i])
          }
          fc.pre(JSON.stringify(changed) !== JSON.stringify(original))
          fc.pre(which !== 'target' || meaning(changed.target) !== meaning(original.target))
          expect(await check(changed, service)).not.toBe('accepted')
        }),
        { numRuns: 1000 },
      )
    },
  )

  it('of a body as curl sends it, without its hash, is refused too', async () => {
    const { body, ...rest } = await signOnly(['host', 'x-amz-date'], amz)
    expect(await check({ ...rest, body: Buffer.concat([body, Buffer.from('x')]) })).toBe(
      'the signature does not match',
    )
  })
})
