import type { PlannedAct } from '../domain/article/schedule.ts'
import type { Locale } from '../domain/locale.ts'
import { partitionOf } from '../domain/site/lists.ts'
import type { Key } from './table.ts'

/**
 * Every key of the three tables.
 *
 * NEWSROOM (private)
 * | pk               | sk            | what                                                        |
 * |------------------|---------------|-------------------------------------------------------------|
 * | `ARTICLE#<id>`   | `R#00000001`… | revisions of an article; index `activity`: month, moment    |
 * | `ARTICLE#<id>`   | `DESK`        | its row in the editors' lists; index `desk`: desk, updated  |
 * | `ARTICLE#<id>`   | `DESK#<list>` | that it stands in another list; index `desk`: `ARTICLE#<list>` |
 * | `ARTICLE#<id>`   | `FILES`       | which files it names, in what was written last or is public |
 * | `ARTICLE#<id>`   | `SEEN#<locale>`| when readers were seen to get which revision               |
 * | `ARTICLE#<id>`   | `NAME#<n>#<d>`| a name given to revision n; index `activity`                |
 * | `SETTINGS#site`  | `R#00000001`… | revisions of the site's settings                            |
 * | `SCHEME#<id>`    | `R#00000001`… | revisions of a royalty scheme                               |
 * | `PAYEE#<id>`     | like articles | who is paid; index `desk` holds their rows by kind          |
 * | `ROYALTY#<id>`   | like articles | what is paid for a text                                     |
 * | `ROYALTY-FOR#<x>`| `<royalty>`   | royalties of an article, of a text's digest, of a month     |
 * | `SCHEMES`        | `<id>`        | which royalty schemes there are                             |
 * | `STAFF#<p>`      | `R#00000001`… | revisions of who a signed caller is                         |
 * | `STAFF-IDS`      | `<principal>` | of whom there are such                                      |
 * | `STAFF`          | `<principal>` | the first administrator, as whoever set it up wrote them    |
 * | `STAFF-SEEN`      | `<principal>` | the last day on which somebody opened the desk              |
 * | `LINK#<id>`      | like articles | links by which somebody without an account sees a revision  |
 * | `LINKS-OF#<id>`  | `<link>`      | which links were made of an article                         |
 * | `MEDIA#<id>`     | like articles | files of the media library, their rows and lists            |
 * | `MEDIA#<id>`     | `ASKED#<key>` | which revision of a file a request with a key met first     |
 * | `USES#<id>`      | `<article>`   | which articles name a file, or did; what was last found of that |
 * | `WORKING-OF#<p>` | `<article>#<part>`| what somebody has typed and not saved; `expires`        |
 * | `WORKING#<id>`   | `<p>#<part>`  | who has such of an article; index `desk` holds them by person |
 * | `PERSON#<p>`     | `NOTICE#<at>#<of>`| what somebody is told; `expires`; index `desk`: what is to be mailed |
 * | `PERSON#<p>`     | `PREFERENCES` | what they chose for themselves                              |
 * | `PERSON#<p>`     | `SEEN`        | up to which moment they have seen what they are told        |
 * | `SLOT#<id>`      | like articles | what is to be written; index `desk` holds by day what still is |
 * | `NOTES#<id>`     | `R#00000001`… | what people say to each other beside an article             |
 * | `PRESENCE#<id>`  | `<p>#<window>`| who has an article open, and where; `expires`               |
 * | `MOVE#<id>`      | `MOVE`        | files that are moved in through the desk; `expires`; index `desk`: all of them |
 * | `MOVER`          | `TURN`        | which call moves them in, until when, and how far it has come |
 * | `RELEASE#<id>`   | like articles | texts that go public together; index `desk` holds them by state |
 * | `RELEASES-OF#<x>`| `<release>`   | releases that name a text of an article, or did             |
 * | `RELEASES-TAKE#<x>`| `00000001`… | each time that texts of an article came into a release: of two at one moment one |
 * | `RELEASES-DUE`   | `<due>#<id>`  | releases that are planned, by their moment                  |
 * | `ACTS#<list>#<month>`| `<moment>#…`| an act by which readers get a text or lose it, or that hands one over |
 * | `SCHEDULE`       | `<due>#<id>…` | what is planned, by its moment                              |
 * | `SCHEDULER`      | `KEPT`        | up to which moment all that was planned is done             |
 * | `SCHEDULER`      | `TOLD`        | up to which moment people were told of what was done        |
 * | `PUBLISHER`      | `REPAIRED`    | up to which moment the publisher has verified its work      |
 * | `PUBLISHER`      | `LISTED`      | of which lists it has gone through all that there is        |
 *
 * SITE (public)
 * | pk                       | sk                   | what                                             |
 * |--------------------------|----------------------|--------------------------------------------------|
 * | `ARTICLE#<id>`           | `<locale>`           | the page, the notice or the absence of a text    |
 * | `ARTICLE#<id>`           | `<locale>#NEARBY`    | cards of other articles that the page shows      |
 * | `ARTICLE#<id>`           | `<locale>#TEXT`      | its words, for the index of searches and snippets |
 * | `ARTICLE#<id>`           | `VIEWS`              | how many views readers see, as last carried over |
 * | `ARTICLE#<id>`           | `SHOWN`              | what the publisher has shown of it, and purged   |
 * | `ARTICLE#<id>`           | `SHOWN-BY#<id>`      | an article that names this one as related, or answers it |
 * | `REPLIES#<locale>`       | `<id>#<reply>`       | an article that answers one in this language     |
 * | `LIST#<locale>`          | `<publishedAt>_<id>` | cards of a locale                                |
 * | `LIST#<locale>#<section>`| `<publishedAt>_<id>` | cards of a section                               |
 * | `TAG#<locale>#<tag>`     | `<publishedAt>_<id>` | cards of the articles that carry a tag           |
 * | `FEATURED#<locale>`      | `<publishedAt>_<id>` | cards of featured articles                       |
 * | `PINNED#<locale>#<section>`| `<publishedAt>_<id>` | cards that stand at the head of a section      |
 * | `PAGES#<locale>`         | `<publishedAt>_<id>` | cards of pages, which stand in no other list     |
 * | `SITE`                   | `<locale>`           | chrome: names, sections, tags, imprint           |
 * | `GONE`                   | `<locale>`           | addresses that are said to lead nowhere for good |
 * | `FRONT`                  | `<locale>`           | what the front page shows                        |
 * | `ARCHIVE`                | `<locale>`           | months with articles, of each list               |
 * | `TAGGED`                 | `<locale>`           | which tags any article carries                   |
 * | `SITE`                   | `SHOWN`              | the same for the chrome and the front pages      |
 * | `TURN`                   | `TURN`               | which call of the publisher may write, and until when |
 * | `MIRROR`                 | `PENDING#<page>`     | pages that are to be rendered into the mirror    |
 * | `MIRROR`                 | `PAGE#<id>#<locale>` | where the mirror holds an article                |
 * | `MIRROR`                 | `RUN`                | until when the run under way may take            |
 * | `MIRROR`                 | `WHOLE`              | that all of it is to be rendered again           |
 * | `MIRROR`                 | `WALK`               | how far all of it has been noted for that        |
 * | `MIRROR`                 | `VERSION`            | which code rendered the mirror, for which address |
 * | `SEARCH`                 | `PENDING#<index>#<id>` | an article that is to be indexed again, or no more |
 * | `SEARCH`                 | `STATE#<index>`      | how far an index is made again, when it was looked at |
 * | `UNSEEN`                 | `<id>#<locale>`      | a page that the edge has not been seen to show   |
 * | `REBUILD`                | `PROGRESS`           | how far a rebuild has come that is under way     |
 * | `MISSED`                 | `<locale>#<day>#<n>` | what was searched for in vain, how often; `expires` |
 * | `OUTWARD`                | `LINK#<id>`          | a link to another site that failed; `expires`    |
 * | `OUTWARD`                | `SAID#<id>`          | what somebody said of it; `expires`              |
 * | `OUTWARD`                | `PROGRESS`           | how far the nights' look has come                |
 * | `WITHDRAWN`              | `<media>`            | a file that was taken from readers               |
 * | `REDIRECT#<old address>` | `BY#<id>`            | an article that says it stood there at the old portal |
 * | `REDIRECT#<old address>` | `TO`                 | the one of them that the address leads to        |
 *
 * VIEWS (counted apart, so that no flood of views takes what pages need)
 * | pk                       | sk                   | what                                             |
 * |--------------------------|----------------------|--------------------------------------------------|
 * | `ARTICLE#<id>`           | `VIEWS`              | counter: of all, and of the last days by language |
 * | `MONTH#<month>`          | `<id>`               | views of an article by day and language; `expires` |
 * | `LOST`                   | `<day>#<n>`          | an address that was asked for in vain; `expires` |
 * | `READERS`                | `<month>`            | a month added up: days, sections, what was read most |
 *
 * FEEDBACK (private: what readers wrote; everything in it expires)
 * | pk         | sk           | what                                                        |
 * |------------|--------------|-------------------------------------------------------------|
 * | `FEEDBACK` | `<day>-<n>`  | a message, in one of the places of its day; what became of it |
 * | `USEFUL`   | `<article>`  | how many found it useful, and how many not                  |
 */
