import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode, type FieldError } from '../domain/errors.ts'
import type { Locale } from '../domain/locale.ts'
import { refusal } from '../domain/rules.ts'
import { askedLocale } from './asked-locale.ts'
import { isBusy } from './busy.ts'
import { describeError, log } from './log.ts'
import { inWords } from './refusal-words.ts'

/** The one table from refusal to status. */
const statuses = {
  malformed: 400,
  invalid: 422,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  conflict: 409,
  stale: 412,
  precondition_required: 428,
  too_large: 413,
  unsupported_type: 415,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>

const titles = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Turns what nobody expected of the database into a refusal that tells to come back. */
export function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException && error.status < 500) {
    return new AppError(error.status === 413 ? 'too_large' : 'malformed', error.message)
  }
  if (isBusy(error)) {
    return new AppError('unavailable', refusal('too_busy'), { cause: error })
  }
  return undefined
}

/** What went wrong, as a sentence in a language. */
export function detailOf(refused: AppError | undefined, locale: Locale): string {
  if (!refused) return inWords(refusal('unexpected'), locale)
  return refused.refusal ? inWords(refused.refusal, locale) : refused.message
}

/** What is wrong with which field, in a language. */
function fieldsIn(fields: readonly FieldError[], locale: Locale) {
  return fields.map(({ field, message, named }) =>
    typeof message === 'string'
      ? { field, message, ...named }
      : { field, message: inWords(message, locale), ...message },
  )
}

/** Problem details (RFC 9457): every error of the editors' door has this shape. What nobody expected is logged. */
export function problemOf(c: Context, error: unknown) {
  const requestId = c.get('requestId')
  const locale = askedLocale(c)
  const refused = toAppError(error)
  if (!refused) log('error', 'request failed', { requestId, ...describeError(error) })
  const status: keyof typeof titles = refused ? statuses[refused.code] : 500
  return {
    type: 'about:blank',
    title: titles[status],
    status,
    code: refused?.code ?? 'internal',
    ...(refused?.refusal ?? refused?.named),
    detail: detailOf(refused, locale),
    requestId,
    ...(refused && refused.fields.length > 0 && { errors: fieldsIn(refused.fields, locale) }),
    ...(refused?.current && { current: refused.current }),
  }
}

/** Answers an error as what it is. */
export function problem(c: Context, error: unknown): Response {
  const body = problemOf(c, error)
  const { status, current } = body
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    ...(current !== undefined && { ETag: current }),
    ...(status === 503 && { 'Retry-After': '2' }),
  })
}
