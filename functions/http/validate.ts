import { zValidator } from '@hono/zod-validator'
import type { Context, ValidationTargets } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { AppError, type FieldError, type Said } from '../domain/errors.ts'
import type { Locale } from '../domain/locale.ts'
import type { Precondition } from '../domain/precondition.ts'
import { askedLocale } from './asked-locale.ts'
import { wording } from './wording.ts'

// Where a schema does not say itself what is wrong.
z.config({ customError: wording })

/** Of a query there are few parameters, so they are named; of a body the description of the API tells. */
function whyUnknown({ target, schema }: Validation): string {
  if (target !== 'query' || !(schema instanceof z.ZodObject)) return 'is not a field that can be written'
  return `is not a parameter of this address; it takes: ${Object.keys(schema.shape).join(', ')}`
}

/** What a rule says in each language, where it gives that as `params: { said }`. */
function saidBy(issue: z.core.$ZodIssue): Said | undefined {
  return issue.code === 'custom' ? issue.params?.said : undefined
}

/** `translations.vi.title`; an unknown field is named itself, not the object that holds it. */
function fieldErrors(
  issues: readonly z.core.$ZodIssue[],
  validation: Validation,
  locale: Locale,
): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        message: whyUnknown(validation),
      }))
    }
    return [{ field: path.join('.'), message: saidBy(issue)?.[locale] ?? issue.message }]
  })
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
  const middleware = zValidator(target, schema, (result, c) => {
    if (result.success) return
    const fields = fieldErrors(result.error.issues, validation, askedLocale(c))
    const [first] = fields
    throw new AppError('invalid', `${first?.field || 'the request'}: ${first?.message}`, { fields })
  })
  validations.set(middleware, validation)
  return middleware
}

/** Refuses bodies that are not JSON before anything reads them. */
export const requireJson = createMiddleware(async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError(
      'unsupported_type',
      `content-type is "${type ?? ''}"; only application/json is allowed`,
    )
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
    throw new AppError('malformed', 'If-Match and If-None-Match exclude each other; send one')
  }
  if (noneMatch !== undefined) {
    if (noneMatch.trim() === '*') return { absent: true }
    throw new AppError('malformed', `If-None-Match is ${noneMatch}; a write takes only *`)
  }
  if (match === undefined) {
    throw new AppError(
      'precondition_required',
      'send If-Match with the ETag you read, or If-None-Match: * to create',
    )
  }
  const tags = match.split(',').map((tag) => tag.trim())
  // `*` would let a captured request be sent again, and anybody overwrite what they have not seen.
  if (!tags.every((tag) => entityTag.test(tag))) {
    throw new AppError('malformed', `If-Match is ${match}; it takes quoted entity tags such as "3-9f86d081"`)
  }
  return { match: tags }
}

/** The precondition of a write that needs none, and obeys one that is sent. */
export function preconditionIn(c: Context): Precondition | undefined {
  const isSent = ['if-match', 'if-none-match'].some((name) => c.req.header(name) !== undefined)
  return isSent ? preconditionOf(c) : undefined
}
