import * as z from 'zod'
import { monthOf } from '../domain/dates.ts'
import { wrongFields } from '../domain/errors.ts'
import { locale } from '../domain/locale-schemas.ts'
import type { Revision } from '../domain/revision.ts'
import { defaultRoyaltyScheme } from '../domain/royalty/default-scheme.ts'
import { type Payee, payee } from '../domain/royalty/payee.ts'
import {
  isStanding,
  monthsOf,
  type Royalty,
  reversalIdOf,
  reversalOf,
  royalty,
  royaltyState,
} from '../domain/royalty/royalty.ts'
import {
  defaultSchemeId,
  type RoyaltyScheme,
  royaltyScheme,
  type SchemeVersion,
} from '../domain/royalty/scheme.ts'
import { refusal } from '../domain/rules.ts'
import { inLanes } from './batches.ts'
import { createChain } from './chain.ts'
import type { Entry } from './entries.ts'
import { deskIndex, newsroomKeys } from './keys.ts'
import { createListed } from './listed.ts'
import { type Page, rowIn } from './rows.ts'
import type { Item, Table } from './table.ts'
import { createWholeLists } from './whole-lists.ts'

export const payeeRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: payee.shape.kind,
  retired: payee.shape.retired,
})

export const royaltyRow = z.object({
  id: z.string(),
  number: z.int(),
  state: royaltyState,
  article: z.string(),
  locale,
  title: z.string(),
  payees: z.array(z.string()),
  /** Of what was approved. */
  amountVnd: z.int().optional(),
  due: z.string().optional(),
  /** Whose statement shows it; of a proposal, the month in which its text was published. */
  month: z.string().optional(),
  /** In which its text was published. */
  published: z.string().optional(),
  updatedAt: z.string(),
  updatedBy: z.string(),
})
export type RoyaltyRow = z.infer<typeof royaltyRow>

function royaltyRowOf({ number, at, actor, state }: Revision<Royalty>): RoyaltyRow {
  const { approved, published } = monthsOf(state)
  return {
    id: state.id,
    number,
    state: state.state,
    article: state.article,
    locale: state.locale,
    title: state.text.title,
    payees: [...new Set(state.contributions.map((each) => each.payee))],
    amountVnd: state.approval?.calculation.amountVnd,
    due: state.approval?.due,
    month: approved ?? published,
    published,
    updatedAt: at,
    updatedBy: actor.name,
  }
}

/** Records that are made at once of those that a reversal left behind. */
const completedAtOnce = 8

/** What of the royalties a list shows: all that is named. */
export interface RoyaltyPart {
  month?: string | undefined
  payee?: string | undefined
  state?: RoyaltyRow['state'] | undefined
}

/** Name of the list of a part. */
const listOf = ({ month, payee, state }: RoyaltyPart) => `of#${month ?? ''}#${payee ?? ''}#${state ?? ''}`
/** Approved and not paid, by the day until which it is to be. */
const dueList = 'due'
const listOfTexts = (published: string) => `texts#${published}`

function royaltyEntriesOf(row: RoyaltyRow): Entry[] {
  const { id, month, payees, state, due, published, locale, updatedAt } = row
  const entry = (name: string, list: string, at = updatedAt): Entry => ({
    ...{ name, list, at, isShown: true },
    row: { id, section: '', texts: [{ locale }] },
  })
  const months = [undefined, ...(month === undefined ? [] : [month])]
  const ofMonth = (name: string, part: RoyaltyPart) =>
    months.map((each) => entry(each ? `${name}#month` : name, listOf({ ...part, month: each })))
  return [
    ...ofMonth(`state`, { state }),
    ...payees.flatMap((payee) => ofMonth(`payee#${payee}`, { payee })),
    ...(month === undefined ? [] : [entry('month', listOf({ month }))]),
    ...(state === 'approved' && due !== undefined ? [entry(dueList, dueList, due)] : []),
    ...(published === undefined ? [] : [entry('texts', listOfTexts(published))]),
  ]
}

