import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type Article, article } from '../domain/article/article.ts'
import { parts, partsChangedIn, partTag, stampParts } from '../domain/article/parts.ts'
import { plannedActsOf } from '../domain/article/schedule.ts'
import { changeSize } from '../domain/compare/size.ts'
import { AppError } from '../domain/errors.ts'
import type { Locale } from '../domain/locale.ts'
import { locale } from '../domain/locale-schemas.ts'
import { type Act, type Revision, type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import { articleEntriesOf, articleLists } from './article-lists.ts'
import { type ArticleRow, articleRow, articleRowOf } from './article-row.ts'
import { isRefused } from './condition.ts'
import { activityOf, newsroomKeys } from './keys.ts'
import { createListed } from './listed.ts'
import type { MediaLibrary } from './media.ts'
import { rowIn } from './rows.ts'
import { createSchedule } from './schedule.ts'
import type { Table } from './table.ts'
import { createTakingIn } from './taking-in.ts'

/** Names that one revision may have been given. */
const mostNames = 20

/** A name that someone gave to a revision. Later ones do not replace it. */
const naming = revisionMeta.pick({ number: true, at: true, actor: true }).extend({ name: z.string() })
export type Naming = z.infer<typeof naming>

const digestOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 16)

const seen = z.object({ locale, revision: z.int(), at: z.string() })
type Seen = Omit<z.infer<typeof seen>, 'at'> & { id: string }

