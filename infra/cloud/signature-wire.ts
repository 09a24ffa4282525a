/** What a signature covers: the request as it stood on the wire, before any server tidied it up. */
export interface SignedHead {
  method: string
  /** The request target as on the wire: path?query. */
  target: string
  /** Node's rawHeaders: name, value, name, value... so that duplicates are seen. */
  rawHeaders: readonly string[]
}

/** Why a request was not let in. For the audit log only: constant texts, and at most the name of a header. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason)
}

export interface Target {
  path: string
  rawQuery: string
  params: readonly (readonly [name: string, value: string])[]
}

export function parseTarget(target: string): Target {
  if (!target.startsWith('/')) refuse('the target is not a path')
  if (/[^\x21-\x7e]|#/.test(target)) refuse('the target has characters that do not belong in an address')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  if (path.includes('\\')) refuse('the path has a backslash')
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1)
  const params = rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/.exec(part) ?? []
      if (name === '') refuse('a query parameter has no name')
      return [decode(name), decode(value)] as const
    })
  return { path, rawQuery, params }
}

/** `+` is a space, as in API Gateway, in S3 (in keys too) and in every form. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return refuse('the target has a broken percent-encoding')
  }
}

export function canonicalQuery(params: Target['params']): string {
  return params
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([n1, v1], [n2, v2]) => compare(n1, n2) || compare(v1, v2))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** S3 encodes the decoded key once. */
export function canonicalKeyPath(path: string): string {
  return encode(decode(path)).replaceAll('%2F', '/')
}

/** Every other service encodes the path as it stands on the wire once more. */
export function canonicalPath(path: string): string {
  // Signers collapse these, and so do routers, each in its own way: what was signed would not be what is served.
  if (/\/\/|\/\.{1,2}(\/|$)/.test(decode(path))) refuse('the path is not in its shortest form')
  return encode(path).replaceAll('%2F', '/')
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export type Headers = ReadonlyMap<string, readonly string[]>

export function collectHeaders(rawHeaders: readonly string[]): Headers {
  const headers = new Map<string, string[]>()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase()
    const value = rawHeaders[i + 1] ?? ''
    // Node hands over one character a byte; anything else did not come from a wire and would hash as another text.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) refuse('a header has characters that do not belong there')
    headers.set(name, [...(headers.get(name) ?? []), value])
  }
  return headers
}

export function only(headers: Headers, name: string): string {
  const [value, ...more] = headers.get(name) ?? []
  if (value === undefined) return refuse(`the header ${name} is missing`)
  if (more.length > 0) refuse(`the header ${name} is repeated`)
  return value
}

/** The names must be what a signer writes: sorted, lower-case, once each, with everything that has to be signed. */
export function parseSignedHeaders(text: string, headers: Headers, required: readonly string[]): string[] {
  const names = text.split(';')
  if (names.some((name) => !/^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/.test(name)))
    refuse('SignedHeaders is malformed')
  if (names.some((name, i) => i > 0 && name <= (names[i - 1] ?? ''))) refuse('SignedHeaders is not sorted')
  const amz = [...headers.keys()].filter((name) => name.startsWith('x-amz-'))
  if ([...required, ...amz].some((name) => !names.includes(name)))
    refuse('a header that must be signed is not')
  return names
}

export interface Canonical {
  method: string
  path: string
  query: string
  headers: Headers
  signed: readonly string[]
  payload: string
}

export function canonicalRequest({ method, path, query, headers, signed, payload }: Canonical): string {
  const lines = signed.map(
    (name) =>
      `${name}:${only(headers, name)
        .trim()
        .replace(/[ \t]+/g, ' ')}`,
  )
  return [method, path, query, ...lines, '', signed.join(';'), payload].join('\n')
}
