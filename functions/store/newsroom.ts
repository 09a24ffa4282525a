import * as z from 'zod'
import { monthsBetween } from '../domain/dates.ts'
import { type ByLocale, locales } from '../domain/locale.ts'
import { locale } from '../domain/locale-schemas.ts'
import type { Member } from '../domain/people/member.ts'
import type { Precondition } from '../domain/precondition.ts'
import type { Act, Action, Revision } from '../domain/revision.ts'
import { settingsPartTag } from '../domain/settings/part-tag.ts'
import { settingsPart } from '../domain/settings/parts.ts'
import { defaultSettings, type Settings, settings } from '../domain/settings/settings.ts'
import {
  type Activity,
  type ActList,
  actionsIn,
  activityIn,
  activityNames,
  type Between,
  createActs,
} from './acts.ts'
import { createArticles } from './articles.ts'
import { createChain } from './chain.ts'
import { activityIndex, type ChainKind, newsroomKeys, parseChain } from './keys.ts'
import { createLinks } from './links.ts'
import { createMedia } from './media.ts'
import { createMoves } from './moves.ts'
import { createNotes } from './notes.ts'
import { createNoticeMails } from './notice-mails.ts'
import { createNotices } from './notices.ts'
import { createPreferences } from './preferences.ts'
import { createPresence } from './presence.ts'
import { createReleases } from './releases.ts'
import { rowIn } from './rows.ts'
import { createSlots } from './slots.ts'
import { createStaff } from './staff.ts'
import type { Item, Table } from './table.ts'
import { createWholeLists } from './whole-lists.ts'
import { createWorkingCopies } from './working-copies.ts'

const siteSubject = 'site'

/** A revision, as the activity index lists it. `moment` sorts them in time. */
export interface Listed {
  kind: string
  subject: string
  number: number
  moment: string
  /** It was brought from another system. */
  isImport: boolean
}

/** What a row calls its subject: an article by its titles, anything else by one name. */
const called = z
  .object({
    name: z.string().optional(),
    title: z.string().optional(),
    translations: z.partialRecord(locale, z.object({ title: z.string() })).optional(),
  })
  .transform(({ name, title, translations = {} }): Called => {
    const titles = locales.flatMap((each) => {
      const said = translations[each]?.title
      return said ? [[each, said] as const] : []
    })
    const only = name ?? title
    return { ...(titles.length > 0 && { titles: Object.fromEntries(titles) }), ...(only && { name: only }) }
  })
export interface Called {
  titles?: ByLocale<string>
  name?: string
}

/** Before this product was: no revision is older. */
const firstMonth = '2020-01'

/** How many acts are read at once, where no more are wanted; and where only those of some kinds are. */
const readAtOnce = 200
const lookedThroughAtOnce = 2_500

