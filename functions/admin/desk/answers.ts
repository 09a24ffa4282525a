import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { articlePart } from '../../domain/article/working-copy.ts'
import { instant } from '../../domain/date-schemas.ts'

/** What the API answers to the desk alone. */

const ownCopy = z.object({
  part: articlePart,
  /** The tag of what it began with; null for a new text. */
  base: z.string().nullable(),
  device: z.string(),
  title: z.string().optional(),
  since: instant,
  at: instant,
  etag: z.string(),
})

export const workingCopyList = z.object({ copies: z.array(ownCopy.extend({ article: articleId })) })

export const workingCopiesOf = z.object({
  own: z.array(ownCopy.extend({ content: z.record(z.string(), z.unknown()) })),
  others: z.array(
    z.object({
      by: z.object({ id: z.string(), name: z.string() }),
      part: articlePart,
      since: instant,
      at: instant,
    }),
  ),
})
