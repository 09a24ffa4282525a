import { monthBounds, monthOf } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { cursorOf, publishedAtOf } from '../../domain/site/paths.ts'
import type { Archives } from '../../domain/site/shapes.ts'
import type { Listing, SiteWriter } from '../../store/site-writer.ts'
import { findTagged, recount } from '../lists.ts'
import { digestOf } from '../project.ts'
import { inEachLocale, type Phase } from './step.ts'

const latest = { kind: 'latest' } as const
const cardsRead = 100

/** Without what is said of the months from one (included) until another; of all older ones, where none begins. */
function without(archives: Archives, from: string | undefined, until: string | undefined): Archives {
  const isOther = (month: string) =>
    (from !== undefined && month < from) || (until !== undefined && month >= until)
  return Object.fromEntries(
    Object.entries(archives).map(([name, { months }]) => [
      name,
      { months: months.filter(({ month }) => isOther(month)) },
    ]),
  )
}

/**
 * Counts the months of each list and finds the tags in use: one month at a time, the newest first. What is published
 * between two of them counts its own months, so no count is older than the lists.
 */
export function createMonthsPhase({ site }: { site: SiteWriter }): Phase {
  /** What was counted until now. What cannot be read is counted again like all else. */
  async function findKept(locale: Locale, month: string | undefined, until: string | undefined) {
    const archives = await site.findArchives(locale).catch((): Archives => ({}))
    return without(archives, month, until)
  }

  const findTags = (locale: Locale) => site.findTagged(locale).catch((): string[] => [])

  /** Where the articles of a month stand in lists. */
  async function listingsIn(locale: Locale, month: string): Promise<Listing[]> {
    const { from, to } = monthBounds(month)
    const listings: Listing[] = []
    for (let after = from; ; ) {
      const range = { after, before: to, newestFirst: false, limit: cardsRead }
      const cards = await site.cards(locale, latest, range)
      const records = await site.findAllShown(cards.map(({ id }) => id))
      listings.push(...[...records.values()].flatMap(({ locales }) => locales[locale]?.listing ?? []))
      const last = cards.at(-1)
      if (!last || cards.length < cardsRead) return listings
      after = cursorOf(last)
    }
  }

  async function save(locale: Locale, archives: Archives, tagged: string[]): Promise<number> {
    const isSame = (before: unknown, after: unknown) => digestOf(before) === digestOf(after)
    const before = await site.findArchives(locale).catch(() => undefined)
    const tags = await site.findTagged(locale).catch(() => undefined)
    const saves = [
      ...(isSame(before, archives) ? [] : [() => site.saveArchives(locale, archives)]),
      ...(isSame(tags, tagged) ? [] : [() => site.saveTagged(locale, tagged)]),
    ]
    for (const each of saves) await each()
    return saves.length
  }

  return inEachLocale(async (locale, until) => {
    const before = until === undefined ? undefined : monthBounds(until).from
    const range = { newestFirst: true, limit: 1, ...(before !== undefined && { before }) }
    const [newest] = await site.cards(locale, latest, range)
    const month = newest && monthOf(publishedAtOf(cursorOf(newest)))
    const kept = await findKept(locale, month, until)
    const tags = await findTags(locale)
    if (month === undefined) {
      // Those of older days as well, which no article was found to carry.
      const all = { section: '', cursor: '', featured: false, tags }
      const archives = await recount(site, locale, kept, [])
      return {
        next: undefined,
        written: await save(locale, archives, await findTagged(site, locale, tags, [all])),
      }
    }
    const listings = await listingsIn(locale, month)
    const archives = await recount(site, locale, kept, listings)
    return {
      next: month,
      written: await save(locale, archives, await findTagged(site, locale, tags, listings)),
    }
  })
}
