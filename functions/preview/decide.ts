import * as z from 'zod'
import type { Article } from '../domain/article/article.ts'
import { AppError } from '../domain/errors.ts'
import {
  decision as asDecision,
  type Decision,
  decide,
  guestOf,
  type PreviewLink,
} from '../domain/preview/link.ts'
import type { Act, RevisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import { toLines } from '../domain/text.ts'
import { lines } from '../domain/text-schemas.ts'
import type { Newsroom } from '../store/newsroom.ts'
import { retryStale } from '../store/retry-stale.ts'
import type { Opened } from './env.ts'

export const longestNote = 1000

/** What stands in the form, as it was sent. */
export interface Filled {
  /** What it is about, as `nameOf` writes it. */
  revision: string
  decision?: Decision | undefined
  note: string
}

export type FormError = 'choose' | 'noNote' | 'longNote' | 'badNote' | 'foreign' | 'busy'

const fields = z.object({
  revision: z.string().default(''),
  decision: asDecision.optional().catch(undefined),
  note: z.string().default(''),
})

/** A revision in a form: `5-9f86d081`. */
export function nameOf({ number, hash }: PreviewLink['revision']): string {
  return `${number}-${hash.slice(0, 8)}`
}

export function parseForm(body: string): Filled {
  return fields.parse(Object.fromEntries(new URLSearchParams(body)))
}

/** What is wrong with what was filled in, if something is. */
export function findError({ decision, note }: Filled): FormError | undefined {
  if (!decision) return 'choose'
  const text = toLines(note)
  if (text === '') return decision === 'return' ? 'noNote' : undefined
  if (text.length > longestNote) return 'longNote'
  return lines(longestNote).safeParse(note).success ? undefined : 'badNote'
}

interface Deciding {
  newsroom: Newsroom
  link: PreviewLink
  act: Act
  /** What the article is after the act; refuses where the link gives no right to it. */
  change: (latest: Article) => Article
}

/**
 * The revision in which the text was decided on by this link: made now, unless there is one. So a request whose answer was
 * lost may be sent again, and a link decides once, whatever the link itself says.
 */
async function decideOnce({ newsroom: { articles }, link, act, change }: Deciding): Promise<RevisionMeta> {
  const findMade = async () =>
    (await articles.history(link.article)).find(({ actor }) => actor.id === act.actor.id)
  return await retryStale(async () => {
    const made = await findMade()
    if (made) return made
    try {
      return await articles.revise(
        link.article,
        { match: ['*'] },
        (previous) => previous && { act, state: change(previous.state) },
      )
    } catch (error) {
      // The link gives no right any more where it was used at the same moment, over another connection.
      const made = error instanceof AppError && error.code !== 'stale' ? await findMade() : undefined
      if (made) return made
      throw error
    }
  })
}

/** Approves or returns the text in the article's own chain, then notes in the link that it is used up. */
export async function carryOut(
  { newsroom, requestId, at }: { newsroom: Newsroom; requestId: string; at: string },
  { link, shown, settings: { fourEyes } }: Opened,
  { decision, note }: { decision: Decision; note: string },
): Promise<void> {
  const said = toLines(note)
  const doing = { at, actor: guestOf(link), action: decision, locale: link.locale, requestId }
  const act: Act = { ...doing, ...(said && { note: said }) }
  const maker = await newsroom.findStaff(link.by.id, new Date(at))
  const change = (latest: Article) =>
    decide(latest, { link, decision, shown: shown.state, maker, fourEyes, at, note: said })
  const made = await decideOnce({ newsroom, link, act, change })
  const decided = {
    decision: asDecision.parse(made.action),
    number: made.number,
    at: made.at,
    note: made.note,
  }
  const noting = { ...act, action: decided.decision, at: made.at, note: made.note }
  await newsroom.links.change(link.id, noting, (before) => (before.decided ? before : { ...before, decided }))
  if (decided.decision !== decision) {
    throw new AppError('conflict', refusal('link_used', { act: decided.decision }))
  }
}
