import { Refusal } from '../api/refusal.ts'

/** What the API found wrong, by field of one part. */
export interface FieldErrors {
  of: (field: string) => string | undefined
  /** All of them, to be listed. */
  all: readonly { field: string; message: string }[]
}

const noErrors: FieldErrors = { of: () => undefined, all: [] }

/** The path of a field within its part: `translations.vi.title` and `title` are the same in the Vietnamese text. */
export function fieldIn(part: string, field: string): string {
  const prefix = `translations.${part}.`
  return field.startsWith(prefix) ? field.slice(prefix.length) : field
}

/** What a refusal says of the fields of a part. */
export function errorsOf(error: unknown, part: string): FieldErrors {
  if (!(error instanceof Refusal)) return noErrors
  const all = (error.problem.errors ?? []).map(({ field, message }) => ({
    field: fieldIn(part, field),
    message,
  }))
  return {
    all,
    of: (field) => all.find((each) => each.field === field || each.field.startsWith(`${field}.`))?.message,
  }
}
