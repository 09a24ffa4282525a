import type * as z from 'zod'
import { AppError, requireFound } from '../domain/errors.ts'
import type { Precondition } from '../domain/precondition.ts'
import { type Act, chain, type Revision, type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused } from './condition.ts'
import { isKnownPart, requireKnown, revisionTag } from './entity-tag.ts'
import { activityOf, type ChainKind, newsroomKeys } from './keys.ts'
import { pack, packedLimit, unpack } from './packed.ts'
import { numbersAfter, type Repeat, rememberedRepeats, requireSameRequest } from './repeat.ts'
import { asHashed } from './stored-revision.ts'
import type { Item, Table } from './table.ts'

/** What is read of a revision where its state is not wanted. */
const metaNames = Object.keys(revisionMeta.shape)

export interface ChainOptions<State> {
  table: Table
  kind: ChainKind
  schema: z.ZodType<State>
  /** Writes what must be there before a state counts: what leads to it. Where nothing follows, it leads to nothing. */
  prepare?: (state: State, subject: string, number: number) => Promise<void>
  /**
   * What a state takes that one subject alone may have: items that are put in its very commit, each where there is none. Refuses
   * what another has; where another takes it meanwhile, it is asked again.
   */
  take?: (previous: State | undefined, next: State) => Promise<Item[]>
  /** The entity tag of a part of a state, where its parts are written by themselves; undefined where it is not there. */
  partTag?: (revision: Numbered<State>, part: string) => string | undefined
  /** What a subject is before its first revision, where it is something: then its parts may be written at once. */
  start?: State
}

type Numbered<State> = Pick<Revision<State>, 'number' | 'state'>

/** The next state and whose act it is; undefined where nothing changes. Refuses what may not be. */
export type Change<State> = (previous: Revision<State> | undefined) => { act: Act; state: State } | undefined

/** How often it is looked at again because somebody wrote another part, or took the same, at the same moment. */
const mostLost = 10

/**
 * Append-only revisions of one kind of subject. The one commit in the system is `append`: it puts the next revision if
 * nobody else has, and that is lock, history, audit trail and replay protection at once. Nothing here changes or deletes.
 */
