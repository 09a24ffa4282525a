/** What an answer holds, read by hand: a library of schemas would be a tenth of what the desk loads first. */
export type Fields = Record<string, unknown>

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** A text that says something. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

export const isAddress = (value: unknown): value is string => isText(value) && URL.canParse(value)
