import * as z from 'zod'
import { S3Error } from './s3-error.ts'

const policyDocument = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([
        z.literal('content-length-range'),
        z.coerce.number().int().min(0),
        z.coerce.number().int().min(0),
      ]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
})

export interface AllowedSize {
  min: number
  max: number
}

/** Fields that need no condition: they carry the policy itself, or nothing that is kept. */
const isFree = (name: string) => /^(policy|x-amz-signature|file|x-ignore-.*)$/.test(name)

const violated = (what: string) => new S3Error('AccessDenied', `Invalid according to Policy: ${what}`)

/**
 * Obeys the policy of an upload form, whose signature has been checked. `fields` have lower-case names and hold the
 * bucket too. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function obeyPolicy(policy: string, fields: ReadonlyMap<string, string>, now: Date): AllowedSize {
  const { expiration, conditions } = parsePolicy(policy)
  if (now.getTime() >= Date.parse(expiration)) throw violated('Policy expired.')
  const covered = new Set<string>()
  const size = { min: 0, max: Number.POSITIVE_INFINITY }
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) mustHold('eq', name, value)
    } else if (condition[0] === 'content-length-range') {
      size.min = Math.max(size.min, condition[1])
      size.max = Math.min(size.max, condition[2])
    } else {
      mustHold(condition[0], condition[1].slice(1), condition[2])
    }
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !isFree(name))
  if (extra.length > 0) throw violated(`Extra input fields: ${extra.join(', ')}`)
  return size

  function mustHold(operator: 'eq' | 'starts-with', field: string, expected: string): void {
    const name = field.toLowerCase()
    const value = fields.get(name)
    if (value === undefined || !(operator === 'eq' ? value === expected : value.startsWith(expected)))
      throw violated(`Policy Condition failed: ${JSON.stringify([operator, `$${field}`, expected])}`)
    covered.add(name)
  }
}

function parsePolicy(policy: string): z.infer<typeof policyDocument> {
  try {
    return policyDocument.parse(JSON.parse(Buffer.from(policy, 'base64').toString()))
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause
    throw new S3Error(
      'InvalidPolicyDocument',
      'The content of the form does not meet the conditions of a policy document',
    )
  }
}
