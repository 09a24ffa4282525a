import type * as z from 'zod'

/** What people call the types by which a validator speaks. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const formats: Readonly<Record<string, string>> = {
  url: 'a web address such as "https://example.vn/"',
  email: 'an e-mail address such as "office@example.vn"',
  date: 'a day such as "2019-07-11"',
  datetime: 'a date and time with its offset, such as "2019-07-15T15:00:00+07:00"',
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : (kinds[typeof value] ?? typeof value)
}

/** `is "fr"; it `: what was sent, as far as it can be told again. */
function shown(value: unknown): string {
  if (value === undefined) return 'is missing; it '
  if (typeof value === 'number' && !Number.isNaN(value)) return `is ${value}; it `
  if (typeof value !== 'string') return ''
  const start = value.length > 40 ? `${value.slice(0, 40)}…` : value
  return `is "${start.replaceAll(/\p{C}/gu, '\ufffd')}"; it `
}

const lengthOf = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)
const items = (count: number | bigint) => (count === 1 ? '1 item' : `${count} items`)
const characters = (count: number) => (count === 1 ? '1 character' : `${count} characters`)
const allowed = (count: number | bigint) => `at most ${count} ${count === 1 ? 'is' : 'are'} allowed`

function tooSmall({
  origin,
  minimum,
  inclusive = true,
  input,
}: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>) {
  if (origin === 'array') return `must hold at least ${items(minimum)}`
  if (origin !== 'string') return `${shown(input)}must be ${inclusive ? 'at least' : 'more than'} ${minimum}`
  return minimum === 1
    ? 'must not be empty'
    : `has ${characters(lengthOf(input))}; it must have at least ${minimum}`
}

function tooBig({ origin, maximum, inclusive = true, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>) {
  if (origin === 'array') return `holds ${items(lengthOf(input))}; ${allowed(maximum)}`
  if (origin === 'string') return `has ${characters(lengthOf(input))}; ${allowed(maximum)}`
  return `${shown(input)}must be ${inclusive ? 'at most' : 'less than'} ${maximum}`
}

function wrongType({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>) {
  const wanted = kinds[expected] ?? expected
  if (typeof input === 'number' && (expected === 'int' || expected === 'number'))
    return Number.isFinite(input) ? `${shown(input)}must be ${wanted}` : `must be ${wanted}`
  return input === undefined ? `is missing; it must be ${wanted}` : `must be ${wanted}, not ${kindOf(input)}`
}

/**
 * What is wrong with a field where its schema does not say so itself: the house's words instead of the validator's, which
 * speak of types of a program.
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
      return `${shown(issue.input)}must be a multiple of ${issue.divisor}`
    case 'invalid_value': {
      const [first, ...others] = issue.values.map(String)
      return `${shown(issue.input)}must be${others.length > 0 ? ' one of' : ''}: ${[first, ...others].join(', ')}`
    }
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'written in another form'}`
    case 'invalid_key':
      return 'is not a name that is allowed here'
    case 'invalid_union':
      return 'has none of the forms that are allowed'
    default:
      return 'is not allowed'
  }
}
