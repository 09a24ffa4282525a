import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Part } from '../domain/article/parts.ts'
import { articlePart, keptDays, titleOf, type WorkingCopyInput } from '../domain/article/working-copy.ts'
import { AppError } from '../domain/errors.ts'
import type { Precondition } from '../domain/precondition.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused, unlessRefused } from './condition.ts'
import { deskIndex, newsroomKeys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import { retryStale } from './retry-stale.ts'
import type { Item, Table } from './table.ts'

/** Copies that one person may have at a time. */
const mostCopies = 200

const day = 86_400_000

const by = z.object({ id: z.string(), name: z.string() })

/** All of a copy but its content. `since`, `at`: when it was begun, and last written, UTC; `typedAt`: by their own clock. */
const card = z.object({
  article: z.string(),
  part: articlePart,
  by,
  etag: z.string(),
  base: z.string().nullable(),
  device: z.string(),
  typedAt: z.string().optional(),
  title: z.string().optional(),
  since: z.string(),
  at: z.string(),
})
export type WorkingCard = z.infer<typeof card>

/** Whose copy it is, and of what. */
export interface WorkingPlace {
  by: z.infer<typeof by>
  article: string
  part: Part
}

const isKept = (now: Date) => (item: Item) => Number(item.expires) * 1000 > now.getTime()

function requireKnown(current: string | undefined, precondition: Precondition | undefined): void {
  if (!precondition) return
  const isKnown =
    'absent' in precondition ? !current : current !== undefined && precondition.match.includes(current)
  if (isKnown) return
  throw new AppError('stale', refusal('copy_changed'), current ? { current } : {})
}

/**
 * What people are typing, beside the chains: one copy for each person, article and part, of which the last one counts. It is
 * never hashed, published or exported, it expires, and nobody but its owner gets its content: it lies in a partition of
 * theirs. Beside the article stands a card of it, which tells others that somebody is writing.
 */
export function createWorkingCopies(table: Table) {
  async function find({ by: { id }, article, part }: WorkingPlace, now: Date) {
    const item = await table.find(newsroomKeys.workingCopy(id, article, part))
    return { item, copy: item && isKept(now)(item) ? card.parse(item.card) : undefined }
  }

  async function saveCard(of: WorkingCard, { number, expires }: Item | { number: number; expires: number }) {
    const { article, part, at } = of
    const key = newsroomKeys.workingCard(article, of.by.id, part)
    const listed = { desk: newsroomKeys.workingCardsOf(of.by.id), updated: `${at}#${article}#${part}` }
    const item = { ...key, ...listed, number, card: of, expires }
    // That of a copy which was written after this one stays.
    await unlessRefused(table.put(item, { ifNumberBelow: Number(number) + 1 }))
  }

  async function listOwn(id: string, now: Date): Promise<WorkingCard[]> {
    const pk = newsroomKeys.workingCardsOf(id)
    const items = await table.query({ pk, index: deskIndex, newestFirst: true, limit: mostCopies })
    return items.filter(isKept(now)).map((item) => card.parse(item.card))
  }

  async function write(
    place: WorkingPlace,
    input: WorkingCopyInput,
    known: Precondition | undefined,
    now: Date,
  ) {
    const { item: before, copy } = await find(place, now)
    requireKnown(copy?.etag, known)
    const { base, device, typedAt, content } = input
    // One that was on its way for longer than what was typed after it.
    if (copy?.device === device && typedAt && copy.typedAt && typedAt < copy.typedAt) return copy
    const digest = createHash('sha256')
      .update(JSON.stringify([base, device, content]))
      .digest('hex')
      .slice(0, 16)
    const at = now.toISOString()
    if (before && copy && before.digest === digest && Date.parse(copy.at) + day > now.getTime()) {
      await saveCard(copy, before)
      return copy
    }
    if (!copy && (await listOwn(place.by.id, now)).length >= mostCopies)
      throw new AppError('conflict', refusal('too_many_copies', { max: mostCopies }))
    // Never lower than before, also where a copy was dropped meanwhile.
    const number = Math.max(now.getTime(), Number(before?.number ?? 0) + 1)
    const made: WorkingCard = card.parse({
      ...place,
      ...{ base, device, typedAt, title: titleOf(input), since: copy?.since ?? at, at },
      etag: `"${number}-${digest.slice(0, 8)}"`,
    })
    const expires = Math.ceil((now.getTime() + keptDays * day) / 1000)
    const key = newsroomKeys.workingCopy(place.by.id, place.article, place.part)
    const item = { ...key, number, digest, expires, card: made, packed: pack(content) }
    if (await isRefused(table.put(item, { ifNumberBelow: number })))
      throw new AppError('stale', refusal('copy_changed'))
    await saveCard(made, { number, expires })
    return made
  }

  return {
    listOwn,

    /**
     * Keeps what was typed. The same content again changes nothing. Throws `stale` where the caller knows another copy, and
     * `conflict` at the bound of copies.
     */
    save: (place: WorkingPlace, input: WorkingCopyInput, known: Precondition | undefined, now: Date) =>
      known ? write(place, input, known, now) : retryStale(() => write(place, input, known, now)),

    /** A person's copies of an article, with their content, and the cards of what others have of it. */
    async of(article: string, id: string, now: Date) {
      const [own, cards] = await Promise.all([
        table.query(newsroomKeys.workingCopiesOf(id, article)),
        table.query({ pk: newsroomKeys.workingCard(article, '', 'shared').pk }),
      ])
      return {
        own: own
          .filter(isKept(now))
          .map((item) => ({ ...card.parse(item.card), content: unpack(item.packed) })),
        others: cards
          .filter(isKept(now))
          .map((item) => card.parse(item.card))
          .filter((each) => each.by.id !== id),
      }
    },

    /** Drops a copy, if it is there. The card goes first: it tells of nothing that is not there. */
    async remove(place: WorkingPlace, known: Precondition | undefined, now: Date): Promise<void> {
      if (known) requireKnown((await find(place, now)).copy?.etag, known)
      const {
        by: { id },
        article,
        part,
      } = place
      await table.delete(newsroomKeys.workingCard(article, id, part))
      await table.delete(newsroomKeys.workingCopy(id, article, part))
    },
  }
}

export type WorkingCopies = ReturnType<typeof createWorkingCopies>
