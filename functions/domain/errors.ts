import type { Kinds } from './rule-kinds.ts'
import { asLine, type Refusal, refusal } from './rules.ts'

/** The closed set of refusals. The doors translate each into one HTTP status (`http/problem.ts`). */
export type ErrorCode =
  | 'malformed'
  | 'invalid'
  | 'forbidden'
  | 'not_found'
  | 'not_allowed'
  | 'conflict'
  | 'stale'
  | 'precondition_required'
  | 'too_large'
  | 'unsupported_type'
  | 'too_many'
  | 'unavailable'

/** By what a client knows a reason that was put in words already: a rule that is none of `rules`, and what it tells. */
export interface Named {
  rule: string
  params: Readonly<Record<string, string | number>>
}

/** One thing that is wrong, at a path of the request such as `translations.vi.title`. */
export interface FieldError {
  field: string
  message: string | Refusal
  named?: Named
}

interface Details {
  fields?: FieldError[]
  named?: Named
  /** ETag of the revision that the caller should have known of: what they send as If-Match to try again. */
  current?: string
  cause?: unknown
}

/**
 * We were asked for something that we will not do. Its message is for the log: a door says it in the language asked for, by
 * the rule. Text alone is what somebody else said of it already.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldError[]
  readonly current: string | undefined
  /** The rule that refuses it, with what it tells. */
  readonly refusal: Refusal | undefined
  readonly named: Named | undefined

  constructor(code: ErrorCode, why: Refusal | string, { fields = [], named, current, cause }: Details = {}) {
    super(typeof why === 'string' ? why : asLine(why), { cause })
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.current = current
    this.named = named
    this.refusal = typeof why === 'string' ? undefined : why
  }
}

/** A field that is refused by a rule. */
export interface RefusedField {
  field: string
  message: Refusal
}

/** Refuses a request because of its fields, the first of which is named in its sentence. */
export function wrongFields(
  fields: readonly [RefusedField, ...RefusedField[]],
  code: ErrorCode = 'invalid',
): AppError {
  const [{ field, message }] = fields
  return new AppError(code, refusal('invalid_field', { field, why: message }), { fields: [...fields] })
}

/** Refuses where any field is wrong. */
export function requireRight(fields: readonly RefusedField[], code?: ErrorCode): void {
  const [first, ...others] = fields
  if (first) throw wrongFields([first, ...others], code)
}

/** Refuses where what was asked for is not there. */
export function requireFound(found: unknown, what: Kinds['thing'], id: string): asserts found {
  if (!found) throw new AppError('not_found', refusal('not_found', { what, id }))
}