const articlePk = (id: string) => `ARTICLE#${id}`

export const newsroomKeys = {
  chain: (kind: ChainKind, subject: string) => `${kind}#${subject}`,
  revisionPrefix: 'R#',
  revision: (pk: string, number: number): Key => ({ pk, sk: `R#${String(number).padStart(8, '0')}` }),
  /** A name stands beside the revision and never replaces another: `d` is a digest of it, so that none is given twice. */
  name: (id: string, number: number, digest: string): Key => ({
    pk: articlePk(id),
    sk: `NAME#${String(number).padStart(8, '0')}#${digest}`,
  }),
  /** Beginning of the keys of all names, or of one revision's. */
  names: (number?: number) => (number === undefined ? 'NAME#' : `NAME#${String(number).padStart(8, '0')}#`),
  seen: (id: string, locale: Locale): Key => ({ pk: articlePk(id), sk: `SEEN#${locale}` }),
  seenPrefix: 'SEEN#',
  namedFiles: (id: string): Key => ({ pk: articlePk(id), sk: 'FILES' }),
  row: (kind: ChainKind, subject: string): Key => ({ pk: `${kind}#${subject}`, sk: 'DESK' }),
  /** That a subject stands in one of the lists beside that of all; `row` is the beginning of their sort keys. */
  entry: (kind: ChainKind, subject: string, name: string): Key => ({
    pk: `${kind}#${subject}`,
    sk: `DESK#${name}`,
  }),
  /** Under which the index `desk` holds such a list. */
  list: (kind: ChainKind, list: string) => `${kind}#${list}`,
  scheme: (id: string): Key => ({ pk: 'SCHEMES', sk: id }),
  schemes: 'SCHEMES',
  royaltiesFor: (subject: string) => `ROYALTY-FOR#${subject}`,
  staff: (principal: string): Key => ({ pk: 'STAFF', sk: principal }),
  staffId: (principal: string): Key => ({ pk: 'STAFF-IDS', sk: principal }),
  staffSeen: (principal: string): Key => ({ pk: 'STAFF-SEEN', sk: principal }),
  linksOf: (article: string) => `LINKS-OF#${article}`,
  linkOf: (article: string, link: string): Key => ({ pk: `LINKS-OF#${article}`, sk: link }),
  mediaAsked: (id: string, key: string): Key => ({ pk: `MEDIA#${id}`, sk: `ASKED#${key}` }),
  mediaUse: (id: string, article: string): Key => ({ pk: `USES#${id}`, sk: article }),
  workingCopy: (principal: string, article: string, part: string): Key => ({
    pk: `WORKING-OF#${principal}`,
    sk: `${article}#${part}`,
  }),
  /** All that a person has of one article. */
  workingCopiesOf: (principal: string, article: string) => ({
    pk: `WORKING-OF#${principal}`,
    prefix: `${article}#`,
  }),
  workingCard: (article: string, principal: string, part: string): Key => ({
    pk: `WORKING#${article}`,
    sk: `${principal}#${part}`,
  }),
  /** Under which the index `desk` holds a person's cards. */
  workingCardsOf: (principal: string) => `WORKING#${principal}`,
  /** `of`: what makes it one notice, however often it is told. */
  notice: (principal: string, at: string, of: string): Key => ({
    pk: `PERSON#${principal}`,
    sk: `NOTICE#${at}#${of}`,
  }),
  noticePrefix: 'NOTICE#',
  preferences: (principal: string): Key => ({ pk: `PERSON#${principal}`, sk: 'PREFERENCES' }),
  noticesSeen: (principal: string): Key => ({ pk: `PERSON#${principal}`, sk: 'SEEN' }),
  /** Under which the index `desk` holds what is to be mailed, by when it was told. */
  mailsTo: (mailing: string) => `MAIL#${mailing}`,
  presence: (article: string, principal: string, window: string): Key => ({
    pk: `PRESENCE#${article}`,
    sk: `${principal}#${window}`,
  }),
  move: (id: string): Key => ({ pk: `MOVE#${id}`, sk: 'MOVE' }),
  /** Under which the index `desk` holds all of them, by when they were begun. */
  moves: 'MOVES',
  movingTurn: { pk: 'MOVER', sk: 'TURN' } satisfies Key,
  /** `moment`: as the activity index has it; none for the beginning of all. */
  act: (list: string, month: string, moment: string): Key => ({ pk: `ACTS#${list}#${month}`, sk: moment }),
  schedule: 'SCHEDULE',
  planned: (id: string, { due, locale, act }: Pick<PlannedAct, 'due' | 'locale' | 'act'>): Key => ({
    pk: 'SCHEDULE',
    sk: `${due}#${id}#${locale}#${act}`,
  }),
  releaseOf: (article: string, release: string): Key => ({ pk: `RELEASES-OF#${article}`, sk: release }),
  releaseTakes: (article: string) => `RELEASES-TAKE#${article}`,
  releaseTake: (article: string, number: number): Key => ({
    pk: `RELEASES-TAKE#${article}`,
    sk: String(number).padStart(8, '0'),
  }),
  releasesDue: 'RELEASES-DUE',
  releaseDue: (due: string, id: string): Key => ({ pk: 'RELEASES-DUE', sk: `${due}#${id}` }),
  done: { pk: 'SCHEDULER', sk: 'KEPT' } satisfies Key,
  told: { pk: 'SCHEDULER', sk: 'TOLD' } satisfies Key,
  repaired: { pk: 'PUBLISHER', sk: 'REPAIRED' } satisfies Key,
  listed: { pk: 'PUBLISHER', sk: 'LISTED' } satisfies Key,
}

