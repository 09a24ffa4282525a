import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { refuse } from './signature-wire.ts'

export interface Credential {
  accessKeyId: string
  secretAccessKey: string
}

export type SecretOf = (accessKeyId: string) => string | undefined

/** What a key was narrowed to. A signature of another day, region or service is worth nothing here. */
export interface Scope {
  accessKeyId: string
  /** yyyymmdd */
  date: string
  region: string
  service: string
}

export const ALGORITHM = 'AWS4-HMAC-SHA256'
const SKEW_MS = 5 * 60_000

export function parseScope(text: string, expected: Pick<Scope, 'region' | 'service'>): Scope {
  const [accessKeyId = '', date = '', region, service, end, ...more] = text.split('/')
  if (!/^[A-Za-z0-9][\w-]{0,127}$/.test(accessKeyId)) refuse('the access key id is malformed')
  if (region !== expected.region) refuse('the scope names another region')
  if (service !== expected.service) refuse('the scope names another service')
  if (end !== 'aws4_request' || more.length > 0) refuse('the scope does not end in aws4_request')
  return { accessKeyId, date, region, service }
}

/** Reads yyyymmddThhmmssZ, which must lie on the day of the scope. */
export function parseAmzDate(text: string, scope: Scope): Date {
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? refuse('the date is malformed')
  const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}.000Z`
  const date = new Date(iso)
  // A 31st of February would be taken for the 3rd of March.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso) refuse('the date does not exist')
  if (text.slice(0, 8) !== scope.date) refuse('the date is not the one in the scope')
  return date
}

export function mustBeFresh(date: Date, now: Date): void {
  if (Math.abs(now.getTime() - date.getTime()) > SKEW_MS) refuse('the request is more than five minutes off')
}

export function mustNotBeEarly(date: Date, now: Date): void {
  if (date.getTime() - now.getTime() > SKEW_MS) refuse('the date lies in the future')
}

export function stringToSign(date: string, scope: Scope, canonicalRequest: string): string {
  const { region, service } = scope
  return [ALGORITHM, date, `${scope.date}/${region}/${service}/aws4_request`, sha256(canonicalRequest)].join(
    '\n',
  )
}

export type SignatureCheck = (scope: Scope, texts: readonly string[], signature: string) => void

/** Refuses unless `signature` is that of one of the texts, in a time that tells nothing about keys or bytes. */
export function createSignatureCheck(secretOf: SecretOf): SignatureCheck {
  const nobody = randomBytes(30).toString('base64')
  const signingKey = createSigningKeys()
  return function checkSignature(scope, texts, signature) {
    if (!/^[0-9a-f]{64}$/.test(signature)) refuse('the signature is malformed')
    const secret: unknown = secretOf(scope.accessKeyId)
    const known = typeof secret === 'string' && secret !== ''
    const key = signingKey(known ? secret : nobody, scope)
    const given = Buffer.from(signature, 'hex')
    const matches = texts.map((text) => timingSafeEqual(hmac(key, text), given))
    if (!known) refuse('the access key is unknown')
    if (!matches.includes(true)) refuse('the signature does not match')
  }
}

/** More than there are secrets on a day; it is emptied when it is full. */
const mostKeys = 100

/** Makes the keys by which requests are signed, each once: the same is asked for thousands of times. */
function createSigningKeys() {
  const keys = new Map<string, Buffer>()
  return (secret: string, { date, region, service }: Scope): Buffer => {
    const name = JSON.stringify([secret, date, region, service])
    const known = keys.get(name)
    if (known) return known
    if (keys.size >= mostKeys) keys.clear()
    const key = [date, region, service, 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`))
    keys.set(name, key)
    return key
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'latin1').digest()

/** Text is hashed as the bytes that were on the wire, which is how node hands headers over. */
export function sha256(content: string | Uint8Array): string {
  const hash = createHash('sha256')
  return (typeof content === 'string' ? hash.update(content, 'latin1') : hash.update(content)).digest('hex')
}
