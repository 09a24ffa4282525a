import { Hono } from 'hono'
import * as z from 'zod'
import { defaultLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { validate } from '../../http/validate.ts'
import { missesKept } from '../../store/misses.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'

const missesQuery = z.strictObject({
  locale: locale.default(defaultLocale),
  /** How far back, today included. */
  days: z.coerce.number().int().min(1).max(missesKept).default(30),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

const miss = component(
  'MissedSearch',
  z.object({ query: z.string(), times: z.int().min(1), last: z.iso.date() }),
)

/** What readers searched for and did not find: what to write about, or which word to use. */
export function searchRoutes({ misses, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/missed',
    describe({ id: 'listMissedSearches', tag: 'history', answer: z.object({ searches: z.array(miss) }) }),
    allow('read'),
    validate('query', missesQuery),
    async (c) => {
      const { locale, days, limit } = c.req.valid('query')
      const searches = await misses.list(locale, days, now())
      return c.json({ searches: searches.slice(0, limit) })
    },
  )
}
