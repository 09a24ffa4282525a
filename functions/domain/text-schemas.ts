import * as z from 'zod'
import { findForbidden, slugLength, toLine, toLines } from './text.ts'

function clean(normalize: (text: string) => string, min: number, max: number) {
  return z
    .string()
    .refine((text) => findForbidden(text) === undefined, {
      error: (issue) => `holds the control character ${findForbidden(String(issue.input))}; remove it`,
    })
    .overwrite(normalize)
    .min(min, { error: 'must not be empty' })
    .max(max, {
      error: (issue) => `has ${String(issue.input).length} characters; at most ${max} are allowed`,
    })
}

/** One line of text of at most `max` UTF-16 units, not empty. */
export const line = (max: number) => clean(toLine, 1, max)

/** Text with line breaks of at most `max` UTF-16 units; may be empty. */
export const lines = (max: number) => clean(toLines, 0, max)

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, { error: 'must be lower-case words of a-z and 0-9 joined by "-"' })
  .max(slugLength, { error: `at most ${slugLength} characters are allowed` })
