import type { Article } from '../domain/article.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { cursorOf } from '../domain/site.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Listing, ShownRecord, SiteWriter } from '../store/site-writer.ts'
import { cardOf, digestOf, type Projection, project, publicRevisions } from './project.ts'

/** How one article's place on the site changed in one language. */
export interface Change {
  id: string
  locale: Locale
  before: Listing | undefined
  after: Listing | undefined
}

/** What `showArticle` did: the record to save once its effects on the rest of the site are done and purged. */
export interface ShownChange {
  id: string
  record: ShownRecord
  changes: Change[]
  /** Pages that name the article as related. */
  shownBy: string[]
}

/** Reads what an article's pages are to be made of. Undefined where there is no such article. */
export async function readProjection(newsroom: Newsroom, id: string): Promise<Projection | undefined> {
  const latest = await newsroom.articles.latest(id)
  if (!latest) return undefined
  await newsroom.saveDeskRow(latest)
  const states = new Map<Locale, Article>()
  for (const [locale, number] of publicRevisions(latest.state)) {
    const revision = number === latest.number ? latest : await newsroom.articles.find(id, number)
    if (!revision) throw new Error(`revision ${number} of article ${id} is missing from the chain`)
    states.set(locale, revision.state)
  }
  return project(latest, states)
}

function recordOf({ number, locales: shown }: Projection): ShownRecord {
  const traces = [...shown].map(([locale, { page, related }]) => {
    const card = cardOf(page)
    const listing = card && { section: card.section, cursor: cursorOf(card), featured: card.featured }
    return [locale, { digest: digestOf({ page, related }), related, ...(listing && { listing }) }] as const
  })
  return { number, locales: Object.fromEntries(traces) }
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
  const { id } = projection
  const record = recordOf(projection)
  const changes: Change[] = []
  for (const locale of locales) {
    const old = before?.locales[locale]
    const now = record.locales[locale]
    if (old?.digest === now?.digest) continue
    const page = projection.locales.get(locale)?.page
    await site.list(locale, old?.listing, now?.listing, page && cardOf(page))
    if (page) await site.savePage(id, locale, page)
    else await site.removePage(id, locale)
    changes.push({ id, locale, before: old?.listing, after: now?.listing })
  }
  if (changes.length > 0) {
    await site.relate(id, relatedOf(before), relatedOf(record))
    if (isPublic(record)) await site.startViews(id, projection.views)
    const [locale] = projection.locales.keys()
    if (projection.redirect && locale) await site.saveRedirect(projection.redirect, id, locale)
  }
  return { id, record, changes, shownBy: changes.length > 0 ? await site.shownBy(id) : [] }
}

function relatedOf(record: ShownRecord | undefined): string[] {
  return [...new Set(Object.values(record?.locales ?? {}).flatMap(({ related }) => related))]
}

function isPublic(record: ShownRecord): boolean {
  return Object.values(record.locales).some(({ listing }) => listing)
}
