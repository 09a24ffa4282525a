import * as z from 'zod'
import { defaultLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { cursor } from '../../domain/site/paths.ts'
import { lastPage, longestQuery } from '../../domain/site/search.ts'

/** An id of a section or of a tag. */
const name = z.string().regex(/^[a-z0-9-]{1,64}$/u)
const day = z.iso.date()

export const localeQuery = z.strictObject({ locale: locale.default(defaultLocale) })

/** What can be asked of a list. Of a section and a tag at once there is no list. */
export const listQuery = localeQuery.extend({
  section: name.optional(),
  tag: name.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
})
export type ListQuery = z.infer<typeof listQuery>

/** Days are those of the clock in Vietnam. */
export const searchQuery = localeQuery.extend({
  q: z.string().trim().min(1).max(longestQuery),
  section: name.optional(),
  from: day.optional(),
  to: day.optional(),
  order: z.enum(['best', 'newest']).default('best'),
  page: z.coerce.number().int().min(1).max(lastPage).default(1),
})
