import * as z from 'zod'

/** What of a text its writers send again when they change it, as the API answers it. */
export const writtenText = z.object({
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  alt: z.string().optional(),
  caption: z.string().optional(),
  credit: z.string().optional(),
})
