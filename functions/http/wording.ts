import type * as z from 'zod'
import type { Kinds } from '../domain/rule-kinds.ts'
import { says } from '../domain/rules.ts'

type Shape = Kinds['shape']

/** The types by which a validator speaks, as a rule calls them. */
const shapes: Readonly<Record<string, Shape>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'switch',
  array: 'list',
  object: 'object',
  record: 'object',
}

const shapeNamed = (name: string): Shape => shapes[name] ?? 'object'

function shapeOf(value: unknown): Shape {
  if (value === null) return 'nothing'
  return Array.isArray(value) ? 'list' : shapeNamed(typeof value)
}

/** What was sent, as far as it can be told again. */
function shown(value: string): string {
  const start = value.length > 40 ? `${value.slice(0, 40)}…` : value
  return start.replaceAll(/\p{C}/gu, '\ufffd')
}

const lengthOf = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)

type TooSmall = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>
type TooBig = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>

function tooSmall({ origin, minimum, inclusive = true, input }: TooSmall): string {
  const min = Number(minimum)
  if (origin === 'array') return says('too_few_items', { min })
  if (origin !== 'string')
    return says(inclusive ? 'at_least' : 'more_than', { value: String(input), min: String(minimum) })
  return min === 1 ? says('empty') : says('too_short', { length: lengthOf(input), min })
}

function tooBig({ origin, maximum, inclusive = true, input }: TooBig): string {
  const max = Number(maximum)
  if (origin === 'array') return says('too_many_items', { held: lengthOf(input), max })
  if (origin === 'string') return says('too_long', { length: lengthOf(input), max })
  return says(inclusive ? 'at_most' : 'less_than', { value: String(input), max: String(maximum) })
}

function wrongType({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const wanted = shapeNamed(expected)
  if (typeof input === 'number' && (expected === 'int' || expected === 'number'))
    return Number.isFinite(input)
      ? says('wrong_number', { value: String(input), wanted })
      : says('not_a_number', { wanted })
  return input === undefined
    ? says('required', { wanted })
    : says('wrong_type', { wanted, found: shapeOf(input) })
}

function notAmong({ values, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidValue>): string {
  const choices = values.map(String)
  if (input === undefined) return says('required_choice', { choices })
  if (typeof input === 'string') return says('not_a_choice', { value: shown(input), choices })
  return says('not_among', { choices })
}

function wrongForm({ format }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  const forms = { url: 'form_url', email: 'form_email', date: 'form_day', datetime: 'form_moment' } as const
  return says(
    new Map<string, (typeof forms)[keyof typeof forms]>(Object.entries(forms)).get(format) ?? 'form_unknown',
  )
}

/**
 * What is wrong with a field where its schema does not say so itself: the rule of the house instead of the validator's
 * sentence, which speaks of types of a program.
 */
export const wording: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'not_multiple_of':
      return says('not_multiple', { value: String(issue.input), step: String(issue.divisor) })
    case 'invalid_value':
      return notAmong(issue)
    case 'invalid_format':
      return wrongForm(issue)
    case 'invalid_key':
      return says('bad_name')
    case 'invalid_union':
      return says('no_form')
    default:
      return says('not_allowed_value')
  }
}
