import { zValidator } from '@hono/zod-validator'
import type { Context, ValidationTargets } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { AppError, type FieldError } from '../domain/errors.ts'
import type { Precondition } from '../domain/precondition.ts'
import { fromLine, type Refusal, refusal } from '../domain/rules.ts'
import { wording } from './wording.ts'

// Where a schema does not say itself what is wrong.
z.config({ customError: wording })

/** Of a query there are few parameters, so they are named; of a body the description of the API tells. */
function whyUnknown({ target, schema }: Validation): Refusal {
  if (target !== 'query' || !(schema instanceof z.ZodObject)) return refusal('unknown_field')
  return refusal('unknown_parameter', { parameters: Object.keys(schema.shape) })
}

/** `translations.vi.title`; an unknown field is named itself, not the object that holds it. */
function fieldErrors(issues: readonly z.core.$ZodIssue[], validation: Validation): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        message: whyUnknown(validation),
      }))
    }
    return [{ field: path.join('.'), message: fromLine(issue.message) ?? issue.message }]
  })
}

/** The first field that is wrong, and why; of what is said in one language alone, only that. */
function whyOf([first]: readonly FieldError[]): Refusal | string {
  const { field = '', message = '' } = first ?? {}
  if (typeof message === 'string') return `${field}: ${message}`
  return field
    ? refusal('invalid_field', { field, why: message })
    : refusal('invalid_request', { why: message })
}

/** By what a middleware of `validate` parses which part of a request. */
export interface Validation {
  target: keyof ValidationTargets
  schema: z.ZodType
}

const validations = new WeakMap<object, Validation>()

/** What a middleware was made of, so that the API's description is taken from the very schemas that run. */
export function validationOf(middleware: object): Validation | undefined {
  return validations.get(middleware)
}

/** Parses one part of a request by a schema; refuses with every field that is wrong. */
export function validate<Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) {
  const validation = { target, schema }
  const middleware = zValidator(target, schema, (result) => {
    if (result.success) return
    const fields = fieldErrors(result.error.issues, validation)
    throw new AppError('invalid', whyOf(fields), { fields })
  })
  validations.set(middleware, validation)
  return middleware
}

/** A part of a body that is judged by itself: parsed by a schema, or refused with every field that is wrong. */
export function judged<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const fields = fieldErrors(error.issues, { target: 'json', schema })
  throw new AppError('invalid', whyOf(fields), { fields })
}

/** Refuses bodies that are not JSON before anything reads them. */
export const requireJson = createMiddleware(async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError('unsupported_type', refusal('wrong_content_type', { type: type ?? '' }))
  }
  await next()
})

/** RFC 9110, section 8.8.3: `"3-9f86d081"`. */
export const entityTag = /^(?:W\/)?"[\u0021\u0023-\u007e]*"$/u

/**
 * What a write must say it knows (RFC 9110, section 13.1): `If-None-Match: *` to create, `If-Match` with the tag of a
 * revision to change. A write without either would overwrite what it has not seen.
 */
export function preconditionOf(c: Context): Precondition {
  const match = c.req.header('if-match')
  const noneMatch = c.req.header('if-none-match')
  if (match !== undefined && noneMatch !== undefined) {
    throw new AppError('malformed', refusal('both_preconditions'))
  }
  if (noneMatch !== undefined) {
    if (noneMatch.trim() === '*') return { absent: true }
    throw new AppError('malformed', refusal('form_none_match', { value: noneMatch }))
  }
  if (match === undefined) {
    throw new AppError('precondition_required', refusal('precondition_needed'))
  }
  const tags = match.split(',').map((tag) => tag.trim())
  // `*` would let a captured request be sent again, and anybody overwrite what they have not seen.
  if (!tags.every((tag) => entityTag.test(tag))) {
    throw new AppError('malformed', refusal('form_match', { value: match }))
  }
  return { match: tags }
}

/** The precondition of a write that needs none, and obeys one that is sent. */
export function preconditionIn(c: Context): Precondition | undefined {
  const isSent = ['if-match', 'if-none-match'].some((name) => c.req.header(name) !== undefined)
  return isSent ? preconditionOf(c) : undefined
}
