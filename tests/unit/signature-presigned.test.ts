import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, it } from 'vitest'
import { createVerifier } from '../../infra/cloud/signature.ts'
import { createPolicyVerifier, createPresignedVerifier } from '../../infra/cloud/signature-presigned.ts'
import type { SignedHead } from '../../infra/cloud/signature-wire.ts'

const region = 'ap-southeast-1'
const credentials = { accessKeyId: 'MEDIAKEY', secretAccessKey: 'media secret' }
const now = new Date('2026-03-31T17:00:00Z')
const secretOf = (id: string) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined)
const options = { region, secretOf, now: () => now }
const host = '127.0.0.1:9000'
const path = '/media/%E1%BA%A3nh/l%E1%BB%85%20h%E1%BB%99i.webp'

interface Presigning {
  method?: string
  at?: Date
  expiresIn?: number
  region?: string
  sessionToken?: string
  headers?: Record<string, string>
}

async function presign({
  method = 'GET',
  at = now,
  expiresIn = 300,
  headers = {},
  ...more
}: Presigning = {}) {
  const signer = new SignatureV4({
    credentials: { ...credentials, ...(more.sessionToken && { sessionToken: more.sessionToken }) },
    region: more.region ?? region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  })
  const all = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers }
  const signed = await signer.presign(
    { method, protocol: 'http:', hostname: host, path, headers: all },
    { signingDate: at, expiresIn, unhoistableHeaders: new Set(Object.keys(headers)) },
  )
  const query = new URLSearchParams(signed.query as Record<string, string>)
  return { method, target: `${path}?${query}`, rawHeaders: ['Host', host, ...Object.entries(headers).flat()] }
}
const check = (head: SignedHead) => {
  const verdict = createPresignedVerifier(options)(head)
  return verdict.ok ? 'accepted' : verdict.reason
}
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
const query = (head: SignedHead, change: (target: string) => string) => ({
  ...head,
  target: change(head.target),
})