/** Articles: their chains, their rows in the editors' lists, the names of their revisions, and what is planned. */
export function createArticles(table: Table, media: Pick<MediaLibrary, 'noteUses'>) {
  const schedule = createSchedule(table)
  const { revise, appendAll, linksOf, ...listed } = createListed<Article, ArticleRow>({
    table,
    kind: 'ARTICLE',
    schema: article,
    rowSchema: articleRow,
    rowOf: articleRowOf,
    isPutAway: ({ discarded }) => discarded !== undefined,
    entriesOf: articleEntriesOf,
    partTag: (revision, part) => {
      const found = parts.find((each) => each === part)
      return found && partTag(revision, found)
    },
    async prepare(state) {
      await schedule.enter(state.id, plannedActsOf(state))
      await media.noteUses(state.id, Object.keys(state.files))
    },
  })
  async function storedNames(id: string, number?: number) {
    return await table.query({ pk: newsroomKeys.chain('ARTICLE', id), prefix: newsroomKeys.names(number) })
  }

  /** Each state says in which revision which of its parts changed last, and each revision which it changed, and how much. */
  function stamped(
    previous: Pick<Revision<Article>, 'number' | 'state'> | undefined,
    next: { act: Act; state: Article },
  ) {
    const state = stampParts(previous, next.state)
    const changed = { parts: partsChangedIn(state, (previous?.number ?? 0) + 1) }
    return { act: { ...next.act, ...changed, ...changeSize(previous?.state, state) }, state }
  }

  return {
    ...listed,
    ...createTakingIn({ table, media, schedule, stamped, chain: { ...listed, appendAll, linksOf } }),
    schedule,

    /** As every chain. */
    revise(...[id, precondition, change, repeat]: Parameters<typeof revise>): Promise<Revision<Article>> {
      const stamping: typeof change = (previous) => {
        const next = change(previous)
        return next && stamped(previous, next)
      }
      return revise(id, precondition, stamping, repeat)
    },

    /** As every chain, of acts by which no file and no moment is named that was not before. */
    linksOf(previous: Revision<Article>, next: readonly { act: Act; state: Article }[]) {
      let before: Pick<Revision<Article>, 'number' | 'state'> = previous
      const made = next.map((each) => {
        const stamping = stamped(before, each)
        before = { number: before.number + 1, state: stamping.state }
        return stamping
      })
      return linksOf(previous.subject, previous, made)
    },

    /** Rows of some articles, in the order of `ids`; of one that was just made there may be none yet. */
    async findRows(ids: readonly string[]): Promise<(ArticleRow | undefined)[]> {
      const items = await table.findAll(ids.map((id) => newsroomKeys.row('ARTICLE', id)))
      return items.map((item) => item && articleRow.parse(rowIn(item)))
    },

    /**
     * Ids of all articles, those put away at the end, after a cursor. What is changed while they are read may come twice, or
     * not at all.
     */
    async allIds(cursor: string | undefined, limit: number) {
      const putAway = cursor?.startsWith('~') ?? false
      const page = { limit, oldestFirst: true, cursor: putAway ? cursor?.slice(1) : cursor }
      const { rows, next } = await listed.list({ ...page, cursor: page.cursor || undefined, putAway })
      const ids = rows.map(({ id }) => id)
      if (putAway) return { ids, next: next && `~${next}` }
      return { ids, next: next ?? '~' }
    },

    /**
     * What some revisions tell: those of the articles of which all were brought from another system, and with which releases
     * the others went public.
     */
    async toldOf(revisions: readonly { subject: string; number: number }[]) {
      const keys = revisions.map(({ subject, number }) =>
        newsroomKeys.revision(newsroomKeys.chain('ARTICLE', subject), number),
      )
      const items = await table.findAll(keys)
      const edited = new Set(
        revisions.flatMap(({ subject }, index) => (items[index]?.action === 'import' ? [] : [subject])),
      )
      const brought = new Set(revisions.map(({ subject }) => subject).filter((id) => !edited.has(id)))
      const releases = items.flatMap((item) => revisionMeta.shape.release.parse(item?.release)?.id ?? [])
      return { brought, releases: new Set(releases) }
    },

    /** Those of `ids` that were ever written. */
    async existing(ids: readonly string[]): Promise<Set<string>> {
      const pkOf = (id: string) => newsroomKeys.chain('ARTICLE', id)
      const items = await table.findAll(ids.map((id) => newsroomKeys.revision(pkOf(id), 1)))
      return new Set(ids.filter((_, index) => items[index]))
    },

    /** Articles that are to be looked at again from one day of Vietnam to another, both included, the first day first. */
    async toLookAtAgain(from: string, to: string, limit: number): Promise<ArticleRow[]> {
      // Keys go on with `#`, which comes before `$`.
      const page = { limit, lists: [articleLists.lookAgain], from, to: `${to}$`, oldestFirst: true }
      const { rows } = await listed.list(page, ({ lookAgain }) => lookAgain !== undefined)
      return rows
    },

    /** Notes when readers were seen to get a revision in one language. `at`: UTC. */
    async saveSeen({ id, locale, revision }: Seen, at: string): Promise<void> {
      await table.put({ ...newsroomKeys.seen(id, locale), seen: { locale, revision, at } })
    },

    /** When readers were last seen to get which revision, by language. */
    async findSeen(id: string): Promise<Partial<Record<Locale, { revision: number; at: string }>>> {
      const items = await table.query({
        pk: newsroomKeys.chain('ARTICLE', id),
        prefix: newsroomKeys.seenPrefix,
      })
      return Object.fromEntries(
        items.map((item) => {
          const { locale, ...rest } = seen.parse(item.seen)
          return [locale, rest]
        }),
      )
    },

    /** The last thing that happened to an article; undefined where there is none. */
    async lastAct(id: string): Promise<RevisionMeta | undefined> {
      return (await listed.historyPage(id, { limit: 1 }))[0]
    },

    /** What happened to an article, newest first, with the names that its revisions were given; before revision `before`. */
    async historyPage(
      id: string,
      page: { limit: number; before?: number | undefined },
    ): Promise<(RevisionMeta & { names: Naming[] })[]> {
      const [revisions, items] = await Promise.all([listed.historyPage(id, page), storedNames(id)])
      const names = items.map((item) => naming.parse(item)).sort((a, b) => (a.at < b.at ? -1 : 1))
      return revisions.map((each) => ({
        ...each,
        names: names.filter(({ number }) => number === each.number),
      }))
    },

    /** Gives a name to a revision, beside those it has; one that it has already is left to whoever gave it first. */
    async name({ subject, number, hash }: Revision<Article>, name: string, act: Act): Promise<Naming> {
      const given = await storedNames(subject, number)
      const known = given.find((each) => each.name === name)
      if (known) return naming.parse(known)
      if (given.length >= mostNames) {
        throw new AppError('conflict', refusal('too_many_names', { number, held: given.length }))
      }
      const { month, moment } = activityOf('ARTICLE', { subject, number, at: act.at })
      const key = newsroomKeys.name(subject, number, digestOf(name))
      const item = { ...key, subject, number, hash, name, ...act, month, moment: `${moment}#${key.sk}` }
      // Somebody else may have given it the same name at the same moment.
      const isGiven = await isRefused(table.put(item, { ifAbsent: true }))
      return naming.parse(isGiven ? await table.find(key) : { number, name, ...act })
    },
  }
}

export type Articles = ReturnType<typeof createArticles>