export function createChain<State>(options: ChainOptions<State>) {
  const { table, kind, schema, prepare, take, partTag, start } = options
  const pkOf = (subject: string) => newsroomKeys.chain(kind, subject)

  function parse(item: Item): Revision<State> {
    return { ...revisionMeta.parse(item), state: schema.parse(unpack(item.state)) }
  }

  async function latest(subject: string): Promise<Revision<State> | undefined> {
    const [item] = await table.query({
      pk: pkOf(subject),
      prefix: newsroomKeys.revisionPrefix,
      newestFirst: true,
      limit: 1,
    })
    return item && parse(item)
  }

  async function find(subject: string, number: number): Promise<Revision<State> | undefined> {
    const item = await table.find(newsroomKeys.revision(pkOf(subject), number))
    return item && parse(item)
  }

  /** Some revisions, in the order of `wanted`; undefined for those that are not there. */
  async function findAll(
    wanted: readonly { subject: string; number: number }[],
  ): Promise<(Revision<State> | undefined)[]> {
    const items = await table.findAll(
      wanted.map(({ subject, number }) => newsroomKeys.revision(pkOf(subject), number)),
    )
    return items.map((item) => item && parse(item))
  }

  /** A revision as it is stored. Throws `too_large` for more than an item of DynamoDB holds. */
  function itemOf(revision: Revision<State>): Item {
    const { state, ...meta } = revision
    const packed = pack(state)
    if (packed.length > packedLimit) {
      throw new AppError('too_large', refusal('state_too_large', { bytes: packed.length, max: packedLimit }))
    }
    const key = newsroomKeys.revision(pkOf(revision.subject), revision.number)
    return { ...key, ...meta, state: packed, ...activityOf(kind, revision) }
  }

  /** Undefined where someone else was faster, with it or with what it takes. */
  async function append(item: Item, taken: readonly Item[] = []): Promise<Revision<State> | undefined> {
    const write = taken.length > 0 ? table.putTogether([item, ...taken]) : table.put(item, { ifAbsent: true })
    if (await isRefused(write)) {
      // What is there may be ours: the database client repeats a request whose answer was lost on the way.
      if ((await table.find(item))?.hash !== item.hash) return undefined
    }
    // As it will be read, so that the first answer and a repeated one are the same to the letter.
    return parse(item)
  }

  async function refuseLate(subject: string): Promise<never> {
    const current = await latest(subject)
    throw new AppError('stale', refusal('changed_meanwhile'), {
      ...(current && { current: revisionTag(current) }),
    })
  }

  /** Whether the caller knows no more than the part that they write; refuses what they do not know. */
  function knowsPart(subject: string, previous: Revision<State> | undefined, precondition: Precondition) {
    const { part } = precondition
    const now = previous ?? (start && { number: 0, state: start })
    if (part !== undefined) requireFound(now, 'subject', subject)
    const current = now && part !== undefined ? partTag?.(now, part) : undefined
    if (isKnownPart(precondition, current)) return true
    requireKnown(subject, previous, precondition)
    return false
  }

  /**
   * What a repeated request made the first time, if it did: it is the revision after the one that the request knows, however
   * far the subject has gone since; or one of the last, where the caller has read again before asking again. Refuses a key
   * that was used to ask for something else.
   */
  async function findRepeated(
    subject: string,
    asked: Repeat | undefined,
    precondition: Precondition,
  ): Promise<Revision<State> | undefined> {
    if (!asked) return undefined
    const pk = pkOf(subject)
    const [next, recent] = await Promise.all([
      table.findAll(numbersAfter(precondition).map((number) => newsroomKeys.revision(pk, number))),
      table.query({
        pk,
        prefix: newsroomKeys.revisionPrefix,
        newestFirst: true,
        limit: rememberedRepeats,
      }),
    ])
    const item = [...next, ...recent].find((each) => requireSameRequest(each?.repeat, asked))
    return item && parse(item)
  }

  /** What `change` makes of the latest state, if the caller knows that. */
  async function attempt(subject: string, precondition: Precondition, change: Change<State>) {
    const previous = await latest(subject)
    const ofPart = knowsPart(subject, previous, precondition)
    return { previous, ofPart, next: change(previous) }
  }

  /** The next revisions, and the items that they are, which are not written yet. */
  function linksOf(
    subject: string,
    previous: Revision<State> | undefined,
    next: readonly { act: Act; state: State }[],
  ): { items: Item[]; last: Revision<State> | undefined } {
    let last = previous
    const items = next.map(({ act, state }) => {
      last = chain(subject, last, act, state)
      return itemOf(last)
    })
    return { items, last }
  }

  return {
    latest,
    find,
    findAll,
    findRepeated,
    linksOf,
    /** A revision as it will be read, of the item that it is stored as. */
    parse,

    /**
     * Appends several revisions; what must be there before them is up to the caller. What is refused of one is refused before
     * any is written. Undefined where somebody else was faster: those before that stay.
     */
    async appendAll(
      subject: string,
      previous: Revision<State> | undefined,
      next: readonly { act: Act; state: State }[],
    ): Promise<Revision<State> | undefined> {
      let last = previous
      for (const item of linksOf(subject, previous, next).items) {
        last = await append(item)
        if (!last) return undefined
      }
      return last
    },

    /** What `revise` would make of the latest state, or refuse it for; nothing is written. Undefined where nothing changes. */
    async foresee(
      subject: string,
      precondition: Precondition,
      change: Change<State>,
    ): Promise<{ act: Act; state: State } | undefined> {
      return (await attempt(subject, precondition, change)).next
    },

    /** What happened to a subject, oldest first, without the states. */
    async history(subject: string): Promise<RevisionMeta[]> {
      const items = await table.query({
        pk: pkOf(subject),
        prefix: newsroomKeys.revisionPrefix,
        only: metaNames,
      })
      return items.map((item) => revisionMeta.parse(item))
    },

    /** The same, newest first, a page at a time: `before` is a number that the page begins below. */
    async historyPage(
      subject: string,
      { limit, before }: { limit: number; before?: number | undefined },
    ): Promise<RevisionMeta[]> {
      const pk = pkOf(subject)
      const { revisionPrefix } = newsroomKeys
      const part =
        before === undefined
          ? { prefix: revisionPrefix }
          : { after: revisionPrefix, before: newsroomKeys.revision(pk, before).sk }
      const items = await table.query({ pk, ...part, newestFirst: true, limit, only: metaNames })
      return items.map((item) => revisionMeta.parse(item))
    },

    /** Every revision with its state, oldest first, not parsed into newer shapes. */
    async raw(subject: string): Promise<Revision<unknown>[]> {
      const items = await table.query({ pk: pkOf(subject), prefix: newsroomKeys.revisionPrefix })
      return items.map((item) => ({ ...revisionMeta.parse(item), state: unpack(item.state) }))
    },

    /** The chain exactly as it is stored, oldest first: for proving it by its hashes. */
    async stored(subject: string): Promise<unknown[]> {
      const items = await table.query({ pk: pkOf(subject), prefix: newsroomKeys.revisionPrefix })
      return items.map(asHashed)
    },

    /**
     * Appends what `change` makes of the latest state; nothing, when it answers undefined. Throws `not_found` where there
     * is nothing to match, and `stale` (with the current tag) where the caller knows another state. A request that says
     * by `repeat` that it may come again makes one revision, however often it comes, and is answered that one. One that
     * knows the part that it writes is done again, where somebody else changed the rest at the same moment.
     */
    async revise(
      subject: string,
      precondition: Precondition,
      change: Change<State>,
      repeat?: Repeat,
    ): Promise<Revision<State>> {
      const made = await findRepeated(subject, repeat, precondition)
      if (made) return made
      try {
        for (let lost = 1; ; lost += 1) {
          const { previous, ofPart, next } = await attempt(subject, precondition, change)
          if (!next && previous) return previous
          if (!next) throw new Error('a chain cannot begin with nothing')
          const taken = (await take?.(previous?.state, next.state)) ?? []
          await prepare?.(next.state, subject, (previous?.number ?? 0) + 1)
          const revision = await append(itemOf(chain(subject, previous, next.act, next.state)), taken)
          if (revision) return revision
          if (!(ofPart || taken.length > 0) || lost === mostLost) await refuseLate(subject)
        }
      } catch (error) {
        // The same request may have been faster on another line.
        const meanwhile = error instanceof AppError && (await findRepeated(subject, repeat, precondition))
        if (meanwhile) return meanwhile
        throw error
      }
    },
  }
}

export type Chain<State> = ReturnType<typeof createChain<State>>
