import { inVietnam } from '../domain/dates.ts'
import { type FailingLink, failedAgain, type LinkProblem } from '../domain/outward-link.ts'
import { type KnownLink, linkId, mostFailing, type OutwardLinks } from '../store/outward-links.ts'
import type { Ask } from './ask.ts'
import { type GatherParts, type Held, holdersNow, walkOn } from './gather.ts'

/** What one night may ask, beside what failed before, and how long. */
export interface LookBounds {
  /** So many are enough; the pages that are being read bring some more. */
  addresses: number
  pages: number
  /** Milliseconds. */
  time: number
  /** So many hosts are asked at once, each of them one thing at a time. */
  hosts: number
}

export const usualBounds: LookBounds = { addresses: 1000, pages: 3000, time: 8 * 60_000, hosts: 6 }

/** After so many questions in a row that nobody answered, a host is left in peace until the next night. */
const mostUnanswered = 3

interface Parts extends GatherParts {
  links: OutwardLinks
  ask: Ask
  /** Whether the newsroom wants it. */
  isOn: () => Promise<boolean>
  bounds?: LookBounds
}

export interface Looked {
  asked: number
  failing: number
}

/** A night is called by the day in Vietnam that follows it, and begins an hour after midnight, when few people read. */
const nightOf = (now: Date) => inVietnam(new Date(now.getTime() - 3_600_000).toISOString()).slice(0, 10)

/** Whether somebody wants a link to be asked for that was not asked for since. */
const isWanted = ({ said, last }: KnownLink) => said?.act === 'again' && said.at > last

/** Asks for all addresses, those of one host one after the other; what no time was left for is not in the answer. */
async function askAll(
  addresses: readonly string[],
  ask: Ask,
  { time, hosts }: Pick<LookBounds, 'time' | 'hosts'>,
): Promise<Map<string, LinkProblem | undefined>> {
  const end = performance.now() + time
  const found = new Map<string, LinkProblem | undefined>()
  const waiting = [...Map.groupBy(addresses, (each) => new URL(each).hostname).values()]

  async function askHost(ofHost: readonly string[]): Promise<void> {
    let unanswered = 0
    for (const address of ofHost) {
      if (performance.now() >= end || unanswered >= mostUnanswered) return
      const problem = await ask(address)
      unanswered = problem === 'away' || problem === 'name' ? unanswered + 1 : 0
      found.set(address, problem)
    }
  }
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await askHost(next)
  }
  await Promise.all(Array.from({ length: hosts }, worker))
  return found
}

/**
 * The look at links that lead out of the site: each night at those that failed before and at those of some pages, in turn;
 * by day at those alone that somebody wants to be asked for again. Undefined where nothing is to be done: nothing is sent then.
 */
export function createLook({ links, ask, isOn, bounds = usualBounds, ...gathering }: Parts) {
  async function settle(
    before: KnownLink | undefined,
    url: string,
    {
      held,
      problem,
      at,
      isNewNight,
    }: { held: Held; problem: LinkProblem | undefined; at: string; isNewNight: boolean },
  ): Promise<FailingLink | undefined> {
    if (problem === undefined) {
      if (before) await links.forget(before.id)
      return undefined
    }
    const holders = held.get(url) ?? before?.holders ?? []
    const failing = failedAgain(before, { id: linkId(url), url, problem, holders }, { at, isNewNight })
    await links.save(failing)
    return failing
  }

  return async function look(now: Date): Promise<Looked | undefined> {
    if (!(await isOn())) return undefined
    const [known, progress] = await Promise.all([links.list(), links.progress()])
    const night = nightOf(now)
    const isNewNight = progress?.night !== night
    const due = known.filter((each) => (isNewNight ? each.said?.act !== 'leave' : isWanted(each)))
    if (!isNewNight && due.length === 0) return undefined

    // What no page holds any more is nobody's business; what is left alone is forgotten with its page too.
    const held = await holdersNow(
      gathering,
      (isNewNight ? known : due).flatMap(({ holders }) => holders),
    )
    const gone = (isNewNight ? known : due).filter(({ url }) => !held.has(url))
    for (const { id } of gone) await links.forget(id)
    const asked = new Set(due.filter(({ url }) => held.has(url)).map(({ url }) => url))
    if (isNewNight) {
      const walked: Held = new Map()
      const cursors = await walkOn(gathering, walked, progress?.cursors ?? {}, bounds)
      // Noted first: what kills this run kills the next one no more.
      await links.saveProgress({ night, cursors })
      const left = new Set(known.filter(({ said }) => said?.act === 'leave').map(({ url }) => url))
      for (const [url, holders] of walked) {
        if (!held.has(url)) held.set(url, holders)
        if (!left.has(url)) asked.add(url)
      }
    }

    const found = await askAll([...asked], ask, bounds)
    const byUrl = new Map(known.map((each) => [each.url, each]))
    let room = mostFailing - known.length + gone.length
    let failing = 0
    for (const [url, problem] of found) {
      const before = byUrl.get(url)
      if (!before && problem !== undefined && room <= 0) continue
      const settled = await settle(before, url, { held, problem, at: now.toISOString(), isNewNight })
      if (!settled) continue
      failing += 1
      if (!before) room -= 1
    }
    return { asked: found.size, failing }
  }
}
