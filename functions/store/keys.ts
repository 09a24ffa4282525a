import type { Locale } from '../domain/locale.ts'
import type { Key } from './table.ts'

/**
 * Every key of both tables.
 *
 * NEWSROOM (private)
 * | pk               | sk            | what                                                        |
 * |------------------|---------------|-------------------------------------------------------------|
 * | `ARTICLE#<id>`   | `R#00000001`… | revisions of an article; index `activity`: month, moment    |
 * | `ARTICLE#<id>`   | `DESK`        | its row in the editors' lists; index `desk`: desk, updated  |
 * | `ARTICLE#<id>`   | `NAME#<n>#<t>`| a name given to revision n at t; index `activity`           |
 * | `SETTINGS#site`  | `R#00000001`… | revisions of the site's settings                            |
 * | `SCHEME#<id>`    | `R#00000001`… | revisions of a royalty scheme                               |
 * | `PAYEE#<id>`     | like articles | who is paid; index `desk` holds their rows by kind          |
 * | `ROYALTY#<id>`   | like articles | what is paid for a text                                     |
 * | `ROYALTY-FOR#<x>`| `<royalty>`   | royalties of an article, of a text's digest, of a month     |
 * | `SCHEMES`        | `<id>`        | which royalty schemes there are                             |
 * | `STAFF`          | `<principal>` | who a signed caller is                                      |
 * | `PUBLISHER`      | `REPAIRED`    | up to which moment the publisher has verified its work      |
 *
 * SITE (public)
 * | pk                       | sk                   | what                                             |
 * |--------------------------|----------------------|--------------------------------------------------|
 * | `ARTICLE#<id>`           | `<locale>`           | the page, the notice or the absence of a text    |
 * | `ARTICLE#<id>`           | `<locale>#NEARBY`    | cards of other articles that the page shows      |
 * | `ARTICLE#<id>`           | `VIEWS`              | counter                                          |
 * | `ARTICLE#<id>`           | `SHOWN`              | what the publisher has shown of it, and purged   |
 * | `ARTICLE#<id>`           | `SHOWN-BY#<id>`      | an article that names this one as related        |
 * | `LIST#<locale>`          | `<publishedAt>_<id>` | cards of a locale                                |
 * | `LIST#<locale>#<section>`| `<publishedAt>_<id>` | cards of a section                               |
 * | `FEATURED#<locale>`      | `<publishedAt>_<id>` | cards of featured articles                       |
 * | `SITE`                   | `<locale>`           | chrome: names, sections, imprint                 |
 * | `FRONT`                  | `<locale>`           | what the front page shows                        |
 * | `ARCHIVE`                | `<locale>`           | months with articles, of each list               |
 * | `SITE`                   | `SHOWN`              | the same for the chrome and the front pages      |
 * | `REDIRECT#<old address>` | `<id>`               | an article that stood there at the old portal    |
 */
const articlePk = (id: string) => `ARTICLE#${id}`

export const newsroomKeys = {
  chain: (kind: ChainKind, subject: string) => `${kind}#${subject}`,
  revisionPrefix: 'R#',
  revision: (pk: string, number: number): Key => ({ pk, sk: `R#${String(number).padStart(8, '0')}` }),
  /** A name stands beside the revision and never replaces another: `t` is its moment and the request that gave it. */
  name: (id: string, number: number, moment: string): Key => ({
    pk: articlePk(id),
    sk: `NAME#${String(number).padStart(8, '0')}#${moment}`,
  }),
  /** Beginning of the keys of all names, or of one revision's. */
  names: (number?: number) => (number === undefined ? 'NAME#' : `NAME#${String(number).padStart(8, '0')}#`),
  desk: (id: string): Key => ({ pk: articlePk(id), sk: 'DESK' }),
  row: (kind: ChainKind, subject: string): Key => ({ pk: `${kind}#${subject}`, sk: 'DESK' }),
  scheme: (id: string): Key => ({ pk: 'SCHEMES', sk: id }),
  schemes: 'SCHEMES',
  royaltiesFor: (subject: string) => `ROYALTY-FOR#${subject}`,
  staff: (principal: string): Key => ({ pk: 'STAFF', sk: principal }),
  repaired: { pk: 'PUBLISHER', sk: 'REPAIRED' } satisfies Key,
}

export const activityIndex = { name: 'activity', pk: 'month', sk: 'moment' }
export const deskIndex = { name: 'desk', pk: 'desk', sk: 'updated' }

/** What is kept as a chain of revisions. */
export type ChainKind = 'ARTICLE' | 'SETTINGS' | 'SCHEME' | 'PAYEE' | 'ROYALTY'

/** In which month, and when in it, the activity index shows a revision. */
export function activityOf(
  kind: string,
  { at, subject, number }: { at: string; subject: string; number: number },
) {
  return { month: at.slice(0, 7), moment: `${at}#${kind}#${subject}#${number}` }
}

/** Kind and subject of a revision's partition: `ARTICLE#4k7m2p9x1a` -> `['ARTICLE', '4k7m2p9x1a']`. */
export function parseChain(pk: string): [kind: string, subject: string] {
  const [kind = '', subject = ''] = pk.split('#')
  return [kind, subject]
}

export const siteKeys = {
  article: (id: string, locale: Locale): Key => ({ pk: articlePk(id), sk: locale }),
  nearby: (id: string, locale: Locale): Key => ({ pk: articlePk(id), sk: `${locale}#NEARBY` }),
  views: (id: string): Key => ({ pk: articlePk(id), sk: 'VIEWS' }),
  shown: (id: string): Key => ({ pk: articlePk(id), sk: 'SHOWN' }),
  shownBy: (id: string, by: string): Key => ({ pk: articlePk(id), sk: `SHOWN-BY#${by}` }),
  shownByPrefix: 'SHOWN-BY#',
  list: (locale: Locale, section?: string) => (section ? `LIST#${locale}#${section}` : `LIST#${locale}`),
  featured: (locale: Locale) => `FEATURED#${locale}`,
  chrome: (locale: Locale): Key => ({ pk: 'SITE', sk: locale }),
  front: (locale: Locale): Key => ({ pk: 'FRONT', sk: locale }),
  archive: (locale: Locale): Key => ({ pk: 'ARCHIVE', sk: locale }),
  siteShown: { pk: 'SITE', sk: 'SHOWN' } satisfies Key,
  /** Undefined for an address that is longer than DynamoDB takes a partition key (2,048 bytes). */
  redirects: (address: string) => {
    const pk = `REDIRECT#${address}`
    return Buffer.byteLength(pk) <= 2048 ? pk : undefined
  },
}
