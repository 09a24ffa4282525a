import { type Locale, locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { listsHolding } from '../domain/site/lists.ts'
import { cursorOf } from '../domain/site/paths.ts'
import { cardOf } from '../domain/site/projection.ts'
import type { ShownArticle } from '../domain/site/shapes.ts'
import { bothOf } from '../store/batches.ts'
import type { Newsroom } from '../store/newsroom.ts'
import {
  type Footprint,
  type Listing,
  redirectsOf,
  type ShownRecord,
  type SiteWriter,
} from '../store/site-writer.ts'
import { digestOf, type Projection, project, publicRevisions } from './project.ts'

/** One article changed in one language: wherever in the lists it stood or stands, others show it. */
export interface Change {
  id: string
  locale: Locale
  listings: Listing[]
  /** The articles that it answered or answers. */
  answered: string[]
}

/** What `showArticle` did: the record to save once its effects on the rest of the site are done and purged. */
export interface ShownChange {
  id: string
  record: ShownRecord
  changes: Change[]
  /** Pages that show the article because it is related, or because they answer it. */
  shownBy: string[]
  /** Cache tags of the lists that changed with it. */
  tags: string[]
}

/** Reads what the pages of some articles are to be made of, in a few questions for all of them; of those that there are. */
export async function readProjections(newsroom: Newsroom, ids: readonly string[]): Promise<Projection[]> {
  const { articles, media } = newsroom
  const all = await articles.latestAll(ids)
  const latest = ids.flatMap((id) => all.get(id) ?? [])
  const wanted = latest.flatMap(({ subject, state }) =>
    [...publicRevisions(state)].map(([locale, number]) => ({ subject, locale, number })),
  )
  const older = wanted.filter(({ subject, number }) => all.get(subject)?.number !== number)
  const [found] = await bothOf(
    () => articles.findAll(older),
    () => articles.keepRows(latest),
  )
  const states = new Map(
    wanted.map((each) => {
      const { subject, locale, number } = each
      const last = all.get(subject)
      const revision = last?.number === number ? last : found[older.indexOf(each)]
      if (!revision) throw new Error(`revision ${number} of article ${subject} is missing from the chain`)
      return [`${subject} ${locale}`, revision.state] as const
    }),
  )
  const named = [...states.values()].flatMap(({ files }) => Object.keys(files))
  const gone = await media.withdrawnAmong([...new Set(named)])
  return latest.map((revision) => {
    const own = locales.flatMap((locale) => {
      const state = states.get(`${revision.subject} ${locale}`)
      return state ? [[locale, state] as const] : []
    })
    return project(revision, new Map(own), gone)
  })
}

function footprintOf({ locales: shown, redirects: [redirect, ...redirects] }: Projection): Footprint {
  const traces = [...shown].map(([locale, { page, ...named }]) => {
    const listing = listingOf(page)
    return [locale, { digest: digestOf({ page, ...named }), ...named, ...(listing && { listing }) }] as const
  })
  return {
    locales: Object.fromEntries(traces),
    ...(redirect && { redirect }),
    ...(redirects.length > 0 && { redirects }),
  }
}

function listingOf(page: ShownArticle): Listing | undefined {
  if (page.kind !== 'page') return undefined
  const { section, featured, pinned, tags, type } = page
  const cursor = cursorOf(page)
  return { section, cursor, featured, ...(pinned && { pinned }), tags, ...(type && { type }) }
}

/** What the article may have left on the site: what was shown last, and what was begun after it and never ended. */
function footprintsOf(before: ShownRecord | undefined): Footprint[] {
  if (!before) return [{ locales: {} }]
  const { locales: traces, redirect, redirects } = before
  return [{ locales: traces, redirect, redirects }, ...before.begun]
}

/** What is noted before `after` is written. */
export function beginning(before: ShownRecord | undefined, after: Footprint): ShownRecord {
  const digest = digestOf(after)
  if (before?.begun.some((each) => digestOf(each) === digest)) return before
  return { ...(before ?? { number: 0, locales: {} }), begun: [...(before?.begun ?? []), after] }
}

/** Whether readers may still get something older than this revision: it was not shown, or what was begun never ended. */
export function isBehind(shown: ShownRecord | undefined, number: number): boolean {
  return (shown?.number ?? 0) < number || (shown?.begun.length ?? 0) > 0
}

/**
 * Makes the pages and cards of one article what its live revisions say. Reads the truth each time and compares with what
 * was shown before, so running it twice, late or out of order changes nothing.
 */
export async function showArticle(
  site: SiteWriter,
  projection: Projection,
  before: ShownRecord | undefined,
): Promise<ShownChange> {
  const { id, number } = projection
  const after = footprintOf(projection)
  const earlier = footprintsOf(before)
  const record = { ...after, number, begun: [] }
  const digest = digestOf(after)
  if (earlier.every((each) => digestOf(each) === digest)) {
    return { id, record, changes: [], shownBy: [], tags: [] }
  }
  const noted = beginning(before, after)
  if (noted !== before) await site.saveShown(id, noted)
  // Before the page, which shows the count.
  if (projection.wasPublic) await site.startViews(id, projection.views)
  const changes: Change[] = []
  for (const locale of locales) {
    const old = earlier.map((each) => each.locales[locale])
    const now = after.locales[locale]
    if (old.every((each) => each?.digest === now?.digest)) continue
    const page = projection.locales.get(locale)?.page
    if (page) await site.savePage(id, locale, page)
    else await site.removePage(id, locale)
    const stood = old.flatMap((each) => each?.listing ?? [])
    await site.list(locale, stood, now?.listing, page && cardOf(page))
    const answered = [...old, now].flatMap((each) => each?.replyTo ?? [])
    const listings = distinct([...stood, ...(now?.listing ? [now.listing] : [])])
    changes.push({ id, locale, listings, answered: [...new Set(answered)] })
  }
  await site.relate(id, earlier, after)
  const [redirected, shownBy] = await bothOf(
    () => showRedirect(site, id, earlier, after),
    () => site.shownBy(id),
  )
  return { id, record, changes, shownBy, tags: [...changes.flatMap(tagsOf), ...redirected] }
}

/** Lets its addresses at the old portal lead to it. Answers the tags of whatever an address that changed may have answered. */
async function showRedirect(
  site: SiteWriter,
  id: string,
  earlier: readonly Footprint[],
  after: Footprint,
): Promise<string[]> {
  const wanted = redirectsOf(after)
  const digest = digestOf(wanted)
  if (earlier.every((each) => digestOf(redirectsOf(each)) === digest)) return []
  const before = earlier.flatMap(redirectsOf).map(({ address }) => address)
  const involved = await site.redirect(id, before, wanted)
  // It may have been asked, in any language, before it led anywhere.
  return [...locales.map(cacheTags.locale), ...[...involved].map(cacheTags.article)]
}

function distinct(listings: readonly Listing[]): Listing[] {
  return [...new Map(listings.map((each) => [digestOf(each), each])).values()]
}

function tagsOf({ locale, listings }: Change): string[] {
  const lists = listings.flatMap(listsHolding).map((list) => cacheTags.list(locale, list))
  return [...new Set([cacheTags.locale(locale), ...lists])]
}
