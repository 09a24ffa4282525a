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

interface Details {
  fields?: FieldError[]
  /** Number of the revision that the caller should have known of. */
  current?: string
  cause?: unknown
}

/** We were asked for something that we will not do. The message is lower-case, shows the value and says what is allowed. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldError[]
  readonly current: string | undefined

  constructor(code: ErrorCode, message: string, { fields = [], current, cause }: Details = {}) {
    super(message, { cause })
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.current = current
  }
}
