import * as z from 'zod'
import { dayOf, monthBounds, monthOf } from '../domain/dates.ts'
import { type DayViews, dayCounter, daysOfCounter, daysOfMonth } from '../domain/site/day-views.ts'
import { createMonthSum, isDue, type MonthReaders, monthReaders } from '../domain/site/month-readers.ts'
import { unlessRefused } from './condition.ts'
import { siteKeys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Item, Table } from './table.ts'

interface Tables {
  /** Counters of views, and what they came to day by day. */
  counters: Table
  /** The public read model: there it is said in which section an article stands. */
  site: Pick<Table, 'findAll'>
}

const dayLong = 86_400_000
/** So many days before today stay in a counter, which is carried over meanwhile. */
const daysInCounter = 3
/** For how long it is known of each article on which day it was read, in days after the month. */
export const daysKept = 400
/** Rows that are read at once when a month is added up. */
const together = 500
const atOnce = 50

const shownIn = z.object({
  locales: z.record(z.string(), z.object({ listing: z.object({ section: z.string() }).optional() })),
})

/** In which section readers find an article; undefined of one that they find nowhere. */
function sectionOf(shown: Item | undefined): string | undefined {
  const { data } = shownIn.safeParse(shown)
  return data && Object.values(data.locales).flatMap(({ listing }) => listing?.section ?? [])[0]
}

interface Part {
  id: string
  month: string
  days: DayViews[]
  /** What the whole counter came to, which only grows: what is written from an older one is refused. */
  number: number
}

function partsOf(counter: Item): Part[] {
  const id = counter.pk.slice(siteKeys.views('').pk.length)
  const months = Map.groupBy(daysOfCounter(counter), ({ day }) => day.slice(0, 7))
  return [...months].map(([month, days]) => ({ id, month, days, number: Number(counter.views) }))
}

/** The row of a part as it becomes. Undefined where it is that already. Nothing in it ever falls. */
function grown(part: Part, row: Item | undefined, section: string | undefined): Item | undefined {
  const { id, month, days, number } = part
  const counts = days.map(({ day, locale, views }) => [dayCounter(day.slice(8), locale), views] as const)
  const place = section ?? row?.section
  const isSame = row && row.section === place && counts.every(([name, views]) => Number(row[name]) >= views)
  if (isSame) return undefined
  const higher = counts.map(([name, views]) => [name, Math.max(views, Number(row?.[name] ?? 0))])
  const expires = Math.ceil((Date.parse(monthBounds(month).to) + daysKept * dayLong) / 1000)
  return {
    ...row,
    ...Object.fromEntries(higher),
    ...siteKeys.articleMonth(month, id),
    ...(place !== undefined && { section: place }),
    number,
    expires,
  }
}

/** Makes of the counters what is known of days and months. Whatever it is given twice, late or in another order changes nothing. */
export function createReaderWriter({ counters, site }: Tables, now: () => Date = () => new Date()) {
  async function* articlesOf(month: string): AsyncGenerator<Item> {
    const { pk } = siteKeys.articleMonth(month, '')
    let after: string | undefined
    do {
      const rows = await counters.query({ pk, limit: together, ...(after && { after }) })
      yield* rows
      after = rows.length === together ? rows.at(-1)?.sk : undefined
    } while (after)
  }

  async function carrySome(some: readonly Item[]): Promise<void> {
    const parts = some.flatMap(partsOf)
    const ids = [...new Set(parts.map(({ id }) => id))]
    // After the counters: a day that was taken from one of them stands in these already.
    const rows = await counters.findAll(parts.map(({ month, id }) => siteKeys.articleMonth(month, id)))
    const shown = await site.findAll(ids.map(siteKeys.shown))
    const sections = new Map(ids.map((id, index) => [id, sectionOf(shown[index])]))
    await Promise.all(
      parts.map(async (part, index) => {
        const row = grown(part, rows[index], sections.get(part.id))
        if (row) await unlessRefused(counters.put(row, { ifNumberBelow: part.number }))
      }),
    )
    const last = dayOf(new Date(now().getTime() - daysInCounter * dayLong).toISOString())
    await Promise.all(
      some.map(async (counter) => {
        const past = daysOfCounter(counter).filter(({ day }) => day < last)
        const names = past.map(({ day, locale }) => dayCounter(day, locale))
        if (names.length > 0) await counters.forget(counter, names)
      }),
    )
  }

  return {
    /** Notes the days of these counters, and takes from them what is past. */
    async carry(sums: readonly Item[]): Promise<void> {
      for (let from = 0; from < sums.length; from += atOnce) await carrySome(sums.slice(from, from + atOnce))
    },

    /** Adds up this month and the last one, where that is due. */
    async addUp(): Promise<void> {
      const time = now().getTime()
      const month = monthOf(now().toISOString())
      const months = [monthOf(new Date(Date.parse(monthBounds(month).from) - dayLong).toISOString()), month]
      const known = await counters.findAll(months.map(siteKeys.readers))
      for (const [index, each] of months.entries()) {
        const item = known[index]
        if (!isDue(each, item && Number(item.number), time)) continue
        const adding = createMonthSum()
        for await (const row of articlesOf(each))
          adding.add(row.sk, String(row.section ?? ''), daysOfMonth(each, row))
        const sum = { ...siteKeys.readers(each), number: time, packed: pack(adding.sum()) }
        await unlessRefused(counters.put(sum, { ifNumberBelow: time }))
      }
    },
  }
}

/** When articles were read, for whoever reads nothing else. */
export function createReaders(counters: Pick<Table, 'findAll'>) {
  return {
    /** Views of an article in some months, day by day. */
    async ofArticle(id: string, months: readonly string[]): Promise<DayViews[]> {
      const rows = await counters.findAll(months.map((month) => siteKeys.articleMonth(month, id)))
      return months.flatMap((month, index) => daysOfMonth(month, rows[index] ?? {}))
    },

    /** A month added up, and when it was. Undefined of one in which nothing was counted yet. */
    async ofMonth(month: string): Promise<(MonthReaders & { at: string }) | undefined> {
      const [item] = await counters.findAll([siteKeys.readers(month)])
      return (
        item && {
          ...monthReaders.parse(unpack(item.packed)),
          at: new Date(Number(item.number)).toISOString(),
        }
      )
    },
  }
}

export type Readers = ReturnType<typeof createReaders>
