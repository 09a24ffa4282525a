import { defaultLocale, type Locale } from './locale.ts'

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
  message: string
}

/** One sentence in each language of the newsroom: what editors read themselves. The door answers the one that is asked for. */
export type Said = Readonly<Record<Locale, string>>

interface Details {
  fields?: FieldError[]
  /** ETag of the revision that the caller should have known of: what they send as If-Match to try again. */
  current?: string
  cause?: unknown
}

/** We were asked for something that we will not do. The message is lower-case, shows the value and says what is allowed. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldError[]
  readonly current: string | undefined
  private readonly said: Said | undefined

  constructor(code: ErrorCode, message: string | Said, { fields = [], current, cause }: Details = {}) {
    super(typeof message === 'string' ? message : message[defaultLocale], { cause })
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.current = current
    this.said = typeof message === 'string' ? undefined : message
  }

  /** The message in a language, where there is one; most have one wording for all. */
  in(locale: Locale): string {
    return this.said?.[locale] ?? this.message
  }
}

/** Refuses where what was asked for is not there. `what` names it: `article "01a…"`. */
export function requireFound(found: unknown, what: string): asserts found {
  if (!found) throw new AppError('not_found', `there is no ${what}`)
}
