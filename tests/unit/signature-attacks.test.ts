import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SignedRequest } from '../../infra/cloud/signature.ts'
import {
  add,
  amz,
  authorization,
  check,
  header,
  host,
  minutes,
  now,
  sign,
  signOnly,
} from './signature-requests.ts'

describe('a signed request is refused', () => {
  const attacks: [what: string, reason: string, attack: () => SignedRequest | Promise<SignedRequest>][] = [
    [
      'that is older than five minutes',
      'the request is more than five minutes off',
      () => sign({}, { date: new Date(minutes(-5).getTime() - 1000) }),
    ],
    [
      'that is more than five minutes ahead',
      'the request is more than five minutes off',
      () => sign({}, { date: new Date(minutes(5).getTime() + 1000) }),
    ],
    ['of another region', 'the scope names another region', () => sign({}, { region: 'us-east-1' })],
    ['of another service', 'the scope names another service', () => sign({}, { service: 's3' })],
    [
      'of another secret',
      'the signature does not match',
      async () => authorization(await sign(), (a) => a.replace(/.{4}$/, '0000')),
    ],
    [
      'of an unknown key',
      'the access key is unknown',
      async () => authorization(await sign(), (a) => a.replace('APPROVERKEY', 'OTHER')),
    ],
    [
      'of a key named like a property',
      'the access key id is malformed',
      async () => authorization(await sign(), (a) => a.replace('APPROVERKEY', '__proto__')),
    ],
    [
      'without Authorization',
      'the header authorization is missing',
      async () => authorization(await sign(), () => undefined),
    ],
    [
      'with an empty Authorization',
      'the Authorization header is malformed',
      async () => authorization(await sign(), () => ''),
    ],
    [
      'with two Authorization headers',
      'the header authorization is repeated',
      async () => add(await sign(), 'Authorization', 'Basic eDp5'),
    ],
    [
      'with another algorithm',
      'the Authorization header is malformed',
      async () => authorization(await sign(), (a) => a.replace('SHA256', 'SHA1')),
    ],
    [
      'with an asymmetric algorithm',
      'the Authorization header is malformed',
      async () => authorization(await sign(), (a) => a.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')),
    ],
    [
      'with something after its signature',
      'the Authorization header is malformed',
      async () => authorization(await sign(), (a) => `${a}, Signature=0`),
    ],
    [
      'with two credentials',
      'the Authorization header is malformed',
      async () =>
        authorization(await sign(), (a) => a.replace('Credential=', 'Credential=a/b/c/d/e, Credential=')),
    ],
    [
      'with a signature in capitals',
      'the signature is malformed',
      async () =>
        authorization(await sign(), (a) =>
          a.replace(/Signature=.*/, (s) => `S${s.slice(1).toUpperCase().replace('IGNATURE', 'ignature')}`),
        ),
    ],
    [
      'with a short signature',
      'the signature is malformed',
      async () => authorization(await sign(), (a) => a.slice(0, -2)),
    ],
    [
      'with no signature',
      'the Authorization header is malformed',
      async () => authorization(await sign(), (a) => a.replace(/Signature=.*/, 'Signature=')),
    ],
    [
      'whose scope ends otherwise',
      'the scope does not end in aws4_request',
      async () => authorization(await sign(), (a) => a.replace('aws4_request', 'aws5_request')),
    ],
    [
      'whose scope goes on',
      'the scope does not end in aws4_request',
      async () => authorization(await sign(), (a) => a.replace('aws4_request', 'aws4_request/x')),
    ],
    [
      'whose scope has another day',
      'the date is not the one in the scope',
      async () => authorization(await sign(), (a) => a.replace('20260331', '20260330')),
    ],
    [
      'with another date',
      'the signature does not match',
      async () => header(await sign(), 'x-amz-date', () => '20260331T170001Z'),
    ],
    [
      'with a date that does not exist',
      'the date does not exist',
      async () => header(await sign(), 'x-amz-date', () => '20260231T170000Z'),
    ],
    [
      'with a date in another form',
      'the date is malformed',
      async () => header(await sign(), 'x-amz-date', () => now.toUTCString()),
    ],
    [
      'without a date',
      'the header x-amz-date is missing',
      async () => header(await sign(), 'x-amz-date', () => undefined),
    ],
    [
      'without a host',
      'the header host is missing',
      async () => header(await sign(), 'host', () => undefined),
    ],
    [
      'for another host',
      'the signature does not match',
      async () => header(await sign(), 'host', () => 'localhost:8082'),
    ],
    ['with two hosts', 'the header host is repeated', async () => add(await sign(), 'HOST', 'evil.example')],
    ['with the same host twice', 'the header host is repeated', async () => add(await sign(), 'Host', host)],
    [
      'with two dates',
      'the header x-amz-date is repeated',
      async () => add(await sign(), 'X-Amz-Date', '20260331T170000Z'),
    ],
    [
      'with a signed header twice',
      'the header if-match is repeated',
      async () => add(await sign({ headers: { 'if-match': '"1"' } }), 'If-Match', '"2"'),
    ],
    [
      'without a signed header',
      'the header if-match is missing',
      async () => header(await sign({ headers: { 'if-match': '"1"' } }), 'if-match', () => undefined),
    ],
    [
      'with another value of a signed header',
      'the signature does not match',
      async () => header(await sign({ headers: { 'if-match': '"1"' } }), 'if-match', () => '"2"'),
    ],
    [
      'with an x-amz header that is not signed',
      'a header that must be signed is not',
      async () => add(await sign(), 'X-Amz-Meta-Role', 'admin'),
    ],
    [
      'with a session token',
      'a session token does not go with a long-term key',
      () => sign({}, { sessionToken: 'token' }),
    ],
    [
      'with a session token that is not signed',
      'a session token does not go with a long-term key',
      async () => add(await sign(), 'X-Amz-Security-Token', 'token'),
    ],
    [
      'with another method',
      'the signature does not match',
      async () => ({ ...(await sign()), method: 'DELETE' }),
    ],
    [
      'with another path',
      'the signature does not match',
      async () => ({ ...(await sign()), target: '/articles/abd?note=1' }),
    ],
    [
      'at the path that its own would be if it were encoded once more',
      'the signature does not match',
      async () => ({ ...(await sign({ target: '/a%20b' })), target: '/a%2520b' }),
    ],
    [
      'with another query',
      'the signature does not match',
      async () => ({ ...(await sign()), target: '/articles/abc?note=2' }),
    ],
    [
      'with one more parameter',
      'the signature does not match',
      async () => ({ ...(await sign()), target: '/articles/abc?note=1&role=admin' }),
    ],
    [
      'with a parameter twice',
      'the signature does not match',
      async () => ({ ...(await sign()), target: '/articles/abc?note=1&note=1' }),
    ],
    [
      'with another body',
      'the body is not the one that was signed',
      async () => ({ ...(await sign()), body: Buffer.from('{"title":"Khác"}') }),
    ],
    [
      'without its body',
      'the body is not the one that was signed',
      async () => ({ ...(await sign()), body: Buffer.alloc(0) }),
    ],
    [
      'whose body is not signed',
      'x-amz-content-sha256 is malformed',
      () => sign({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
    ],
    [
      'whose body is said to stream',
      'x-amz-content-sha256 is malformed',
      () => sign({ headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' } }),
    ],
    [
      'with the hash of another body',
      'the body is not the one that was signed',
      () => sign({ headers: { 'x-amz-content-sha256': createHash('sha256').update('').digest('hex') } }),
    ],
    [
      'with a signature in the query too',
      'the query carries authentication beside the Authorization header',
      async () => ({ ...(await sign()), target: '/articles/abc?note=1&X-Amz-Signature=0' }),
    ],
    [
      'with a signature in the query too, in small letters',
      'the query carries authentication beside the Authorization header',
      async () => ({ ...(await sign()), target: '/articles/abc?note=1&x-amz-signature=0' }),
    ],
    [
      'with a signature in the query too, encoded',
      'the query carries authentication beside the Authorization header',
      async () => ({ ...(await sign()), target: '/articles/abc?note=1&X%2DAmz-Signature=0' }),
    ],
    [
      'that signed such a query itself',
      'the query carries authentication beside the Authorization header',
      () => sign({ target: '/articles/abc?X-Amz-Credential=x' }),
    ],
    [
      'with a key of the old kind in the query',
      'the query carries authentication beside the Authorization header',
      () => sign({ target: '/a?AWSAccessKeyId=x&Signature=y' }),
    ],
    [
      'at a path that is not the shortest',
      'the path is not in its shortest form',
      () => sign({ target: '/a//b' }),
    ],
    ['at a path with dots', 'the path is not in its shortest form', () => sign({ target: '/a/./b' })],
    ['at a path that goes up', 'the path is not in its shortest form', () => sign({ target: '/x/../a' })],
    [
      'at a path that goes up, encoded',
      'the path is not in its shortest form',
      () => sign({ target: '/x/%2e%2E/a' }),
    ],
    [
      'with a backslash in its path',
      'the path has a backslash',
      async () => ({ ...(await sign({ target: '/a' })), target: '/a\\b' }),
    ],
    [
      'at an absolute address',
      'the target is not a path',
      async () => ({ ...(await sign({ target: '/a' })), target: 'http://localhost:8081/a' }),
    ],
    [
      'at no address',
      'the target is not a path',
      async () => ({ ...(await sign({ target: '/' })), target: '*' }),
    ],
    [
      'with a broken percent-encoding',
      'the target has a broken percent-encoding',
      async () => ({ ...(await sign({ target: '/a' })), target: '/a?%zz' }),
    ],
    [
      'with letters that were not encoded',
      'the target has characters that do not belong in an address',
      async () => ({ ...(await sign({ target: '/a' })), target: '/á' }),
    ],
    [
      'with a nameless parameter',
      'a query parameter has no name',
      async () => ({ ...(await sign({ target: '/a' })), target: '/a?=x' }),
    ],
    [
      'that did not sign its host',
      'a header that must be signed is not',
      () => signOnly(['x-amz-date'], amz),
    ],
    ['that did not sign its date', 'a header that must be signed is not', () => signOnly(['host'], amz)],
    [
      'that signed another kind of date',
      'a header that must be signed is not',
      () => signOnly(['date', 'host'], { host, date: '20260331T170000Z' }),
    ],
    [
      'whose signed headers are not sorted',
      'SignedHeaders is not sorted',
      () => signOnly(['x-amz-date', 'host'], amz),
    ],
    [
      'whose signed headers repeat one',
      'SignedHeaders is not sorted',
      () => signOnly(['host', 'host', 'x-amz-date'], amz),
    ],
    [
      'whose signed headers are in capitals',
      'SignedHeaders is malformed',
      () => signOnly(['host', 'x-amz-date'], amz, { signedHeaders: 'Host;X-Amz-Date' }),
    ],
    [
      'whose signed headers have an empty name',
      'SignedHeaders is malformed',
      () => signOnly(['', 'host', 'x-amz-date'], amz),
    ],
    [
      'whose signed header is not there, as if it were empty',
      'the header if-match is missing',
      () => signOnly(['host', 'if-match', 'x-amz-date'], amz),
    ],
  ]

  it.each(attacks)('%s: %s', async (_what, reason, attack) => {
    expect(await check(await attack())).toBe(reason)
  })

  it('while the same request, signed by hand in the right way, is not', async () => {
    expect(await check(await signOnly(['host', 'x-amz-date'], amz))).toBe('accepted')
  })
})
