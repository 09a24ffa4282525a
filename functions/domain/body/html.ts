import * as z from 'zod'
import { findForbidden } from '../text.ts'
import { cleanBody } from './clean.ts'

const maxLength = 200_000
const maxTags = 20_000

function countTags(html: string): number {
  return html.match(/<[/a-z]/giu)?.length ?? 0
}

const tooLong = (text: string) => `has ${text.length} characters; at most ${maxLength} are allowed`

/** HTML that an editor hands in, cleaned. Each refusal ends the check, so that hostile input is not cleaned at all. */
export const bodyHtml = z
  .string()
  .refine((html) => html.length <= maxLength, { abort: true, error: ({ input }) => tooLong(String(input)) })
  .refine((html) => findForbidden(html) === undefined, {
    abort: true,
    error: ({ input }) => `holds the control character ${findForbidden(String(input))}; remove it`,
  })
  .refine((html) => countTags(html) <= maxTags, {
    abort: true,
    error: ({ input }) => `has ${countTags(String(input))} tags; at most ${maxTags} are allowed`,
  })
  .overwrite(cleanBody)
  // A link around many blocks is written into each of them.
  .refine((html) => html.length <= maxLength, {
    error: ({ input }) => `once cleaned ${tooLong(String(input))}`,
  })
