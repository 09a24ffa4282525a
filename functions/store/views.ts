import { dayOf } from '../domain/dates.ts'
import type { Locale } from '../domain/locale.ts'
import { dayCounter } from '../domain/site/day-views.ts'
import { unlessRefused } from './condition.ts'
import { siteKeys } from './keys.ts'
import type { Item, Table } from './table.ts'

interface Tables {
  /** One counter for each article, by the key that its sum has in the read model. */
  counters: Table
  /** The public read model. */
  site: Table
}

/** The counters of views, for whoever reads nothing else. */
export function createViewCounts(counters: Table) {
  return {
    /** Undefined where none was counted yet. */
    async find(id: string): Promise<number | undefined> {
      const [item] = await counters.findAll([siteKeys.views(id)])
      return item && Number(item.views ?? 0)
    },
  }
}

export type ViewCounts = ReturnType<typeof createViewCounts>

/**
 * Views of articles. They are counted in a table of their own, so that no flood of them takes what pages and their writer
 * need; readers see the sums that were last carried over to the read model.
 */
export function createViews({ counters, site }: Tables, now: () => Date = () => new Date()) {
  const counted = createViewCounts(counters)

  async function shown(id: string): Promise<number | undefined> {
    const [item] = await site.findAll([siteKeys.views(id)])
    return item && Number(item.views ?? 0)
  }

  /** Starts a counter with what readers see. False, and nothing is made, where no article was ever published. */
  async function begin(id: string): Promise<boolean> {
    const views = await shown(id)
    if (views === undefined) return false
    await unlessRefused(counters.put({ ...siteKeys.views(id), views }, { ifAbsent: true }))
    return true
  }

  /** One write: of all, and of this day in Vietnam. */
  const add = (id: string, locale: Locale | undefined) =>
    counters.add(siteKeys.views(id), 'views', 1, [dayCounter(dayOf(now().toISOString()), locale)])

  return {
    /** How many were counted; undefined where no article was ever published. */
    async find(id: string): Promise<number | undefined> {
      return (await counted.find(id)) ?? (await shown(id))
    },

    /**
     * Counts one view, of a page in `locale` where that is said, and answers the sum of all. Undefined, and nothing is made,
     * where no article was ever published.
     */
    async count(id: string, locale?: Locale): Promise<number | undefined> {
      return (await add(id, locale)) ?? ((await begin(id)) ? await add(id, locale) : undefined)
    },

    /**
     * Carries the sums of these partitions over to the read model, where they only grow: in any order, any number of times.
     * Answers the counters.
     */
    async show(partitions: readonly string[]): Promise<Item[]> {
      const { sk } = siteKeys.views('')
      const found = await counters.findAll(partitions.map((pk) => ({ pk, sk })))
      const sums = found.filter((item) => item !== undefined)
      await Promise.all(sums.map((item) => site.raise(item, 'views', Number(item.views))))
      return sums
    },
  }
}

export type Views = ReturnType<typeof createViews>
