import * as z from 'zod'
import { day } from './dates.ts'
import { fileAddress, webAddress } from './link.ts'
import { line } from './text.ts'

/** 10 characters of Crockford's base 32 in lower case, chosen by the client (50 bits: chance does not repeat them). */
export const articleId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{10}$/u, {
  error: 'must be 10 characters of 0-9 and a-z without i, l, o and u',
})

/** A file for download; `bytes` is its size. */
export const attachment = z.strictObject({
  name: line(200),
  href: fileAddress,
  type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/u, { error: 'must be a media type such as "application/pdf"' }),
  bytes: z.int().min(0),
})
export type Attachment = z.infer<typeof attachment>

/** The text read aloud, or a radio piece. `seconds` is its length. */
export const audio = z.strictObject({
  href: fileAddress,
  type: z.string().regex(/^audio\/[\w.+-]+$/u, { error: 'must be an audio type such as "audio/mpeg"' }),
  seconds: z.int().min(1).optional(),
})

/** Who published a re-used text first, and when (asked for by the rules on quoting of state portals). */
export const source = z.strictObject({
  name: line(200),
  url: webAddress.optional(),
  publishedAt: day.optional(),
})
