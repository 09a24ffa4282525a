import { Hono } from 'hono'
import * as z from 'zod'
import { day, instant, month } from '../../domain/date-schemas.ts'
import { monthBounds, monthOf } from '../../domain/dates.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { validate } from '../../http/validate.ts'
import type { Activity, ActList, Between } from '../../store/acts.ts'
import { articleLists, rareStates } from '../../store/article-lists.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { countMonth } from './month-count.ts'

/** Of the local calendar; the current one when none is named. */
const monthQuery = z.strictObject({ month: month.optional() })

const counted = <Id extends z.ZodType>(id: Id) => z.array(z.object({ id, count: z.int() }))
const hours = z.number().min(0).optional()

const monthAnswer = component(
  'MonthStatistics',
  z.object({
    month,
    /** There were more acts than are read: it is counted from the last ones alone. */
    isPartial: z.boolean(),
    texts: z.int(),
    days: counted(day),
    sections: counted(z.string()),
    /** By the principal of whoever began the article; empty, where nobody of the staff did. */
    authors: counted(z.string()),
    languages: counted(locale),
    emergencies: z.int(),
    withdrawn: z.int(),
    /** From the last time that a text was handed over until readers had it. */
    waits: z.object({ texts: z.int(), medianHours: hours, longestHours: hours }),
  }),
)

const nowAnswer = component(
  'Standing',
  z.object({
    /** Texts that are in a state now; each exact up to 1,000 articles. */
    states: z.array(z.object({ state: z.enum(rareStates), section: z.string(), count: z.int() })),
    /** Articles that readers have, pages apart: each section in each language, exact as of the last publication. */
    live: z.array(z.object({ section: z.string(), locale, count: z.int() })),
    stale: counted(locale),
    /** When each section had its last new article; none, where that is longer ago than the last articles that are looked at. */
    sections: z.array(z.object({ id: z.string(), latest: instant.optional() })),
    /** How far back was looked for that; none, where all were. */
    lookedBack: instant.optional(),
  }),
)

/** Of each list. */
const mostActs = 10_000
/** Texts may have been handed over so long before the month. */
const lookedBefore = 14 * 86_400_000
const mostCounted = 1_000
/** Articles that are looked at for the last one of each section. */
const mostLatest = 500

/** What the newsroom has done: numbers of a month, and how things stand now. None of them grows with how many articles there are. */
export function statisticsRoutes({ newsroom, publicCounts, now = () => new Date() }: AdminParts) {
  async function actsIn(list: ActList, range: Between): Promise<Activity[]> {
    const acts: Activity[] = []
    for await (const act of newsroom.listedActs(list, range)) {
      acts.push(act)
      if (acts.length === mostActs) break
    }
    return acts
  }

  async function actsOf({ from, to }: { from: string; to: string }) {
    const range = { from: new Date(Date.parse(from) - lookedBefore).toISOString(), before: to }
    const found = await Promise.all([actsIn('public', range), actsIn('submitted', range)])
    return {
      acts: found.flat().filter(({ kind }) => kind === 'ARTICLE'),
      isPartial: found.some(({ length }) => length === mostActs),
    }
  }

  return new Hono<AdminEnv>()
    .get(
      '/month',
      describe({ id: 'countMonth', tag: 'history', answer: monthAnswer }),
      allow('read'),
      validate('query', monthQuery),
      async (c) => {
        const asked = c.req.valid('query').month ?? monthOf(now().toISOString())
        const bounds = monthBounds(asked)
        const { acts, isPartial } = await actsOf(bounds)
        const ids = acts
          .filter(({ action, at }) => action.startsWith('publish') && at >= bounds.from)
          .map(({ subject }) => subject)
        const rows = (await newsroom.articles.findRows([...new Set(ids)])).flatMap((row) => row ?? [])
        return c.json({ month: asked, isPartial, ...countMonth(asked, acts, rows) })
      },
    )
    .get(
      '/now',
      describe({ id: 'countNow', tag: 'history', answer: nowAnswer }),
      allow('read'),
      async (c) => {
        const { articles } = newsroom
        const [settings, live, stale, latest, ...lists] = await Promise.all([
          newsroom.settings(),
          publicCounts?.list() ?? [],
          articles.entriesIn(articleLists.stale, { limit: mostCounted }),
          articles.newestIn(articleLists.live, mostLatest),
          ...rareStates.map((state) => articles.entriesIn(articleLists.state(state), { limit: mostCounted })),
        ])
        const states = rareStates.flatMap((state, index) =>
          [...Map.groupBy(lists[index] ?? [], ({ section }) => section)].map(([section, entries]) => ({
            state,
            section,
            count: entries.reduce((sum, { texts }) => sum + texts.length, 0),
          })),
        )
        const staleIn = Map.groupBy(
          stale.flatMap(({ texts }) => texts),
          (text) => text.locale,
        )
        const sections = settings.sections.map(({ id }) => {
          const last = latest.find(({ row }) => row.section === id)
          return { id, ...(last && { latest: last.at }) }
        })
        const oldest = latest.length === mostLatest ? latest.at(-1)?.at : undefined
        return c.json({
          states,
          live,
          stale: [...staleIn].map(([id, all]) => ({ id, count: all.length })),
          sections,
          ...(oldest && { lookedBack: oldest }),
        })
      },
    )
}