/**
 * Where a royalty is looked up: by its article, its words, and, once it is approved, the months whose statements show it. One
 * that is reversed leads to the record that outweighs it, in the month of the reversal. `number`: of its revision.
 */
function lookupsOf(
  state: Royalty,
  number: number,
): { subject: string; id: string; number?: number; reverses?: string }[] {
  const { id, article, text, approval, reversed, reverses } = state
  const { approved, published } = monthsOf(state)
  const own = [article, text.digest, ...(approval ? [approved, published] : [])]
  const outweighing = reversed ? [article, text.digest, monthOf(reversed.at), published] : []
  const unique = (subjects: readonly (string | undefined)[]) =>
    [...new Set(subjects)].filter((each) => each !== undefined)
  return [
    ...unique(own).map((subject) => ({ subject, id, number, ...(reverses && { reverses }) })),
    ...unique(outweighing).map((subject) => ({ subject, id: reversalIdOf(id), reverses: id })),
  ]
}

/**
 * Schemes, payees and royalties: private for ever, in the newsroom's table. What money depends on is never read from rows,
 * which follow a commit, but from entries that are written before it: one that points at nothing is passed over.
 */
export function createRoyalties(table: Table) {
  const wholeLists = createWholeLists(table)
  const schemes = createChain<RoyaltyScheme>({
    table,
    kind: 'SCHEME',
    schema: royaltyScheme,
    prepare: (_, id) => table.put({ ...newsroomKeys.scheme(id) }),
  })
  const payees = createListed<Payee, z.infer<typeof payeeRow>>({
    table,
    kind: 'PAYEE',
    schema: payee,
    rowSchema: payeeRow,
    rowOf: ({ subject, state: { name, kind, retired } }) => ({ id: subject, name, kind, retired }),
  })
  const royalties = createListed<Royalty, RoyaltyRow>({
    table,
    kind: 'ROYALTY',
    schema: royalty,
    rowSchema: royaltyRow,
    rowOf: royaltyRowOf,
    entriesOf: royaltyEntriesOf,
    prepare: (state, _, number) =>
      table.writeAll({
        put: lookupsOf(state, number).map(({ subject, id, ...rest }) => ({
          pk: newsroomKeys.royaltiesFor(subject),
          sk: id,
          ...rest,
        })),
      }),
  })

  /** Makes the record that outweighs a reversed one, unless it is there. It follows from that one's last revision. */
  async function completeReversal({ at, actor, requestId, state }: Revision<Royalty>): Promise<Royalty> {
    const reversal = reversalOf(state)
    const existing = await royalties.latest(reversal.id)
    if (existing) return existing.state
    const first = await royalties.revise(reversal.id, { absent: true }, () => ({
      act: { at, actor, action: 'reverse', note: reversal.note, requestId },
      state: reversal,
    }))
    return first.state
  }

  /** What an entry leads to where there is no such record: it was stopped between a reversal and what outweighs it. */
  async function findReversal({ sk, reverses }: Item): Promise<Royalty | undefined> {
    const original = reverses === undefined ? undefined : await royalties.latest(String(reverses))
    return original?.state.reversed?.by === sk ? await completeReversal(original) : undefined
  }

  /**
   * All that was ever written for an article or a text's digest, or approved for a month; the caller judges what of it still
   * holds. Entries say how far each had come, and its chain whether that is its end.
   */
  async function findFor(subject: string): Promise<Royalty[]> {
    const entries = await table.query({ pk: newsroomKeys.royaltiesFor(subject) })
    const numbers = new Map(
      entries.flatMap(({ sk, number }) => (number === undefined ? [] : [[sk, Number(number)] as const])),
    )
    const ids = entries.map(({ sk }) => sk)
    const latest = await royalties.latestAll(ids, numbers)
    const found = await inLanes(
      entries,
      completedAtOnce,
      async (entry) => latest.get(entry.sk)?.state ?? (await findReversal(entry)),
    )
    return found.filter((each) => each !== undefined)
  }

  return {
    schemes: {
      ...schemes,
      /** A scheme as it is now. The default one is what the product comes with, until somebody has replaced it. */
      async findVersion(id: string): Promise<SchemeVersion | undefined> {
        const revision = await schemes.latest(id)
        if (revision) return { id, revision: revision.number, scheme: revision.state }
        return id === defaultSchemeId ? { id, revision: 0, scheme: defaultRoyaltyScheme } : undefined
      },

      async current(): Promise<SchemeVersion[]> {
        const entries = await table.query({ pk: newsroomKeys.schemes })
        const ids = new Set([defaultSchemeId, ...entries.map(({ sk }) => sk)])
        const found = await Promise.all([...ids].map((id) => this.findVersion(id)))
        return found.filter((each) => each !== undefined)
      },
    },

    payees: {
      ...payees,
      /** Those of the ids. Throws `invalid` for one that does not exist. */
      async named(ids: readonly string[]): Promise<{ id: string; name: string; kind: Payee['kind'] }[]> {
        return await Promise.all(
          [...new Set(ids)].map(async (id) => {
            const found = await payees.latest(id)
            if (!found) {
              throw wrongFields([{ field: 'contributions', message: refusal('no_payee', { id }) }])
            }
            return { id, name: found.state.name, kind: found.state.kind }
          }),
        )
      },
    },

    royalties: {
      ...royalties,
      list: (page: Page, keep: (row: RoyaltyRow) => boolean) => royalties.list(page, keep),

      /** Those of a part that `keep` leaves, the last changed first. What is overdue on a day stands by when it was due. */
      async listPart(
        page: Pick<Page, 'limit' | 'cursor'>,
        { overdueOn, ...part }: RoyaltyPart & { overdueOn?: string | undefined },
        keep: (row: RoyaltyRow) => boolean,
      ) {
        if (!(await wholeLists.areWhole())) return await royalties.list(page, keep)
        const { month, payee, state } = part
        if (overdueOn !== undefined)
          return await royalties.list({ ...page, lists: [dueList], to: overdueOn, oldestFirst: true }, keep)
        if (payee !== undefined)
          return await royalties.list({ ...page, lists: [listOf({ month, payee })] }, keep)
        const isPart = month !== undefined || state !== undefined
        return await royalties.list({ ...page, ...(isPart && { lists: [listOf({ month, state })] }) }, keep)
      },

      /** Rows of what was written for texts that were published in a month. */
      async rowsOfTextsIn(month: string): Promise<RoyaltyRow[]> {
        const pk = newsroomKeys.list('ROYALTY', listOfTexts(month))
        const items = await table.query({ pk, index: deskIndex })
        return items.map(({ shown }) => royaltyRow.parse(shown))
      },

      completeReversal,
      findFor,

      /** Rows of the same, for showing: they follow a commit, so no money may depend on them. */
      async rowsFor(subject: string): Promise<RoyaltyRow[]> {
        const entries = await table.query({ pk: newsroomKeys.royaltiesFor(subject) })
        const items = await table.findAll(entries.map(({ sk }) => newsroomKeys.row('ROYALTY', sk)))
        return items.flatMap((item) => (item ? [royaltyRow.parse(rowIn(item))] : []))
      },

      /** Other royalties that stand, proposed or approved, for the same article or the same words. */
      async rivalsOf({ id, article, text }: Pick<Royalty, 'id' | 'article' | 'text'>): Promise<Royalty[]> {
        const found = [...(await findFor(article)), ...(text.digest ? await findFor(text.digest) : [])]
        return [...new Map(found.map((each) => [each.id, each])).values()].filter(
          (each) => each.id !== id && isStanding(each),
        )
      },
    },
  }
}

export type Royalties = ReturnType<typeof createRoyalties>
