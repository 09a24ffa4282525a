import * as z from 'zod'
import { locale } from './locale-schemas.ts'

/** On so many nights nobody must have answered before a link is said to be dead: a server may be away for a while. */
export const nightsUntilDead = 3

/**
 * Why readers get nothing: the status of an answer (404); `name`, nobody is called so; `away`, nobody answers there; `inside`, the
 * address belongs to a network of its own, where no reader comes; `loop`, it leads on and on.
 */
export const linkProblem = z.union([z.int(), z.enum(['name', 'away', 'inside', 'loop'])])
export type LinkProblem = z.infer<typeof linkProblem>

/** What somebody said about a link: ask for it again soon, leave it as it is, or watch it again. */
export const linkActs = ['again', 'leave', 'watch'] as const
export type LinkAct = (typeof linkActs)[number]

/** `number`: how many times something was said of the link; `at` UTC; `by`: the name of who said it. */
export const linkSaid = z.object({ act: z.enum(linkActs), number: z.int(), at: z.string(), by: z.string() })
export type LinkSaid = z.infer<typeof linkSaid>

/** A page that readers can open and that holds the link. */
export const linkHolder = z.object({ id: z.string(), locale, title: z.string() })
export type LinkHolder = z.infer<typeof linkHolder>

/** What is known of a link that failed when it was asked for last. */
export const failingLink = z.object({
  /** Made of the address. */
  id: z.string(),
  url: z.string(),
  problem: linkProblem,
  /** On how many nights in a row it failed. */
  nights: z.int(),
  /** When it failed first, and last (UTC). */
  since: z.string(),
  last: z.string(),
  /** Some of the pages that hold it, where they are many. */
  holders: z.array(linkHolder),
})
export type FailingLink = z.infer<typeof failingLink>

/**
 * Whether an answer means that readers find something: also where a server wants to know who asks, is asked too often or is not
 * fond of programs, of which readers are none.
 */
export function leadsSomewhere(status: number): boolean {
  return status < 400 || [401, 402, 403, 406, 407, 408, 418, 425, 429, 451, 503, 999].includes(status)
}

/** What is known of a link after it failed in the night of `day` (`2026-11-27`), at a moment. */
export function failedAgain(
  before: FailingLink | undefined,
  { url, id, problem, holders }: Pick<FailingLink, 'url' | 'id' | 'problem' | 'holders'>,
  { at, isNewNight }: { at: string; isNewNight: boolean },
): FailingLink {
  const nights = (before?.nights ?? 0) + (isNewNight || !before ? 1 : 0)
  return { id, url, problem, nights, since: before?.since ?? at, last: at, holders }
}
