import * as z from 'zod'
import { locale } from '../../domain/locale-schemas.ts'

/**
 * What the open API answers, and nothing else: every answer is parsed by one of these, and what they do not name does not come
 * out. A field may be added; none is ever taken away or given another meaning while the address says v1.
 */
const instant = z.string().meta({ format: 'date-time' })
const address = z.string().meta({ format: 'uri' })

const version = z.object({ locale, url: address })

export const summary = z.object({
  id: z.string(),
  locale,
  url: address,
  title: z.string(),
  summary: z.string(),
  /** Id of its section. */
  section: z.string(),
  publishedAt: instant,
  updatedAt: instant.optional(),
  image: address.optional(),
  /** The same article in other languages. */
  alternates: z.array(version),
})

/** Another article that one names. */
const mention = summary.pick({ id: true, url: true, title: true, publishedAt: true })

const file = z.object({ name: z.string(), url: address, type: z.string(), bytes: z.int().optional() })

export const text = summary.extend({
  /** HTML whose addresses are absolute. */
  body: z.string(),
  byline: z.array(z.string()),
  /** Ids of tags. */
  tags: z.array(z.string()),
  eventDate: z.string().meta({ format: 'date' }).optional(),
  source: z
    .object({ name: z.string(), url: address.optional(), publishedAt: z.string().optional() })
    .optional(),
  /** What was corrected after it went public, oldest first. */
  corrections: z.array(z.object({ at: instant, text: z.string() })).default([]),
  /** What it answers, and what answers it, the newest first. */
  replyTo: mention.optional(),
  replies: z.array(mention).default([]),
  attachments: z.array(file),
  audio: z
    .object({ url: address, type: z.string(), bytes: z.int().optional(), seconds: z.int().optional() })
    .optional(),
})

/** `next` is a cursor: sent as `cursor` it asks for what comes after; undefined at the end. */
export const summaries = z.object({ items: z.array(summary), next: z.string().optional() })

const named = z.object({
  id: z.string(),
  name: z.string(),
  url: address,
  alternates: z.array(version),
})
export const names = z.object({ items: z.array(named) })

export const results = z.object({
  items: z.array(summary.omit({ image: true, alternates: true })),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
})

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})
