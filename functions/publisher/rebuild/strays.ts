import * as z from 'zod'
import { isLocale, type Locale, locales } from '../../domain/locale.ts'
import { notRebuilt, siteKeys } from '../../store/keys.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import {
  type Footprint,
  keysOf,
  namingKeys,
  redirectsOf,
  type ShownRecord,
  type SiteWriter,
} from '../../store/site-writer.ts'
import { type Item, type Key, nameOf, type Table } from '../../store/table.ts'
import type { Phase } from './step.ts'

interface Parts {
  newsroom: Newsroom
  table: Table
  site: SiteWriter
}

const itemsRead = 250

/** Whose an item is, and whether it belongs to what is shown of them. */
interface Claim {
  owner: string
  belongs: (shown: Footprint) => boolean
}

const articlePk = siteKeys.shown('').pk
const redirectPk = siteKeys.redirects
const repliesPks = locales.map(siteKeys.replies)

/** Whose note it is that another article is named, or answered. */
function namingClaim(owner: string, pk: string, sk: string): Claim {
  const name = nameOf({ pk, sk })
  return { owner, belongs: (shown) => namingKeys(owner, shown).some((key) => nameOf(key) === name) }
}

function claimInArticle(id: string, { sk }: Key): Claim | undefined {
  if (sk.startsWith(siteKeys.shownByPrefix))
    return namingClaim(sk.slice(siteKeys.shownByPrefix.length), siteKeys.shown(id).pk, sk)
  const [locale = '', what] = sk.split('#')
  if (!isLocale(locale)) return undefined
  // A notice stands alone: words and neighbours belong to a page, which is listed.
  const belongs = ({ locales: { [locale]: trace } }: Footprint) =>
    what === undefined ? trace !== undefined : trace?.listing !== undefined
  return { owner: id, belongs }
}

function isListed(key: Key, locale: Locale, { locales: traces }: Footprint): boolean {
  const listing = traces[locale]?.listing
  return listing !== undefined && keysOf(locale, listing).some((each) => nameOf(each) === nameOf(key))
}

/** Undefined for what belongs to nobody. */
function claimOf(item: Item): Claim | undefined {
  const { pk, sk } = item
  if (pk.startsWith(articlePk)) return claimInArticle(pk.slice(articlePk.length), item)
  if (pk.startsWith(redirectPk)) {
    const owner = sk === siteKeys.leadsTo(pk).sk ? String(item.id) : sk.slice(siteKeys.claim('').length)
    const belongs = (shown: Footprint) =>
      redirectsOf(shown).some(({ address }) => siteKeys.redirect(address)?.pk === pk)
    return { owner, belongs }
  }
  if (repliesPks.includes(pk)) return namingClaim(sk.slice(sk.indexOf('#') + 1), pk, sk)
  const [, listed] = sk.split('_')
  if (listed === undefined) return undefined
  return { owner: listed, belongs: (shown) => locales.some((locale) => isListed(item, locale, shown)) }
}

const ofTheSite = new Set(
  [
    siteKeys.siteShown,
    ...locales.flatMap((locale) =>
      [siteKeys.chrome, siteKeys.front, siteKeys.gone, siteKeys.archive, siteKeys.tagged].map((keyOf) =>
        keyOf(locale),
      ),
    ),
  ].map(nameOf),
)

/** What no article decides: sums of views are carried over only where there are any, so they are kept whatever happens. */
function isKept(item: Item): boolean {
  const isCounter = item.sk === siteKeys.views('').sk
  return isCounter || notRebuilt.includes(item.pk) || ofTheSite.has(nameOf(item))
}

const isShown = ({ pk, sk }: Key) => pk.startsWith(articlePk) && sk === siteKeys.shown('').sk

const place = z.object({ pk: z.string(), sk: z.string() })
const cursorShape = z.object({ start: place.optional(), ghosts: z.boolean() })

/**
 * Walks through the public table and removes what no article leaves there: by what is noted of each, which was made right
 * before. Of an article that the newsroom does not have, first the note goes, and another walk takes the rest.
 */
export function createStraysPhase({ newsroom, table, site }: Parts): Phase {
  /** Notes of articles that were never written, as far as this table knows. */
  async function ghostsAmong(items: readonly Item[]): Promise<Set<string>> {
    const ids = items.filter(isShown).map(({ pk }) => pk.slice(articlePk.length))
    const rows = await newsroom.articles.findRows(ids)
    const unlisted = ids.filter((_, index) => !rows[index])
    const existing = await newsroom.articles.existing(unlisted)
    return new Set(unlisted.filter((id) => !existing.has(id)))
  }

  async function straysAmong(items: readonly Item[]): Promise<Item[]> {
    const claims = items
      .filter((item) => !isKept(item) && !isShown(item))
      .map((item) => [item, claimOf(item)] as const)
    const owners = new Set(claims.flatMap(([, claim]) => claim?.owner ?? []))
    const shown = await site.findAllShown([...owners])
    const prints = ({ begun, ...record }: ShownRecord): Footprint[] => [record, ...begun]
    const isStray = (claim: Claim | undefined) => {
      const record = claim && shown.get(claim.owner)
      return !record || !prints(record).some(claim.belongs)
    }
    return claims.filter(([, claim]) => isStray(claim)).map(([item]) => item)
  }

  return async (cursor) => {
    const { start, ghosts } = cursorShape.parse(cursor ? JSON.parse(cursor) : { ghosts: false })
    const { items, next } = await table.page(itemsRead, start)
    const gone = await ghostsAmong(items)
    const strays = await straysAmong(items)
    const notes = [...gone].map(siteKeys.shown)
    await table.writeAll({ remove: [...strays, ...notes] })
    const addresses = new Set(strays.flatMap(({ pk }) => (pk.startsWith(redirectPk) ? pk : [])))
    for (const pk of addresses) await site.settleRedirect(siteKeys.leadsTo(pk))
    const removed = strays.length + notes.length
    const more = { ghosts: ghosts || gone.size > 0 }
    if (next) return { next: JSON.stringify({ ...more, start: next }), removed }
    return { next: more.ghosts ? JSON.stringify({ ghosts: false }) : undefined, removed }
  }
}
