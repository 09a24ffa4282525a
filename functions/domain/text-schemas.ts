import * as z from 'zod'
import { says } from './rules.ts'
import { findForbidden, isVisible, slugLength, toLine, toLines } from './text.ts'

/** What nobody would see is as good as nothing. */
const orNothing = (normalize: (text: string) => string) => (text: string) => {
  const clean = normalize(text)
  return isVisible(clean) ? clean : ''
}

function clean(normalize: (text: string) => string, min: number, max: number) {
  return z
    .string()
    .refine((text) => findForbidden(text) === undefined, {
      error: ({ input }) => says('control_character', { character: findForbidden(String(input)) ?? '' }),
    })
    .overwrite(orNothing(normalize))
    .min(min, { error: says('empty') })
    .max(max, { error: ({ input }) => says('too_long', { length: String(input).length, max }) })
}

/** One line of text of at most `max` UTF-16 units, not empty. */
export const line = (max: number) => clean(toLine, 1, max)

/** Text with line breaks of at most `max` UTF-16 units; may be empty. */
export const lines = (max: number) => clean(toLines, 0, max)

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, { error: says('form_slug') })
  .max(slugLength)
