import type * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import { type Act, chain, type Revision, type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { newsroomKeys } from './keys.ts'
import { pack, packedLimit, unpack } from './packed.ts'
import { ConditionFailed, type Item, type Table } from './table.ts'

/** What a writer must know of the state it changes (RFC 9110, If-Match and If-None-Match): that there is none, or which. */
export type Precondition = { absent: true } | { match: readonly string[] }

/** The strong entity tag of a revision, `"3-9f86d081"`: its number and the start of its hash. */
export function revisionTag({ number, hash }: RevisionMeta): string {
  return `"${number}-${hash.slice(0, 8)}"`
}

interface ChainOptions<State> {
  table: Table
  kind: 'ARTICLE' | 'SETTINGS'
  schema: z.ZodType<State>
}

/**
 * Append-only revisions of one kind of subject. The one commit in the system is `append`: it puts the next revision if
 * nobody else has, and that is lock, history, audit trail and replay protection at once. Nothing here changes or deletes.
 */
export function createChain<State>({ table, kind, schema }: ChainOptions<State>) {
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

  async function append(previous: RevisionMeta | undefined, subject: string, act: Act, state: State) {
    const revision = chain(subject, previous, act, state)
    const { state: _, ...meta } = revision
    const packed = pack(state)
    if (packed.length > packedLimit) {
      throw new AppError(
        'too_large',
        `the whole takes ${packed.length} bytes when compressed; at most ${packedLimit} are allowed`,
      )
    }
    const item: Item = {
      ...newsroomKeys.revision(pkOf(subject), revision.number),
      ...meta,
      state: packed,
      month: revision.at.slice(0, 7),
      moment: `${revision.at}#${kind}#${subject}#${revision.number}`,
    }
    try {
      await table.put(item, { ifAbsent: true })
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      const current = await latest(subject)
      throw new AppError('stale', `someone else changed it after revision ${previous?.number ?? 0}`, {
        cause: error,
        ...(current && { current: revisionTag(current) }),
      })
    }
    return revision
  }

  return {
    latest,

    async find(subject: string, number: number): Promise<Revision<State> | undefined> {
      const item = await table.find(newsroomKeys.revision(pkOf(subject), number))
      return item && parse(item)
    },

    /** What happened to a subject, oldest first, without the states. */
    async history(subject: string): Promise<RevisionMeta[]> {
      const items = await table.query({ pk: pkOf(subject), prefix: newsroomKeys.revisionPrefix })
      return items.map((item) => revisionMeta.parse(item))
    },

    /** The chain as it is stored, oldest first: for verifying its hashes, so nothing is parsed into newer shapes. */
    async raw(subject: string): Promise<Revision<unknown>[]> {
      const items = await table.query({ pk: pkOf(subject), prefix: newsroomKeys.revisionPrefix })
      return items.map((item) => ({ ...revisionMeta.parse(item), state: unpack(item.state) }))
    },

    /**
     * Appends what `change` makes of the latest state; nothing, when it answers undefined. Throws `not_found` where there
     * is nothing to match, and `stale` (with the current tag) where the caller knows another state.
     */
    async revise(
      subject: string,
      precondition: Precondition,
      change: (previous: Revision<State> | undefined) => { act: Act; state: State } | undefined,
    ): Promise<Revision<State>> {
      const previous = await latest(subject)
      if ('absent' in precondition && previous) {
        throw new AppError('stale', `"${subject}" exists already, at revision ${previous.number}`, {
          current: revisionTag(previous),
        })
      }
      if ('match' in precondition) {
        if (!previous) throw new AppError('not_found', `there is no "${subject}"`)
        if (!precondition.match.includes('*') && !precondition.match.includes(revisionTag(previous))) {
          throw new AppError(
            'stale',
            `If-Match names ${precondition.match.join(', ')}, but the current revision is ${revisionTag(previous)}`,
            { current: revisionTag(previous) },
          )
        }
      }
      const next = change(previous)
      if (!next && previous) return previous
      if (!next) throw new Error('a chain cannot begin with nothing')
      return await append(previous, subject, next.act, next.state)
    },
  }
}

export type Chain<State> = ReturnType<typeof createChain<State>>