export const feedbackKeys = {
  letter: (id: string): Key => ({ pk: 'FEEDBACK', sk: id }),
  votes: (article: string): Key => ({ pk: 'USEFUL', sk: article }),
}

export const activityIndex = { name: 'activity', pk: 'month', sk: 'moment' }
export const deskIndex = { name: 'desk', pk: 'desk', sk: 'updated' }

/** What is kept as a chain of revisions. What must be said of each is said in tables by `Record<ChainKind, …>`. */
export const chainKinds = [
  ...(['ARTICLE', 'SETTINGS', 'STAFF', 'LINK'] as const),
  ...(['MEDIA', 'SCHEME', 'PAYEE', 'ROYALTY', 'SLOT', 'NOTES', 'RELEASE'] as const),
]
export type ChainKind = (typeof chainKinds)[number]

export function isChainKind(kind: string): kind is ChainKind {
  return chainKinds.some((each) => each === kind)
}

/** In which month, and when in it, the activity index shows a revision: when it came to be here, for one that was imported. */
export function activityOf(
  kind: string,
  made: { at: string; subject: string; number: number; imported?: { at: string } | undefined },
) {
  const { subject, number } = made
  const at = made.imported?.at ?? made.at
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
  text: (id: string, locale: Locale): Key => ({ pk: articlePk(id), sk: `${locale}#TEXT` }),
  views: (id: string): Key => ({ pk: articlePk(id), sk: 'VIEWS' }),
  /** Of the table of views: an article in a month (`2026-11`), and the month added up. */
  articleMonth: (month: string, id: string): Key => ({ pk: `MONTH#${month}`, sk: id }),
  /** Of the table of views. `place`: which of the addresses of a day it is; none for the beginning of all. */
  lost: (day: string, place: string): Key => ({ pk: 'LOST', sk: `${day}#${place}` }),
  readers: (month: string): Key => ({ pk: 'READERS', sk: month }),
  shown: (id: string): Key => ({ pk: articlePk(id), sk: 'SHOWN' }),
  shownBy: (id: string, by: string): Key => ({ pk: articlePk(id), sk: `SHOWN-BY#${by}` }),
  shownByPrefix: 'SHOWN-BY#',
  replies: (locale: Locale) => `REPLIES#${locale}`,
  reply: (locale: Locale, answered: string, reply: string): Key => ({
    pk: `REPLIES#${locale}`,
    sk: `${answered}#${reply}`,
  }),
  /** Of each kind of list: `domain/site/lists.ts`. */
  list: partitionOf,
  chrome: (locale: Locale): Key => ({ pk: 'SITE', sk: locale }),
  gone: (locale: Locale): Key => ({ pk: 'GONE', sk: locale }),
  front: (locale: Locale): Key => ({ pk: 'FRONT', sk: locale }),
  archive: (locale: Locale): Key => ({ pk: 'ARCHIVE', sk: locale }),
  tagged: (locale: Locale): Key => ({ pk: 'TAGGED', sk: locale }),
  siteShown: { pk: 'SITE', sk: 'SHOWN' } satisfies Key,
  turn: { pk: 'TURN', sk: 'TURN' } satisfies Key,
  mirrorPending: (name: string): Key => ({ pk: 'MIRROR', sk: `PENDING#${name}` }),
  mirrored: (id: string, locale: Locale): Key => ({ pk: 'MIRROR', sk: `PAGE#${id}#${locale}` }),
  mirrorVersion: { pk: 'MIRROR', sk: 'VERSION' } satisfies Key,
  mirrorRun: { pk: 'MIRROR', sk: 'RUN' } satisfies Key,
  mirrorWhole: { pk: 'MIRROR', sk: 'WHOLE' } satisfies Key,
  mirrorWalk: { pk: 'MIRROR', sk: 'WALK' } satisfies Key,
  rebuilding: { pk: 'REBUILD', sk: 'PROGRESS' } satisfies Key,
  indexPending: (index: string, id: string): Key => ({ pk: 'SEARCH', sk: `PENDING#${index}#${id}` }),
  indexState: (index: string): Key => ({ pk: 'SEARCH', sk: `STATE#${index}` }),
  withdrawnFile: (id: string): Key => ({ pk: 'WITHDRAWN', sk: id }),
  outwardLink: (id: string): Key => ({ pk: 'OUTWARD', sk: `LINK#${id}` }),
  outwardSaid: (id: string): Key => ({ pk: 'OUTWARD', sk: `SAID#${id}` }),
  outwardProgress: { pk: 'OUTWARD', sk: 'PROGRESS' } satisfies Key,
  unseen: (id: string, locale: Locale): Key => ({ pk: 'UNSEEN', sk: `${id}#${locale}` }),
  /** `place`: which of the searches of a day it is; none for the beginning of all. */
  miss: (locale: Locale, day: string, place: string): Key => ({
    pk: 'MISSED',
    sk: `${locale}#${day}#${place}`,
  }),
  /** Undefined for an address that is longer than DynamoDB takes a partition key (2,048 bytes). */
  redirect: (address: string): Key | undefined => {
    const pk = `REDIRECT#${address}`
    return Buffer.byteLength(pk) <= 2048 ? siteKeys.leadsTo(pk) : undefined
  },
  /** Beginning of the partitions of all old addresses. */
  redirects: 'REDIRECT#',
  /** Where an address leads, by its partition. */
  leadsTo: (pk: string): Key => ({ pk, sk: 'TO' }),
  claim: (id: string) => `BY#${id}`,
}

/** Partitions of the public table that follow the read model, and that no rebuild makes or removes. */
export const notRebuilt = [
  siteKeys.turn.pk,
  siteKeys.mirrorVersion.pk,
  siteKeys.indexState('').pk,
  siteKeys.unseen('', 'vi').pk,
  siteKeys.withdrawnFile('').pk,
  siteKeys.rebuilding.pk,
  siteKeys.miss('vi', '', '').pk,
  siteKeys.outwardProgress.pk,
]
