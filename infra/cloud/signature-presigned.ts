import { type Accepted, UNSIGNED_PAYLOAD, type Verdict, type VerifierOptions, verdict } from './signature.ts'
import {
  ALGORITHM,
  createSignatureCheck,
  mustNotBeEarly,
  parseAmzDate,
  parseScope,
  stringToSign,
} from './signature-key.ts'
import {
  canonicalKeyPath,
  canonicalQuery,
  canonicalRequest,
  collectHeaders,
  parseSignedHeaders,
  parseTarget,
  refuse,
  type SignedHead,
  type Target,
} from './signature-wire.ts'

const WEEK_SECONDS = 7 * 24 * 60 * 60
type PresignedOptions = Omit<VerifierOptions, 'service'>

/**
 * Verifies an S3 address that carries its signature in the query. Apart from `createVerifier`, so that a door that
 * asks for a signed header cannot be opened with a link.
 */
export function createPresignedVerifier({ region, secretOf, now = () => new Date() }: PresignedOptions) {
  const checkSignature = createSignatureCheck(secretOf)

  function check(head: SignedHead): Accepted {
    const headers = collectHeaders(head.rawHeaders)
    if (headers.has('authorization')) refuse('both an Authorization header and a signed query')
    const { path, params } = parseTarget(head.target)
    const value = (name: string) => onlyParam(params, name)
    if (value('X-Amz-Algorithm') !== ALGORITHM) refuse('the algorithm is not supported')
    const scope = parseScope(value('X-Amz-Credential'), { region, service: 's3' })
    const amzDate = value('X-Amz-Date')
    mustBeInTime(parseAmzDate(amzDate, scope), value('X-Amz-Expires'), now())
    if (paramOf(params, 'X-Amz-Security-Token') || headers.has('x-amz-security-token'))
      refuse('a session token does not go with a long-term key')
    const signed = parseSignedHeaders(value('X-Amz-SignedHeaders'), headers, ['host'])
    const [, payload] = paramOf(params, 'X-Amz-Content-Sha256') ?? ['', UNSIGNED_PAYLOAD]
    if (payload !== UNSIGNED_PAYLOAD && !/^[0-9a-f]{64}$/.test(payload))
      refuse('the hash of the body is malformed')
    const query = canonicalQuery(params.filter(([name]) => name !== 'X-Amz-Signature'))
    const canonical = { method: head.method, path: canonicalKeyPath(path), query, headers, signed, payload }
    checkSignature(
      scope,
      [stringToSign(amzDate, scope, canonicalRequest(canonical))],
      value('X-Amz-Signature'),
    )
    return { ok: true, accessKeyId: scope.accessKeyId, signedHeaders: signed, payload }
  }

  return (head: SignedHead): Verdict => verdict(() => check(head))
}

export interface SignedPolicy {
  /** The policy document, still in Base64: that is what is signed. */
  policy: string
  algorithm: string
  credential: string
  date: string
  signature: string
}

/** Verifies who signed the policy of an upload form. What the policy says is for the store to obey. */
export function createPolicyVerifier({ region, secretOf, now = () => new Date() }: PresignedOptions) {
  const checkSignature = createSignatureCheck(secretOf)

  function check({ policy, algorithm, credential, date, signature }: SignedPolicy): Accepted {
    if (algorithm !== ALGORITHM) refuse('the algorithm is not supported')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(policy)) refuse('the policy is not Base64')
    const scope = parseScope(credential, { region, service: 's3' })
    mustBeInTime(parseAmzDate(date, scope), String(WEEK_SECONDS), now())
    checkSignature(scope, [policy], signature)
    return { ok: true, accessKeyId: scope.accessKeyId, signedHeaders: [], payload: UNSIGNED_PAYLOAD }
  }

  return (form: SignedPolicy): Verdict => verdict(() => check(form))
}

function mustBeInTime(date: Date, expires: string, now: Date): void {
  const seconds = Number(expires)
  if (!/^[1-9]\d{0,5}$/.test(expires) || seconds > WEEK_SECONDS)
    refuse('the lifetime is not 1 to 604800 seconds')
  mustNotBeEarly(date, now)
  if (now.getTime() >= date.getTime() + seconds * 1000) refuse('the signature has expired')
}

type Params = Target['params']

function paramOf(params: Params, name: string): Params[number] | undefined {
  const [found, ...more] = params.filter((param) => param[0].toLowerCase() === name.toLowerCase())
  if (more.length > 0) refuse(`the query has more than one ${name}`)
  return found
}

/** Exactly once and in this spelling: S3 and a proxy before it might each take another one. */
function onlyParam(params: Params, name: string): string {
  const found = paramOf(params, name)
  return found?.[0] === name ? found[1] : refuse(`the query has no ${name}`)
}
