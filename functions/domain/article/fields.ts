import * as z from 'zod'
import { day } from '../date-schemas.ts'
import { mediaId } from '../library/file.ts'
import { says } from '../rules.ts'
import { line, lines } from '../text-schemas.ts'
import { fileAddress, webAddress } from '../url-schemas.ts'

export { id as articleId } from '../id-schema.ts'

const mediaType = z.string().regex(/^[\w.+-]+\/[\w.+-]+$/u, { error: says('form_media_type') })

/** What is named by its id in the media library is told no more of; what lies elsewhere is told whole. */
function eitherWay(
  given: Record<string, unknown>,
  needed: readonly string[],
  context: z.core.$RefinementCtx,
) {
  const elsewhere = ['href', 'type', 'bytes', 'seconds'].filter((name) => given[name] !== undefined)
  const missing = needed.filter((name) => given[name] === undefined)
  if (given.media === undefined && missing.length > 0) {
    const message = says('needs_file', { fields: needed })
    context.addIssue({ code: 'custom', path: [missing[0] ?? ''], message })
  }
  if (given.media !== undefined && elsewhere[0]) {
    const message = says('known_of_file')
    context.addIssue({ code: 'custom', path: [elsewhere[0]], message })
  }
}

/** A file for download: of the media library, or wherever it lies; `bytes` is its size. */
export const attachment = z
  .strictObject({
    name: line(200),
    media: mediaId.optional(),
    href: fileAddress.optional(),
    type: mediaType.optional(),
    bytes: z.int().min(0).optional(),
  })
  .superRefine((given, context) => eitherWay(given, ['href', 'type', 'bytes'], context))
export type Attachment = z.infer<typeof attachment>

/**
 * The text read aloud, or a radio piece. `seconds` is its length. `transcript` is what is said in it, where that is not the
 * text itself (WCAG 2.2, 1.2.1).
 */
export const audio = z
  .strictObject({
    media: mediaId.optional(),
    href: fileAddress.optional(),
    type: z
      .string()
      .regex(/^audio\/[\w.+-]+$/u, { error: says('form_audio_type') })
      .optional(),
    seconds: z.int().min(1).optional(),
    transcript: lines(20_000).optional(),
  })
  .superRefine((given, context) => eitherWay(given, ['href', 'type'], context))
export type Audio = z.infer<typeof audio>

/** The picture that stands for the article. One that says nothing is `decorative`, and needs no alternative text. */
export const leadImage = z.strictObject({ media: mediaId, decorative: z.boolean().default(false) })

/** Who published a re-used text first, and when (asked for by the rules on quoting of state portals). */
export const source = z.strictObject({
  name: line(200),
  url: webAddress.optional(),
  publishedAt: day.optional(),
})
