import * as z from 'zod'
import { says } from '../rules.ts'
import { findForbidden } from '../text.ts'
import { cleanBody } from './clean.ts'

const maxLength = 200_000
const maxTags = 20_000

function countTags(html: string): number {
  return html.match(/<[/a-z]/giu)?.length ?? 0
}

const lengthOf = (input: unknown) => ({ length: String(input).length, max: maxLength })

/** HTML that an editor hands in, cleaned. Each refusal ends the check, so that hostile input is not cleaned at all. */
export const bodyHtml = z
  .string()
  .refine((html) => html.length <= maxLength, {
    abort: true,
    error: ({ input }) => says('too_long', lengthOf(input)),
  })
  .refine((html) => findForbidden(html) === undefined, {
    abort: true,
    error: ({ input }) => says('control_character', { character: findForbidden(String(input)) ?? '' }),
  })
  .refine((html) => countTags(html) <= maxTags, {
    abort: true,
    error: ({ input }) => says('too_many_tags_in_body', { held: countTags(String(input)), max: maxTags }),
  })
  .overwrite(cleanBody)
  // A link around many blocks is written into each of them.
  .refine((html) => html.length <= maxLength, {
    error: ({ input }) => says('too_long_cleaned', lengthOf(input)),
  })
