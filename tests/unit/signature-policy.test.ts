import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, it } from 'vitest'
import { createPolicyVerifier } from '../../infra/cloud/signature-policy.ts'

const region = 'ap-southeast-1'
const credentials = { accessKeyId: 'MEDIAKEY', secretAccessKey: 'media secret' }
const now = new Date('2026-03-31T17:00:00Z')
const secretOf = (id: string) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined)
const options = { region, secretOf }
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)

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
