import { defaultLocale, type Locale } from './locale.ts'
import { asLine, type Kinds, type Refusal, refusal } from './rules.ts'

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

/** One thing that is wrong, at a path of the request such as `translations.vi.title`. */
export interface FieldError {
  field: string
  message: string | Refusal
}

/** One sentence in each language of the newsroom: what editors read themselves. The door answers the one that is asked for. */
export type Said = Readonly<Record<Locale, string>>

interface Details {
  fields?: FieldError[]
  /** ETag of the revision that the caller should have known of: what they send as If-Match to try again. */
  current?: string
  cause?: unknown
}

const isRefusal = (why: Refusal | Said): why is Refusal => 'rule' in why

function lineOf(why: string | Said | Refusal): string {
  if (typeof why === 'string') return why
  return isRefusal(why) ? asLine(why) : why[defaultLocale]
}

/** We were asked for something that we will not do. Its message is for the log: doors say it in the language asked for. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldError[]
  readonly current: string | undefined
  /** The rule that refuses it, with what it tells. */
  readonly refusal: Refusal | undefined
  private readonly said: Said | undefined

  constructor(code: ErrorCode, why: string | Said | Refusal, { fields = [], current, cause }: Details = {}) {
    super(lineOf(why), { cause })
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.current = current
    this.refusal = typeof why === 'object' && isRefusal(why) ? why : undefined
    this.said = typeof why === 'string' || isRefusal(why) ? undefined : why
  }

  /** The message in a language, where it has one of its own. */
  in(locale: Locale): string {
    return this.said?.[locale] ?? this.message
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
