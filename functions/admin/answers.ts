import * as z from 'zod'
import { slot } from '../domain/article/slot.ts'
import { revisionMeta } from '../domain/revision.ts'
import { articleRow } from '../store/article-row.ts'
import { component } from './describe.ts'

/**
 * What the API answers, where no schema of the domain says it. Only described, never parsed by; `z.ZodType<...>` holds a
 * description to the type that is answered, and a test holds it to the answers. Here is what all routes share; the answers
 * of one resource stand in its own room.
 */

/** By which the next page is asked for; absent on the last one. */
export const next = z.string().optional()

/** By which rule something is refused, with what it tells: of most, in words that a client may know. */
const why = { rule: z.string().optional(), params: z.record(z.string(), z.unknown()).optional() }

/** What went wrong with one field. */
const fieldError = z.object({ field: z.string(), message: z.string(), ...why })

/** Problem details (RFC 9457), as `http/problem.ts` writes them. */
export const problem = component(
  'Problem',
  z.object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string(),
    ...why,
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
    current: z.string().optional(),
  }),
)

export const revision = component('Revision', revisionMeta.omit({ subject: true, repeat: true }))

export const history = z.object({ revisions: z.array(revision) })

/** `etag`: what the next change must name. */
export const listedArticle = component('ArticleRow', articleRow.extend({ etag: z.string().optional() }))

/** What is to be written, and is no text yet. */
export const waitingSlot = slot.omit({ article: true, dropped: true }).extend({ etag: z.string() })
