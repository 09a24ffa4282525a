import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Locale, locales } from '../domain/locale.ts'
import { locale } from '../domain/locale-schemas.ts'
import { type PathWord, pathWordIn } from '../domain/path-words.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { Place, SiteChrome } from '../domain/site/shapes.ts'
import type { Typefaces } from '../drawing/typeface.ts'
import type { LambdaBindings } from '../http/request-log.ts'
import type { Meter, ReadingTable } from '../store/reading.ts'
import { createSite, type Site } from '../store/site.ts'
import type { Frame } from '../views/frame.ts'
import type { SiteAssets } from './assets.ts'
import type { FetchPublic } from './carried-pictures.ts'

/** What the reader's door needs. */
export interface SiteParts {
  table: ReadingTable
  assets: SiteAssets
  /** `https://host`, without a slash at the end. */
  siteUrl: string
  /** What is drawn and printed is written in. @default none, and there are no such forms of an article */
  typefaces?: () => Typefaces
  /** Gets what everybody can have of this site. @default over the network */
  fetchPublic?: FetchPublic
  /** Milliseconds since 1970 UTC. @default the system's */
  clock?: () => number
}

export interface SiteEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string; site: Site; parts: SiteParts }
}

/** One part of a path, which is one of some words: in a group, since a choice would begin or end any other part. */
export const oneOf = (name: string, words: readonly string[]) => `:${name}{(?:${words.join('|')})}`

/** The first part of every page's path. */
export const inLocale = `/${oneOf('locale', locales)}`

/** The part of a path that is a word of ours, in any language. */
export const inWords = (word: PathWord) => oneOf('word', pathWordIn(word))

export function localeOf(c: SiteContext): Locale {
  return locale.parse(c.req.param('locale'))
}

export type SiteContext = Context<SiteEnv>

/** Gives the handlers the site's store, and tells in Server-Timing what the database was asked and for how long. */
export function withSite(parts: SiteParts) {
  return createMiddleware<SiteEnv>(async (c, next) => {
    const meter: Meter = { requests: 0, milliseconds: 0 }
    c.set('parts', parts)
    c.set('site', createSite(parts.table.meteredBy(meter)))
    await next()
    c.header('Server-Timing', `db;dur=${meter.milliseconds.toFixed(1)};desc="${meter.requests} requests"`)
  })
}

/** What every page of this answer is given. */
export function frameOf(c: SiteContext, chrome: SiteChrome, alternates: Frame['alternates'] = {}): Frame {
  const { assets, siteUrl } = c.var.parts
  return { chrome, locale: chrome.locale, siteUrl, path: c.req.path, assets, alternates }
}

/** Paths of an article in other languages. */
export function articleAlternates(
  chrome: SiteChrome,
  id: string,
  places: readonly Place[],
): Frame['alternates'] {
  return Object.fromEntries(places.map((place) => [place.locale, articlePath(chrome, { ...place, id })]))
}
