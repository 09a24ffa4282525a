import {
  ALGORITHM,
  createSignatureCheck,
  mustBeFresh,
  parseAmzDate,
  parseScope,
  type SecretOf,
  sha256,
  stringToSign,
} from './signature-key.ts'
import {
  canonicalKeyPath,
  canonicalPath,
  canonicalQuery,
  canonicalRequest,
  collectHeaders,
  type Headers,
  only,
  parseSignedHeaders,
  parseTarget,
  Refusal,
  refuse,
  type SignedHead,
  type Target,
} from './signature-wire.ts'

export type { Credential, SecretOf } from './signature-key.ts'
export type { SignedHead } from './signature-wire.ts'

export interface SignedRequest extends SignedHead {
  body: Uint8Array
}

export interface Accepted {
  ok: true
  accessKeyId: string
  signedHeaders: string[]
  /** SHA-256 of the body in hex, or how the body goes without one (S3 only). */
  payload: string
}

export type Verdict =
  | Accepted
  /** The reason is for the audit log; a client learns only that it was refused. */
  | { ok: false; reason: string }

export interface VerifierOptions {
  /** `execute-api` for the admin gateway, `s3` for the object store. */
  service: string
  region: string
  secretOf: SecretOf
  /** The token that goes with temporary credentials. @default there are none */
  sessionTokenOf?: SecretOf
  now?: () => Date
}

export interface Verifier {
  /** Checks a request whose body is at hand. */
  verify(request: SignedRequest): Promise<Verdict>
  /** Checks a request before its body is read. The caller must still compare the body with `payload`. */
  verifyHead(head: SignedHead): Verdict
}

export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

const AUTHORIZATION = new RegExp(
  `^${ALGORITHM} Credential=([^,\\s]+), ?SignedHeaders=([^,\\s]+), ?Signature=([^,\\s]+)$`,
)

/**
 * Verifies AWS Signature Version 4 in the Authorization header, as AWS does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html.
 * Where AWS tidies a request before it compares (joins repeated headers, collapses paths), this refuses it instead.
 */
export function createVerifier({
  service,
  region,
  secretOf,
  sessionTokenOf = () => undefined,
  now = () => new Date(),
}: VerifierOptions): Verifier {
  const checkSignature = createSignatureCheck(secretOf)

  function check(head: SignedHead, bodyHash?: string): Accepted {
    const headers = collectHeaders(head.rawHeaders)
    const target = parseTarget(head.target)
    refuseOtherAuthentication(target)
    const [, credential = '', signedHeaders = '', signature = ''] =
      AUTHORIZATION.exec(only(headers, 'authorization')) ?? refuse('the Authorization header is malformed')
    const scope = parseScope(credential, { region, service })
    refuseOtherToken(headers, sessionTokenOf(scope.accessKeyId))
    const signed = parseSignedHeaders(signedHeaders, headers, ['host', 'x-amz-date'])
    const amzDate = only(headers, 'x-amz-date')
    mustBeFresh(parseAmzDate(amzDate, scope), now())
    const payload = payloadOf(headers, service, bodyHash)
    const texts = canonicalTargets(target, service).map((canonical) =>
      stringToSign(
        amzDate,
        scope,
        canonicalRequest({ method: head.method, ...canonical, headers, signed, payload }),
      ),
    )
    checkSignature(scope, texts, signature)
    return { ok: true, accessKeyId: scope.accessKeyId, signedHeaders: signed, payload }
  }

  return {
    verify: async ({ body, ...head }) => verdict(() => check(head, sha256(body))),
    verifyHead: (head) => verdict(() => check(head)),
  }
}

export function verdict<T>(check: () => T): T | { ok: false; reason: string } {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, reason: error.message }
  }
}

/** Two ways to sign in one request: one of them would go unchecked. */
function refuseOtherAuthentication(target: Target): void {
  if (target.params.some(([name]) => /^x-amz-|^(awsaccesskeyid|signature)$/i.test(name)))
    refuse('the query carries authentication beside the Authorization header')
}

/** Temporary credentials are three parts, of which none is worth anything without the others. */
function refuseOtherToken(headers: Headers, expected: string | undefined): void {
  const token = 'x-amz-security-token'
  if (expected === undefined) {
    if (headers.has(token)) refuse('a session token does not go with a long-term key')
  } else if (only(headers, token) !== expected) refuse('the session token does not match')
}

function payloadOf(headers: Headers, service: string, bodyHash: string | undefined): string {
  const declared = headers.has('x-amz-content-sha256') ? only(headers, 'x-amz-content-sha256') : undefined
  if (service === 's3') {
    if (declared === undefined) return refuse('x-amz-content-sha256 is missing')
    // Nothing here streams in chunks (STREAMING-…): what a function puts, it holds in one piece, and signs.
    if (declared === UNSIGNED_PAYLOAD) return declared
  }
  const payload = declared ?? bodyHash ?? refuse('the body cannot be checked')
  if (!/^[0-9a-f]{64}$/.test(payload)) refuse('x-amz-content-sha256 is malformed')
  if (bodyHash !== undefined && payload !== bodyHash) refuse('the body is not the one that was signed')
  return payload
}

function canonicalTargets(
  { path, rawQuery, params }: Target,
  service: string,
): { path: string; query: string }[] {
  const query = canonicalQuery(params)
  if (service === 's3') return [{ path: canonicalKeyPath(path), query }]
  const standard = { path: canonicalPath(path), query }
  // curl before 8.3 signs the target exactly as it sends it. Read so, an address means what it means when read by
  // the standard, unless the path holds an encoded percent sign: only then would one signature fit two addresses.
  return path.includes('%25') ? [standard] : [standard, { path, query: rawQuery }]
}
