import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { Revision, RevisionMeta } from '../domain/revision.ts'
import { describeError, log } from '../http/log.ts'
import { createActs } from './acts.ts'
import { bothOf, inLanes } from './batches.ts'
import { type Chain, type ChainOptions, createChain } from './chain.ts'
import { createEntries, type Entry } from './entries.ts'
import { newsroomKeys } from './keys.ts'
import { createRows } from './rows.ts'
import { asStored, type Item } from './table.ts'

/** How many subjects are asked for by themselves at once. */
const askedAtOnce = 8

interface ListedOptions<State, Row> extends ChainOptions<State> {
  rowSchema: z.ZodType<Row>
  rowOf: (revision: Revision<State>) => Row
  isPutAway?: (state: State) => boolean
  /** In which other lists a row stands. @default none */
  entriesOf?: (row: Row) => Entry[]
  /** What a row says that is not in the chain, as it is now. @default nothing */
  besideOf?: (subject: string) => Promise<Partial<Row>>
}

/** How often what a row says beside its chain is looked at again, while others change it. */
const attempts = 5

/**
 * A chain whose subjects are listed: each has a row, written after the commit. What was committed is not refused any more
 * where that fails: it is logged, and the minute's look mends it.
 */
export function createListed<State, Row>({
  rowSchema,
  rowOf,
  isPutAway,
  entriesOf,
  besideOf,
  ...options
}: ListedOptions<State, Row>) {
  const { table, kind } = options
  const chain = createChain<State>(options)
  const rows = createRows<State, Row>({ table, kind, schema: rowSchema, rowOf, isPutAway })
  const acts = createActs(table)
  const entries = createEntries<Row>({ table, kind, schema: rowSchema, entriesOf: entriesOf ?? (() => []) })

  /** `known`: what stands beside the chain. It is looked at again after writing: whoever writes last so sees what all others did. */
  async function saveRow(revision: Revision<State>, known?: Partial<Row>): Promise<void> {
    const { subject } = revision
    let beside = known ?? (await besideOf?.(subject))
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      await rows.save(revision, beside)
      const now = await besideOf?.(subject)
      if (isDeepStrictEqual(now, beside)) break
      beside = now
    }
    if (entriesOf) await entries.follow(subject)
  }

  async function trySaveRow(
    revision: Revision<State>,
    done: readonly RevisionMeta[] = [revision],
  ): Promise<void> {
    await bothOf(
      () => saveRow(revision),
      () => acts.note(kind, done),
    ).catch((error: unknown) => {
      const { subject, number } = revision
      log('warn', 'a row of the lists was not written', { kind, subject, number, ...describeError(error) })
    })
  }

  /** As `saveRow`; reads first, and writes nothing where all stands as it should. */
  async function keepRow(revision: Revision<State>): Promise<void> {
    const { pk, sk } = newsroomKeys.row(kind, revision.subject)
    const items = await table.query({ pk, prefix: sk })
    const row = items.find((item) => item.sk === sk)
    const beside = await besideOf?.(revision.subject)
    if (!rows.isKept(revision, row, beside)) await saveRow(revision, beside)
    else if (entriesOf) await entries.follow(revision.subject, items)
  }

  /** The row of a subject whose last revision this is, and its entries beside it, as they are stored. */
  function listingOf(revision: Revision<State>): { row: Item; listed: Item[] } {
    const row = asStored(rows.itemOf(revision))
    return { row, listed: entriesOf ? entries.wantedBy(revision.subject, row) : [] }
  }

  /**
   * Those of some revisions whose rows, and whatever else stands in lists, may not be as they should. One that is the first of
   * its chain never left a list.
   */
  async function unkept(revisions: readonly Revision<State>[]): Promise<Revision<State>[]> {
    const known = revisions
      .filter(({ number }) => number === 1)
      .map((revision) => ({ revision, ...listingOf(revision) }))
    const found = await table.findAll(known.flatMap(({ row, listed }) => [row, ...listed]))
    const kept = new Set<Revision<State>>()
    for (const { revision, row, listed } of known) {
      const [there, ...others] = found.splice(0, 1 + listed.length)
      const isRight =
        isDeepStrictEqual(there, row) && listed.every((each, n) => entries.isKept(each, others[n]))
      if (isRight) kept.add(revision)
    }
    return revisions.filter((revision) => !kept.has(revision))
  }

  return {
    ...chain,
    list: rows.list,
    listRanked: rows.listRanked,
    entriesIn: entries.in,
    newestIn: entries.newest,
    saveRow: (revision: Revision<State>): Promise<void> => saveRow(revision),
    /**
     * As `saveRow`, after a commit that is not refused any more: what fails is logged, and mended later. `done`: what was done in
     * it, if that is more than this revision.
     */
    trySaveRow,

    keepRow,
    listingOf,

    /** As `keepRow`, for many. */
    async keepRows(revisions: readonly Revision<State>[]): Promise<void> {
      await inLanes(await unkept(revisions), askedAtOnce, keepRow)
    },

    /**
     * The last revisions of some subjects, as far as there are any. Their rows say where to look, in two questions for all of
     * them, or `numbers` that somebody has noted; where that is not the end of the chain, the chain itself is asked: of one that
     * is being restored its end comes first.
     */
    async latestAll(
      subjects: readonly string[],
      numbers: ReadonlyMap<string, number> = new Map(),
    ): Promise<Map<string, Revision<State>>> {
      const unique = [...new Set(subjects)]
      const unknown = unique.filter((subject) => !numbers.has(subject))
      const rowsOf = await table.findAll(unknown.map((subject) => newsroomKeys.row(kind, subject)))
      const known = new Map([
        ...numbers,
        ...unknown.map((subject, index) => [subject, Number(rowsOf[index]?.number ?? 0)] as const),
      ])
      const places = unique.flatMap((subject) => {
        const number = known.get(subject) ?? 0
        return number > 0 ? [{ subject, number }] : []
      })
      const found = await chain.findAll([
        ...places,
        ...places.map(({ subject, number }) => ({ subject, number: number + 1 })),
      ])
      const latest = new Map<string, Revision<State>>()
      for (const [index, { subject }] of places.entries()) {
        const here = found[index]
        if (here && !found[index + places.length]) latest.set(subject, here)
      }
      const others = unique.filter((subject) => !latest.has(subject))
      await inLanes(others, askedAtOnce, async (subject) => {
        const revision = await chain.latest(subject)
        if (revision) latest.set(subject, revision)
      })
      return latest
    },

    async revise(...asked: Parameters<Chain<State>['revise']>): Promise<Revision<State>> {
      const revision = await chain.revise(...asked)
      await trySaveRow(revision)
      return revision
    },

    /** As the chain does; the subject is listed once, as its last revision says. */
    async appendAll(...asked: Parameters<Chain<State>['appendAll']>): Promise<Revision<State> | undefined> {
      const revision = await chain.appendAll(...asked)
      if (revision) await trySaveRow(revision)
      return revision
    },

    /** Those of some subjects whose rows are not yet those of these numbers. */
    async behind(numbers: ReadonlyMap<string, number>): Promise<Map<string, number>> {
      const all = [...numbers]
      const found = await table.findAll(all.map(([subject]) => newsroomKeys.row(kind, subject)))
      return new Map(all.filter(([, number], index) => Number(found[index]?.number ?? 0) < number))
    },

    /** Writes the row of a subject again, where it is not yet that of revision `number`. */
    async mendRow(subject: string, number: number): Promise<void> {
      const row = await table.find(newsroomKeys.row(kind, subject))
      if (row && Number(row.number) >= number) return
      const latest = await chain.latest(subject)
      if (latest) await saveRow(latest)
    },
  }
}

export type Listed<State, Row> = ReturnType<typeof createListed<State, Row>>
