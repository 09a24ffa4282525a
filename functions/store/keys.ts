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
 * | `SETTINGS#site`  | `R#00000001`… | revisions of the site's settings                            |
 * | `STAFF`          | `<principal>` | who a signed caller is                                      |
 * | `PUBLISHER`      | `REPAIRED`    | up to which moment the publisher has verified its work      |
 *
 * SITE (public)
 * | pk                       | sk                   | what                                             |
 * |--------------------------|----------------------|--------------------------------------------------|
 * | `ARTICLE#<id>`           | `<locale>`           | the page, the notice or the absence of a text    |
 * | `ARTICLE#<id>`           | `<locale>#NEARBY`    | cards of other articles that the page shows      |
 * | `ARTICLE#<id>`           | `VIEWS`              | counter                                          |
 * | `ARTICLE#<id>`           | `SHOWN`              | what the publisher has shown and purged (below)  |
 * | `ARTICLE#<id>`           | `SHOWN-BY#<id>`      | an article that names this one as related        |
 * | `LIST#<locale>`          | `<publishedAt>_<id>` | cards of a locale                                |
 * | `LIST#<locale>#<section>`| `<publishedAt>_<id>` | cards of a section                               |
 * | `FEATURED#<locale>`      | `<publishedAt>_<id>` | cards of featured articles                       |
 * | `SITE`                   | `<locale>`           | chrome: names, sections, imprint                 |
 * | `FRONT`                  | `<locale>`           | what the front page shows                        |
 * | `ARCHIVE`                | `<locale>`           | months with articles, of each list               |
 * | `SITE`                   | `SHOWN`              | as above, for the chrome and the front pages     |
 * | `REDIRECT`               | `<old address>`      | where an address of the old portal leads         |
 */
const articlePk = (id: string) => `ARTICLE#${id}`

export const newsroomKeys = {
  chain: (kind: 'ARTICLE' | 'SETTINGS', subject: string) => `${kind}#${subject}`,
  revisionPrefix: 'R#',
  revision: (pk: string, number: number): Key => ({ pk, sk: `R#${String(number).padStart(8, '0')}` }),
  desk: (id: string): Key => ({ pk: articlePk(id), sk: 'DESK' }),
  staff: (principal: string): Key => ({ pk: 'STAFF', sk: principal }),
  repaired: { pk: 'PUBLISHER', sk: 'REPAIRED' } satisfies Key,
}

export const activityIndex = { name: 'activity', pk: 'month', sk: 'moment' }
export const deskIndex = { name: 'desk', pk: 'desk', sk: 'updated' }

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
  redirect: (address: string): Key => ({ pk: 'REDIRECT', sk: address }),
}
