import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import {
  type AnswerInput,
  type Feedback,
  type FeedbackInput,
  feedbackKept,
  feedback as feedbackShape,
  type Usefulness,
  type Votes,
} from '../domain/feedback/feedback.ts'
import type { Locale } from '../domain/locale.ts'
import type { Member } from '../domain/people/member.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused } from './condition.ts'
import { feedbackKeys, siteKeys } from './keys.ts'
import type { Item, Table } from './table.ts'

/** So many messages are taken in a day: a flood of them takes no more rows. */
const placesOfDay = 1000
/** Places that are tried before the day counts as full. */
const tries = 4

const day = 86_400_000

const expiresAfter = (now: Date) => Math.ceil((now.getTime() + feedbackKept * day) / 1000)

/** Where readers' forms are taken in: it adds, and reads nothing of what others wrote. */
export function createFeedbackWriter({ letters, site }: { letters: Table; site: Pick<Table, 'findAll'> }) {
  /** Whether an article was ever public: of what was not, nothing is counted. */
  async function isKnown(id: string): Promise<boolean> {
    const [counter] = await site.findAll([siteKeys.views(id)])
    return counter !== undefined
  }

  return {
    /** Counts a vote on an article; on one that was never public it counts nothing. */
    async vote(article: string, useful: Usefulness, now: Date): Promise<void> {
      if (!(await isKnown(article))) return
      await letters.addOwn(feedbackKeys.votes(article), useful, {
        own: { article },
        also: { expires: expiresAfter(now) },
      })
    },

    /** Keeps a message. False, and nothing is kept, where the day is full. */
    async keep(
      { about, website: _, ...said }: FeedbackInput,
      { locale, now }: { locale: Locale; now: Date },
    ): Promise<boolean> {
      const at = now.toISOString()
      const known = about !== undefined && (await isKnown(about)) ? { about } : {}
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const id = `${at.slice(0, 10)}-${String(randomInt(placesOfDay)).padStart(4, '0')}`
        const letter = feedbackShape.parse({ ...said, ...known, id, number: 1, at, locale, state: 'open' })
        const item = { ...feedbackKeys.letter(id), letter, number: 1, expires: expiresAfter(now) }
        if (!(await isRefused(letters.put(item, { ifAbsent: true })))) return true
      }
      return false
    },
  }
}

export type FeedbackWriter = ReturnType<typeof createFeedbackWriter>

const row = z.object({ letter: feedbackShape, expires: z.number() })
const counted = z.object({ article: z.string(), yes: z.number().default(0), no: z.number().default(0) })

/** Messages that are read together for a page of a list, where few of the first ones are wanted. */
const readAtOnce = 100
/** Articles whose votes are read together. */
const votesAtOnce = 2000

/** Messages of readers, as editors answer them. They are no chain: they hold what people said of themselves, and go. */
export function createFeedback(table: Table) {
  const isKept = (now: Date) => (item: Item) => Number(item.expires) * 1000 > now.getTime()
  const nothing = (id: string) => new AppError('not_found', refusal('no_such_letter', { id }))

  async function find(id: string, now: Date) {
    const item = await table.find(feedbackKeys.letter(id))
    if (!item || !isKept(now)(item)) throw nothing(id)
    return row.parse(item)
  }

  return {
    /** The latest day first; of one state, where it is named. `before`: the id of the last one that was seen. */
    async list(
      {
        state,
        before,
        limit,
      }: { state?: Feedback['state'] | undefined; before?: string | undefined; limit: number },
      now: Date,
    ): Promise<Feedback[]> {
      const { pk } = feedbackKeys.letter('')
      const found: Feedback[] = []
      let last = before
      for (let atOnce = limit; ; atOnce = readAtOnce) {
        const range = { pk, newestFirst: true, limit: atOnce, ...(last && { before: last }) }
        const items = await table.query(range)
        const letters = items.filter(isKept(now)).map((item) => row.parse(item).letter)
        found.push(...letters.filter((each) => !state || each.state === state))
        last = items.at(-1)?.sk
        if (found.length >= limit || items.length < atOnce) return found.slice(0, limit)
      }
    },

    /** Notes what became of a message. */
    async answer(id: string, { number, state, note }: AnswerInput, by: Member, now: Date): Promise<Feedback> {
      const { letter, expires } = await find(id, now)
      const isSaid = letter.number === number + 1 && letter.state === state && letter.note === note
      // Sent again, because the answer was lost.
      if (isSaid && letter.answered?.by === by.id) return letter
      const changed = () => new AppError('conflict', refusal('letter_changed', { id }))
      if (letter.number !== number) throw changed()
      const answered = { by: by.id, name: by.name, at: now.toISOString() }
      const next = { ...letter, number: number + 1, state, note, answered }
      const item = { ...feedbackKeys.letter(id), letter: next, number: number + 1, expires }
      if (await isRefused(table.put(item, { ifNumberBelow: number + 1 }))) throw changed()
      return next
    },

    /** Deletes a message, because whoever sent it asks for that; one that is gone already, too. */
    async remove(id: string): Promise<void> {
      await table.delete(feedbackKeys.letter(id))
    },

    /** What readers found useful and what not, most of the latter first. */
    async votes(limit: number, now: Date): Promise<Votes[]> {
      const { pk } = feedbackKeys.votes('')
      const items: Item[] = []
      let page: Item[] | undefined
      do {
        const last = page?.at(-1)?.sk
        page = await table.query({ pk, limit: votesAtOnce, ...(last && { after: last }) })
        items.push(...page)
      } while (page.length === votesAtOnce)
      return items
        .filter(isKept(now))
        .map((item) => counted.parse(item))
        .toSorted((a, b) => b.no - a.no || b.yes - a.yes || a.article.localeCompare(b.article))
        .slice(0, limit)
    },
  }
}

export type FeedbackBox = ReturnType<typeof createFeedback>
