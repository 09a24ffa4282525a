import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Article } from '../domain/article/article.ts'
import { asPlaced } from '../domain/article/place.ts'
import { usesFor } from '../domain/article/uses.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { oldAddressOf } from '../domain/old-address.ts'
import type { Revision } from '../domain/revision.ts'
import { pageOf, typeOf } from '../domain/site/projection.ts'
import { type Place, type ShownArticle, shownArticle } from '../domain/site/shapes.ts'

/** What the public is to see of an article in one language. */
export interface Shown {
  page: ShownArticle
  related: readonly string[]
  /** What it answers; left out of what is no news. */
  replyTo?: string
}

/** What the public is to see of an article. */
export interface Projection {
  id: string
  number: number
  /** When its last revision was made, UTC. */
  at: string
  locales: Map<Locale, Shown>
  /** Where the counter of views starts. */
  views: number
  /** Whether readers could ever read it. */
  wasPublic: boolean
  /** Its addresses at the old portal, as `oldAddress` writes them, and the language in which it is read now. */
  redirects: { address: string; locale: Locale }[]
  /** Files that it names, in what was written last or in what readers see. */
  files: string[]
}

/** Numbers of the revisions that the public pages are made from: what is live, or was until it was withdrawn. */
export function publicRevisions(article: Article): Map<Locale, number> {
  const numbers = new Map<Locale, number>()
  for (const locale of locales) {
    const text = article.translations[locale]
    const number = text?.live?.revision ?? text?.withdrawn?.revision
    if (number !== undefined) numbers.set(locale, number)
  }
  return numbers
}

/**
 * What readers see of an article: in each locale the revision that is live there, whatever was written since. `states`
 * holds the states of `publicRevisions`; `gone` names files that were taken from readers. Only what `domain/site.ts` names can pass.
 */
export function project(
  latest: Revision<Article>,
  states: ReadonlyMap<Locale, Article>,
  gone: ReadonlySet<string> = new Set(),
): Projection {
  const { subject: id, number, at: madeAt, state } = latest
  const live = new Map(
    [...states].flatMap(([locale, article]): [Locale, Article][] =>
      state.translations[locale]?.live ? [[locale, asPlaced(article, state, locale)]] : [],
    ),
  )
  const seen = [...live].flatMap(([locale, article]) => usesFor(article, locale).map(({ id: file }) => file))
  const places = [...live].flatMap(([locale, article]): Place[] => {
    const slug = article.translations[locale]?.slug
    return slug ? [{ locale, section: article.section, slug, type: typeOf(article) }] : []
  })
  const shown = new Map<Locale, Shown>()
  for (const locale of locales) {
    const alternates = places.filter((place) => place.locale !== locale)
    const text = live.get(locale)
    const withdrawn = state.translations[locale]?.withdrawn
    const [elsewhere] = alternates
    if (text) {
      const replyTo = typeOf(text) === 'page' ? undefined : text.replyTo
      shown.set(locale, {
        page: pageOf(locale, text, alternates, gone),
        related: text.related,
        ...(replyTo && { replyTo }),
      })
    } else if (withdrawn) {
      const was = states.get(locale)
      const { title, slug } = was?.translations[locale] ?? {}
      const place = { locale, section: was?.section, slug, type: was && typeOf(was) }
      const notice = { ...withdrawn, kind: 'gone', id, title, alternates, place }
      shown.set(locale, { page: shownArticle.parse(notice), related: [] })
    } else if (elsewhere) {
      const title = live.get(elsewhere.locale)?.translations[elsewhere.locale]?.title
      shown.set(locale, { page: shownArticle.parse({ kind: 'absent', id, title, alternates }), related: [] })
    }
  }
  // No editor changes it, and an address that was learnt later leads to what readers have now.
  const origin = state.origin ?? [...states.values()].find((article) => article.origin)?.origin
  // A page, where there is one; else the notice that stands in its place.
  const [at] = [...live.keys(), ...shown.keys()]
  return {
    id,
    number,
    at: madeAt,
    locales: shown,
    views: origin?.views ?? 0,
    wasPublic: shown.size > 0,
    redirects: at
      ? oldAddressesOf(origin, state.formerAddresses).map((address) => ({ address, locale: at }))
      : [],
    files: [...new Set([...Object.keys(state.files), ...seen])].sort(),
  }
}

/** Those that it came with, and those that were led to it here. */
function oldAddressesOf(origin: Article['origin'], led: readonly string[] = []): string[] {
  const { url, addresses = [] } = origin ?? {}
  return [...new Set([...[...(url ? [url] : []), ...addresses].map(oldAddressOf), ...led])]
}

/** Sixteen hex digits that change when the value does. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')
    .slice(0, 16)
}