describe('a presigned address', () => {
  it('is accepted until it expires, for what it was signed for', async () => {
    expect(createPresignedVerifier(options)(await presign())).toEqual({
      ok: true,
      accessKeyId: 'MEDIAKEY',
      signedHeaders: ['host'],
      payload: 'UNSIGNED-PAYLOAD',
    })
    expect(check(await presign({ method: 'PUT', headers: { 'content-type': 'image/webp' } }))).toBe(
      'accepted',
    )
    expect(check(await presign({ at: minutes(-4), expiresIn: 300 }))).toBe('accepted')
    expect(check(await presign({ at: minutes(-60 * 24), expiresIn: 604_800 }))).toBe('accepted')
  })

  it('opens no door that asks for a signed header', async () => {
    const verdict = createVerifier({ service: 's3', ...options }).verifyHead(await presign())
    expect(verdict.ok).toBe(false)
  })

  it.each<[string, string, () => SignedHead | Promise<SignedHead>]>([
    ['has expired', 'the signature has expired', () => presign({ at: minutes(-5), expiresIn: 300 })],
    ['is dated ahead', 'the date lies in the future', () => presign({ at: minutes(6) })],
    ['is of another region', 'the scope names another region', () => presign({ region: 'us-east-1' })],
    [
      'has a session token',
      'a session token does not go with a long-term key',
      () => presign({ sessionToken: 'token' }),
    ],
    [
      'is used by another method',
      'the signature does not match',
      async () => ({ ...(await presign()), method: 'PUT' }),
    ],
    [
      'is used for another object',
      'the signature does not match',
      async () => query(await presign(), (q) => q.replace('/media/', '/media/x')),
    ],
    [
      'is used at another host',
      'the signature does not match',
      async () => ({ ...(await presign()), rawHeaders: ['Host', 'evil.example'] }),
    ],
    [
      'is used with two hosts',
      'the header host is repeated',
      async () => ({ ...(await presign()), rawHeaders: ['Host', host, 'Host', host] }),
    ],
    [
      'is used beside an Authorization header',
      'both an Authorization header and a signed query',
      async () => ({ ...(await presign()), rawHeaders: ['Host', host, 'Authorization', 'x'] }),
    ],
    [
      'has more parameters',
      'the signature does not match',
      async () => query(await presign(), (q) => `${q}&response-content-type=text/html`),
    ],
    [
      'has a longer life',
      'the signature does not match',
      async () => query(await presign(), (q) => q.replace('Expires=300', 'Expires=301')),
    ],
    [
      'lives more than a week',
      'the lifetime is not 1 to 604800 seconds',
      async () => query(await presign(), (q) => q.replace('Expires=300', 'Expires=604801')),
    ],
    [
      'lives a negative time',
      'the lifetime is not 1 to 604800 seconds',
      async () => query(await presign(), (q) => q.replace('Expires=300', 'Expires=-300')),
    ],
    [
      'has its life twice',
      'the query has more than one X-Amz-Expires',
      async () => query(await presign(), (q) => `${q}&X-Amz-Expires=604800`),
    ],
    [
      'has its life twice, in small letters',
      'the query has more than one X-Amz-Expires',
      async () => query(await presign(), (q) => `${q}&x-amz-expires=604800`),
    ],
    [
      'has its signature twice',
      'the query has more than one X-Amz-Signature',
      async () => query(await presign(), (q) => `${q}&X-Amz-Signature=0`),
    ],
    [
      'has no signature',
      'the query has no X-Amz-Signature',
      async () => query(await presign(), (q) => q.replace(/&X-Amz-Signature=[^&]*/, '')),
    ],
    [
      'has another algorithm',
      'the algorithm is not supported',
      async () => query(await presign(), (q) => q.replace('HMAC', 'NONE')),
    ],
    [
      'has an x-amz header that is not signed',
      'a header that must be signed is not',
      async () => ({ ...(await presign()), rawHeaders: ['Host', host, 'X-Amz-Copy-Source', '/a/b'] }),
    ],
    [
      'has no signed host',
      'a header that must be signed is not',
      async () =>
        query(await presign({ headers: { range: 'bytes=0-1' } }), (q) => q.replace('host%3Brange', 'range')),
    ],
    [
      'lacks a header that it signed',
      'the header range is missing',
      async () => ({ ...(await presign({ headers: { range: 'bytes=0-1' } })), rawHeaders: ['Host', host] }),
    ],
  ])('that %s is refused', async (_what, reason, attack) => {
    expect(check(await attack())).toBe(reason)
  })
})

describe('the policy of an upload form', () => {
  const policy = Buffer.from('{"conditions":[]}').toString('base64')
  const form = async (signed = policy) => ({
    policy,
    algorithm: 'AWS4-HMAC-SHA256',
    credential: `MEDIAKEY/20260331/${region}/s3/aws4_request`,
    date: '20260331T170000Z',
    signature: await new SignatureV4({ credentials, region, service: 's3', sha256: Sha256 }).sign(signed, {
      signingDate: now,
    }),
  })
  const verify =
    (change: object, at = now) =>
    async () =>
      createPolicyVerifier({ ...options, now: () => at })({ ...(await form()), ...change })

  it('is accepted as it was signed', async () => {
    expect(await verify({})()).toMatchObject({ ok: true, accessKeyId: 'MEDIAKEY' })
  })

  it.each([
    ['was changed', 'the signature does not match', verify({ policy: `${policy.slice(0, -1)}A` })],
    ['is not Base64', 'the policy is not Base64', verify({ policy: policy.replace('e', 'ť') })],
    [
      'was signed by nobody known',
      'the access key is unknown',
      verify({ credential: `X/20260331/${region}/s3/aws4_request` }),
    ],
    [
      'was signed for another day',
      'the date is not the one in the scope',
      verify({ date: '20260401T170000Z' }),
    ],
    ['was signed more than a week ago', 'the signature has expired', verify({}, minutes(7 * 24 * 60))],
    ['was signed ahead of time', 'the date lies in the future', verify({}, minutes(-6))],
    [
      'was signed for another service',
      'the scope names another service',
      verify({ credential: `MEDIAKEY/20260331/${region}/execute-api/aws4_request` }),
    ],
  ])('that %s is refused', async (_what, reason, attempt) => {
    expect(await attempt()).toEqual({ ok: false, reason })
  })
})