/** The truth: what editors wrote and did. Only the editors' door, the one for previews, the clock and the publisher have it. */
export function createNewsroom(table: Table) {
  const media = createMedia(table)
  const articles = createArticles(table, media)
  const staff = createStaff(table)
  const links = createLinks(table)
  const acts = createActs(table)
  const wholeLists = createWholeLists(table)
  const site = createChain<Settings>({
    table,
    kind: 'SETTINGS',
    schema: settings,
    partTag: (revision, part) => settingsPartTag(revision, settingsPart.parse(part)),
    start: defaultSettings,
  })

  /**
   * What was done from one moment until before another (UTC), newest first. `before` may also be the moment of one of them,
   * to go on after it. `first`: how many are read first, most likely all that are wanted; `actions`: only these.
   */
  async function* activities(
    from: string,
    before: string,
    { first = readAtOnce, actions }: { first?: number; actions?: readonly Action[] } = {},
  ): AsyncGenerator<Activity> {
    let until = before
    let limit = actions ? lookedThroughAtOnce : first
    const where = actions && { name: 'action', among: actions }
    for (const month of monthsBetween(from, before).reverse()) {
      for (;;) {
        const range = { after: from, before: until, newestFirst: true, limit, where }
        const items = await table.query({ pk: month, index: activityIndex, ...range })
        yield* items.map(activityIn)
        until = String(items.at(-1)?.moment ?? until)
        if (items.length < limit) break
        limit = Math.max(limit, readAtOnce)
      }
    }
  }

  return {
    articles,
    media,
    staff,
    links,
    slots: createSlots(table),
    notes: createNotes(table),
    moves: createMoves(table),
    presence: createPresence(table),
    releases: createReleases(table, articles),
    workingCopies: createWorkingCopies(table),
    notices: createNotices(table),
    noticeMails: createNoticeMails(table),
    preferences: createPreferences(table),
    acts,
    wholeLists,
    saveDeskRow: articles.saveRow,

    /** The settings of the site; what it starts with, as long as nobody has replaced them. */
    async settings(): Promise<Settings> {
      return (await site.latest(siteSubject))?.state ?? defaultSettings
    },

    findSettings: () => site.latest(siteSubject),
    findSettingsRevision: (number: number) => site.find(siteSubject, number),

    reviseSettings: (
      precondition: Precondition,
      change: Parameters<typeof site.revise>[2],
      repeat?: Act['repeat'],
    ): Promise<Revision<Settings>> => site.revise(siteSubject, precondition, change, repeat),

    findStaff: (principal: string, at: Date): Promise<Member | undefined> => staff.find(principal, at),
    saveStaff: (who: Member): Promise<void> => staff.saveFirst(who),

    /** The revisions of one month (`2026-11`, UTC) after a moment, oldest first. */
    async revisionsOf(month: string, after?: string): Promise<Listed[]> {
      const items = await table.query({ pk: month, index: activityIndex, ...(after && { after }) })
      return items.filter(({ sk }) => sk.startsWith(newsroomKeys.revisionPrefix)).map(listed)
    },

    activities,

    /** Those of the lists that few acts are in, as `activities`; found among all others as long as the lists are not whole. */
    async *listedActs(list: ActList, range: Between): AsyncGenerator<Activity> {
      if (await wholeLists.areWhole()) yield* acts.between(list, range)
      else yield* activities(range.from, range.before, { actions: actionsIn(list) })
    },

    /** Lists what was done since a moment (UTC), where that is of those and was left behind. */
    async keepActs(from: string, before: string): Promise<void> {
      const done = activities(from, before, { actions: actionsIn('public', 'submitted') })
      await acts.keep(await Array.fromAsync(done))
    },

    /** The same of one article and of what was said beside it, as their chains say. */
    async activitiesOf(article: string, from: string, before: string): Promise<Activity[]> {
      const { revisionPrefix } = newsroomKeys
      const of = (kind: ChainKind, prefix: string) =>
        table.query({ pk: newsroomKeys.chain(kind, article), prefix, only: activityNames })
      const found = await Promise.all([
        of('ARTICLE', revisionPrefix),
        of('ARTICLE', newsroomKeys.names()),
        of('NOTES', revisionPrefix),
      ])
      return found
        .flat()
        .map(activityIn)
        .filter(({ moment }) => moment > from && moment < before)
        .sort((a, b) => (a.moment < b.moment ? 1 : -1))
    },

    /** What these are called now, by kind and subject; of what has no row in a list, nothing. */
    async namesOf(subjects: readonly Pick<Listed, 'kind' | 'subject'>[]): Promise<Map<string, Called>> {
      const rows = subjects
        .filter(({ kind }) => kind !== 'STAFF')
        .map(({ kind, subject }) => rowOf(kind, subject))
      const people = subjects.filter(({ kind }) => kind === 'STAFF').map(({ subject }) => subject)
      const [items, records] = await Promise.all([
        table.findAll([...new Set(rows)].map((pk) => ({ pk, sk: newsroomKeys.row('ARTICLE', '').sk }))),
        Promise.all([...new Set(people)].map(async (id) => ({ id, found: await staff.findRecord(id) }))),
      ])
      const names = new Map<string, Called>()
      const rowNames = new Map(items.flatMap((item) => (item ? [[item.pk, called.parse(rowIn(item))]] : [])))
      for (const { kind, subject } of subjects) {
        const name = rowNames.get(rowOf(kind, subject))
        if (name) names.set(`${kind}#${subject}`, name)
      }
      for (const { id, found } of records) if (found) names.set(`STAFF#${id}`, { name: found.record.name })
      return names
    },

    /**
     * Articles, files and royalties by their first revisions, the last written first: those of up to `limit` acts before a moment,
     * these acts, and the moment to go on from; undefined after the very first. A first revision never moves in the index, so whoever goes on
     * by its moment meets each article once, whatever is written meanwhile. What was written just now may not be there yet.
     */
    async articlesBefore(
      moment: string,
      limit: number,
    ): Promise<{
      ids: string[]
      files: string[]
      royalties: string[]
      acts: Activity[]
      next: string | undefined
    }> {
      for (const month of monthsBetween(firstMonth, moment).reverse()) {
        const range = { before: moment, newestFirst: true, limit, only: activityNames }
        const items = await table.query({ pk: month, index: activityIndex, ...range })
        const last = items.at(-1)
        if (!last) continue
        const first = items.filter(({ sk }) => sk === newsroomKeys.revision('', 1).sk).map(listed)
        const of = (wanted: ChainKind) =>
          first.filter(({ kind }) => kind === wanted).map(({ subject }) => subject)
        return {
          ids: of('ARTICLE'),
          files: of('MEDIA'),
          royalties: of('ROYALTY'),
          acts: items.map(activityIn),
          next: String(last.moment),
        }
      }
      return { ids: [], files: [], royalties: [], acts: [], next: undefined }
    },

    /** Up to which moment the publisher has verified that the site shows what the chain says. */
    async repairedUntil(): Promise<string | undefined> {
      const item = await table.find(newsroomKeys.repaired)
      return item && String(item.until)
    },

    async saveRepairedUntil(until: string): Promise<void> {
      await table.put({ ...newsroomKeys.repaired, until })
    },
  }
}

export type Newsroom = ReturnType<typeof createNewsroom>

/** In which partition the row of a subject stands; of what is said beside an article, that of the article. */
const rowOf = (kind: string, subject: string) => `${kind === 'NOTES' ? 'ARTICLE' : kind}#${subject}`

function listed({ pk, number, moment, action }: Item): Listed {
  const [kind, subject] = parseChain(pk)
  return { kind, subject, number: Number(number), moment: String(moment), isImport: action === 'import' }
}
