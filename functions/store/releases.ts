import * as z from 'zod'
import type { Article } from '../domain/article/article.ts'
import { AppError } from '../domain/errors.ts'
import {
  isOpen,
  nameOfMember,
  type Release,
  type ReleaseMember,
  type ReleaseState,
  release,
  stateOf,
} from '../domain/release/release.ts'
import { type Act, type Revision, revisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import type { Articles } from './articles.ts'
import { inLanes } from './batches.ts'
import { isRefused } from './condition.ts'
import { revisionTag } from './entity-tag.ts'
import { newsroomKeys } from './keys.ts'
import { createListed } from './listed.ts'
import { rowIn } from './rows.ts'
import type { Item, Key, Table } from './table.ts'

/** A transaction of DynamoDB takes 4 MB; the rest is for the names of what it holds. Bytes. */
const mostBytes = 3_800_000
/** What of an item is no state. Bytes, and more than there is. */
const besideState = 4_000
/** Rows that are written at once after a commit. */
const rowsAtOnce = 6

const releaseRow = release.extend({ etag: z.string(), updatedAt: z.string(), updatedBy: z.string() })
export type ReleaseRow = z.infer<typeof releaseRow>

const releaseRowOf = (revision: Revision<Release>): ReleaseRow => ({
  ...revision.state,
  etag: revisionTag(revision),
  updatedAt: revision.at,
  updatedBy: revision.actor.name,
})

/** By what a list of a state is sorted. */
function momentOf({ planned, published, updatedAt }: ReleaseRow): string {
  return published?.at ?? planned?.publishAt ?? updatedAt
}

/** What becomes of one article when a release goes public. */
interface Part {
  previous: Revision<Article>
  steps: { act: Act; state: Article }[]
}

/** Releases: each a chain, listed by its state. */
export function createReleases(table: Table, articles: Articles) {
  const { linksOf, ...listed } = createListed<Release, ReleaseRow>({
    table,
    kind: 'RELEASE',
    schema: release,
    rowSchema: releaseRow,
    rowOf: releaseRowOf,
    isPutAway: ({ dropped }) => dropped !== undefined,
    entriesOf(row) {
      const state = stateOf(row)
      if (state === 'dropped') return []
      const texts = row.members.map(({ locale }) => ({ locale }))
      const told = { id: row.id, section: '', texts }
      return [{ name: 'state', list: state, at: momentOf(row), row: told, isShown: true }]
    },
    async prepare({ id, members, planned }) {
      const keys = [...new Set(members.map(({ article }) => article))].map((article) =>
        newsroomKeys.releaseOf(article, id),
      )
      const there = await table.findAll(keys)
      for (const [index, key] of keys.entries()) if (!there[index]) await table.put({ ...key })
      if (planned)
        await table.put({ ...newsroomKeys.releaseDue(planned.publishAt, id), id, due: planned.publishAt })
    },
    async take(previous, next) {
      if (!isOpen(next)) return []
      const had = new Set(previous?.members.map(nameOfMember))
      const members = next.members.filter((member) => !had.has(nameOfMember(member)))
      const ids = [...new Set(members.map(({ article }) => article))]
      // Before it is asked who has them: whoever takes one after that has the same place, and one of both is refused.
      const takes = await Promise.all(ids.map(nextTake))
      await requireFree(next.id, members)
      return takes.map((key) => ({ ...key, release: next.id }))
    },
  })

  /** The place of the next time that texts of an article come into a release. */
  async function nextTake(article: string): Promise<Key> {
    const pk = newsroomKeys.releaseTakes(article)
    const [last] = await table.query({ pk, newestFirst: true, limit: 1 })
    return newsroomKeys.releaseTake(article, Number(last?.sk ?? 0) + 1)
  }

  function itemsOf(previous: Revision<Release>, next: { act: Act; state: Release }, parts: readonly Part[]) {
    const own = linksOf(previous.subject, previous, [next])
    const others = parts.map((each) => articles.linksOf(each.previous, each.steps))
    const items = [...own.items, ...others.flatMap((each) => each.items)]
    const sizeOf = ({ state }: Item) => (state instanceof Uint8Array ? state.length : 0) + besideState
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0)
    if (bytes > mostBytes)
      throw new AppError('too_large', refusal('release_too_large', { bytes, max: mostBytes }))
    const made = others.flatMap(({ items: some, last }) =>
      last ? [{ last, acts: some.map((each) => revisionMeta.parse(each)) }] : [],
    )
    return { items, made }
  }

  /** Rows of some releases, as far as they are there. */
  async function rows(ids: readonly string[]): Promise<ReleaseRow[]> {
    const items = await table.findAll([...new Set(ids)].map((id) => newsroomKeys.row('RELEASE', id)))
    return items.flatMap((item) => (item ? [releaseRow.parse(rowIn(item))] : []))
  }

  /** Releases that a text of an article is in and that are not over: what their chains say now. */
  async function openOf(article: string): Promise<Revision<Release>[]> {
    const entries = await table.query({ pk: newsroomKeys.releaseOf(article, '').pk })
    const found = await Promise.all(entries.map(({ sk }) => listed.latest(sk)))
    return found.flatMap((each) => {
      const isOne = each && isOpen(each.state) && each.state.members.some((one) => one.article === article)
      return isOne ? [each] : []
    })
  }

  /** The release that a text is in and that is not over; but for one. */
  async function openWith({ article, locale }: ReleaseMember, but?: string): Promise<Release | undefined> {
    const open = await openOf(article)
    return open.find(
      ({ subject, state }) =>
        subject !== but && state.members.some((each) => each.article === article && each.locale === locale),
    )?.state
  }

  /** Refuses texts that are in another release, which is not over, and says in which. */
  async function requireFree(id: string, members: readonly ReleaseMember[]): Promise<void> {
    const found = await Promise.all(
      members.map(async (member) => {
        const other = await openWith(member, id)
        return other ? [{ member, name: other.name }] : []
      }),
    )
    const fields = found.flat().map(({ member, name }) => ({
      field: `members.${nameOfMember(member)}`,
      message: refusal('in_another_release', { name, locale: member.locale }),
    }))
    const [first] = fields
    if (first) throw new AppError('conflict', first.message, { fields })
  }

  return {
    ...listed,

    /** Refuses what no single commit could hold. */
    requireFits(...asked: Parameters<typeof itemsOf>): void {
      itemsOf(...asked)
    },

    /**
     * Makes all of it public in one commit: the release and every text, or nothing. Undefined where somebody was faster with
     * one of them: then all of it is to be looked at again.
     */
    async commit(...asked: Parameters<typeof itemsOf>): Promise<Revision<Release> | undefined> {
      const { items, made } = itemsOf(...asked)
      const [own] = items
      if (!own) return undefined
      // What is there may be ours, whole: the answer was lost on the way.
      if ((await isRefused(table.putTogether(items))) && (await table.find(own))?.hash !== own.hash)
        return undefined
      const revision = listed.parse(own)
      await listed.trySaveRow(revision)
      await inLanes(made, rowsAtOnce, ({ last, acts }) => articles.trySaveRow(last, acts))
      return revision
    },

    /** Moments of releases from one to another (UTC), both included; what the release itself says counts. */
    async dueBetween(from: string, to: string): Promise<{ id: string; due: string }[]> {
      // Keys go on with `#`, which comes before `$`.
      const items = await table.query({ pk: newsroomKeys.releasesDue, after: from, before: `${to}$` })
      return items.map(({ id, due }) => ({ id: String(id), due: String(due) }))
    },

    /** Those that go public from one moment to another (UTC), or at any: as far as the lists know. */
    async planned(limit: number, from = '0', to = '~'): Promise<ReleaseRow[]> {
      const page = { limit, lists: ['planned' satisfies ReleaseState], from, to, oldestFirst: true }
      return (await listed.list(page, (row) => stateOf(row) === 'planned')).rows
    },

    rows,

    /** Releases of a state, as many as a page holds: the next to come first, of those that are over the last. */
    async inState(
      state: Exclude<ReleaseState, 'dropped'>,
      page: { limit: number; cursor?: string | undefined },
    ) {
      const range = { ...page, lists: [state], oldestFirst: state === 'planned' }
      return await listed.list(range, (row) => stateOf(row) === state)
    },

    openOf,
    openWith,
  }
}

export type Releases = ReturnType<typeof createReleases>
