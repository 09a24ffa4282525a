import { type Accepted, UNSIGNED_PAYLOAD, type Verdict, type VerifierOptions, verdict } from './signature.ts'
import { ALGORITHM, createSignatureCheck, mustNotBeEarly, parseAmzDate, parseScope } from './signature-key.ts'
import { refuse } from './signature-wire.ts'

/** A signature of S3 is good for a week at most; the policy itself ends long before. */
const weekMilliseconds = 7 * 24 * 60 * 60 * 1000

export interface SignedPolicy {
  /** The policy document, still in Base64: that is what is signed. */
  policy: string
  algorithm: string
  credential: string
  date: string
  signature: string
}

/** Verifies who signed the policy of an upload form. What the policy says is for the store to obey. */
export function createPolicyVerifier({
  region,
  secretOf,
  now = () => new Date(),
}: Omit<VerifierOptions, 'service'>) {
  const checkSignature = createSignatureCheck(secretOf)

  function check({ policy, algorithm, credential, date, signature }: SignedPolicy): Accepted {
    if (algorithm !== ALGORITHM) refuse('the algorithm is not supported')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(policy)) refuse('the policy is not Base64')
    const scope = parseScope(credential, { region, service: 's3' })
    mustBeInTime(parseAmzDate(date, scope), now())
    checkSignature(scope, [policy], signature)
    return { ok: true, accessKeyId: scope.accessKeyId, signedHeaders: [], payload: UNSIGNED_PAYLOAD }
  }

  return (form: SignedPolicy): Verdict => verdict(() => check(form))
}

function mustBeInTime(date: Date, now: Date): void {
  mustNotBeEarly(date, now)
  if (now.getTime() >= date.getTime() + weekMilliseconds) refuse('the signature has expired')
}
