import { createHash } from 'node:crypto'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { createVerifier, type SignedRequest } from '../../infra/cloud/signature.ts'

export const region = 'ap-southeast-1'
export const credentials = { accessKeyId: 'APPROVERKEY', secretAccessKey: 'a/secret+of=the approver' }
export const now = new Date('2026-03-31T17:00:00Z')
export const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
const secretOf = (id: string) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined)
export const verifier = (service = 'execute-api') =>
  createVerifier({ service, region, secretOf, now: () => now })
export const check = async (request: SignedRequest, service?: string) => {
  const verdict = await verifier(service).verify(request)
  return verdict.ok ? 'accepted' : verdict.reason
}

interface Draft {
  method?: string
  target?: string
  headers?: Record<string, string>
  body?: string
}

const raw = (headers: Record<string, string>) => Object.entries(headers).flat()
const paramsOf = (target: string) => {
  const query: Record<string, string[]> = {}
  for (const [name, value] of new URL(target, 'http://h').searchParams)
    query[name] = [...(query[name] ?? []), value]
  return query
}

/** Signed as the AWS SDK does it. `signed` may differ from what is sent. */
export async function sign(
  draft: Draft = {},
  options: { date?: Date; region?: string; service?: string; sessionToken?: string } = {},
) {
  const { method = 'PUT', target = '/articles/abc?note=1', headers = {}, body = '{"title":"Lễ hội"}' } = draft
  const { date = now, service = 'execute-api', sessionToken, ...scope } = options
  const signer = new SignatureV4({
    credentials: { ...credentials, ...(sessionToken && { sessionToken }) },
    region: scope.region ?? region,
    service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  })
  const bare = {
    method,
    protocol: 'http:',
    hostname: 'localhost',
    path: target.split('?')[0]!,
    query: paramsOf(target),
    headers: { host: 'localhost:8081', 'content-type': 'application/json', ...headers },
    body,
  }
  const ready = await signer.sign(bare, { signingDate: date })
  return { method, target, rawHeaders: raw(ready.headers), body: Buffer.from(body) }
}

/** Signs by hand, so that the signature itself is right whatever is signed. */
export async function signOnly(
  names: string[],
  headers: Record<string, string>,
  more: { signedHeaders?: string } = {},
) {
  const signer = new SignatureV4({ credentials, region, service: 'execute-api', sha256: Sha256 })
  const long = headers['x-amz-date'] ?? headers.date ?? '20260331T170000Z'
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const lines = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('')
  const signedHeaders = more.signedHeaders ?? names.join(';')
  const canonical = `GET\n/a\n\n${lines}\n${signedHeaders}\n${hash('')}`
  const scope = `20260331/${region}/execute-api/aws4_request`
  const text = `AWS4-HMAC-SHA256\n${long}\n${scope}\n${hash(canonical)}`
  const signature = await signer.sign(text, { signingDate: now })
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
  return {
    method: 'GET',
    target: '/a',
    rawHeaders: raw({ ...headers, authorization }),
    body: Buffer.alloc(0),
  }
}
export const host = 'localhost:8081'
export const amz = { host, 'x-amz-date': '20260331T170000Z' }

/** The request with one header changed, added or taken away. */
export const header = (
  request: SignedRequest,
  name: string,
  change: (value: string) => string | undefined,
): SignedRequest => ({
  ...request,
  rawHeaders: request.rawHeaders.flatMap((key, i, all) => {
    if (i % 2 === 1) return []
    const value = key.toLowerCase() === name ? change(all[i + 1]!) : all[i + 1]
    return value === undefined ? [] : [key, value]
  }),
})
export const add = (request: SignedRequest, ...more: string[]) => ({
  ...request,
  rawHeaders: [...request.rawHeaders, ...more],
})
export const authorization = (request: SignedRequest, change: (value: string) => string | undefined) =>
  header(request, 'authorization', change)
