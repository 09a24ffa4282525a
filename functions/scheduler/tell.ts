import { isLate, plannedActsOf } from '../domain/article/schedule.ts'
import { monthsBetween } from '../domain/dates.ts'
import { type House, noticeOfLate, noticesOf, type Telling, type Told } from '../domain/notices/of-act.ts'
import { noticesOfLateRelease } from '../domain/notices/of-release.ts'
import { noticesOfSlot } from '../domain/notices/of-slot.ts'
import { isOn } from '../domain/people/staff.ts'
import { isOpen } from '../domain/release/release.ts'
import { type Revision, revisionMeta } from '../domain/revision.ts'
import { describeError, log } from '../http/log.ts'
import type { Listed, Newsroom } from '../store/newsroom.ts'

/** Acts may appear in the index a little after others that happened later; this much is looked at again. Milliseconds. */
const overlap = 10 * 60_000
/** For how long an act that cannot be told is tried again, and how far it goes back after a long silence. Milliseconds. */
const mostBack = 3 * 24 * 3_600_000
/** How often it looks for plans that were not carried out. Milliseconds. */
const betweenLooks = 5 * 60_000
/** For how long it tells in one minute, milliseconds; the rest is for the next one. */
const patience = 20_000

/** Subject and number of an act, as a notice of it names it: `ARTICLE#4k7m2p9x1a#7`. */
const sourceOf = ({ kind, subject, number }: Listed) => `${kind}#${subject}#${number}`

/** What a revision of a chain tells, by what stood there before and what stands there now. */
async function tellingsAbout<State>(
  { subject, number, ...act }: Listed,
  chain: { find: (id: string, number: number) => Promise<Revision<State> | undefined> },
  tellings: (told: Told, before: State | undefined, after: State) => Telling[],
): Promise<Telling[]> {
  const [before, made] = await Promise.all([
    number > 1 ? chain.find(subject, number - 1) : undefined,
    chain.find(subject, number),
  ])
  if (!made) return []
  const source = sourceOf({ subject, number, ...act })
  return tellings({ ...revisionMeta.parse(made), source }, before?.state, made.state)
}

/** Tells people what was done, from the chains themselves: by whatever door, each once, however often it runs and wherever it was cut short. */
export function createTeller(newsroom: Newsroom, clock = () => new Date()) {
  const { articles, releases, slots, notices } = newsroom
  /** What this instance has told of, or found to be told to nobody, and when. Another one looks at it again. */
  const done = new Map<string, number>()
  /** What this instance has read or written of how far was told: where another one came further, it tells the same again. */
  let known: string | undefined
  let lookedAt = 0

  async function readHouse(now: Date): Promise<House> {
    const [people, { fourEyes }] = await Promise.all([newsroom.staff.list(), newsroom.settings()])
    return { staff: people.filter((each) => isOn(each, now)), fourEyes }
  }

  async function actsSince(from: string, now: Date): Promise<Listed[]> {
    const acts: Listed[] = []
    for (const month of monthsBetween(from, now.toISOString()))
      acts.push(...(await newsroom.revisionsOf(month, from)))
    // What another system did long ago is no news, and may be a flood.
    return acts.filter(({ kind, isImport }) => (kind === 'ARTICLE' || kind === 'SLOT') && !isImport)
  }

  async function tellingsOf(act: Listed, house: House): Promise<Telling[]> {
    return act.kind === 'SLOT'
      ? await tellingsAbout(act, slots, (of, before, after) => noticesOfSlot(of, before, after, house))
      : await tellingsAbout(act, articles, (of, before, after) => noticesOf(of, before, after, house))
  }

  /** Planned acts that were not carried out. */
  async function tellLate(from: string, now: Date, findHouse: () => Promise<House>): Promise<void> {
    const { schedule } = articles
    for (const entry of await schedule.between(from, now.toISOString())) {
      const { id, locale, act, due } = entry
      const name = `LATE#${id}#${locale}#${due}#${act}`
      if (!isLate(entry, now) || done.has(name)) continue
      const latest = await articles.latest(id)
      const planned =
        latest &&
        plannedActsOf(latest.state).some(
          (each) => each.due === due && each.act === act && each.locale === locale,
        )
      if (planned) await notices.tell([noticeOfLate(latest.state, entry, await findHouse())], clock)
      done.set(name, now.getTime())
    }
  }

  /** Texts that did not go public together, because one of them was not ready. */
  async function tellLateReleases(from: string, now: Date, findHouse: () => Promise<House>): Promise<void> {
    for (const { id, due } of await releases.dueBetween(from, now.toISOString())) {
      const name = `LATE#${id}#${due}`
      if (!isLate({ due }, now) || done.has(name)) continue
      const latest = await releases.latest(id)
      if (latest && isOpen(latest.state) && latest.state.planned?.publishAt === due) {
        const rows = await articles.findRows(latest.state.members.map(({ article }) => article))
        const sections = rows.flatMap((row) => row?.section ?? [])
        await notices.tell(noticesOfLateRelease(latest.state, due, sections, await findHouse()), clock)
      }
      done.set(name, now.getTime())
    }
  }

  function forget(now: Date): void {
    for (const [name, at] of done) if (at < now.getTime() - 24 * 3_600_000) done.delete(name)
  }

  return async function tell(now: Date): Promise<void> {
    let house: Promise<House> | undefined
    const findHouse = () => {
      house ??= readHouse(now)
      return house
    }
    known ??= await notices.toldUntil()
    const kept = known
    // At the very first run, what was done before is no news.
    const oldest = new Date(now.getTime() - (kept === undefined ? 0 : mostBack)).toISOString()
    const until = kept !== undefined && kept > oldest ? kept : oldest
    const from = new Date(Date.parse(until) - overlap).toISOString()
    const fresh = (await actsSince(from, now)).filter((act) => !done.has(sourceOf(act)))
    const end = Date.now() + patience
    let told = until
    let hasFailed = false
    for (const act of fresh) {
      if (Date.now() > end) break
      try {
        await notices.tell(await tellingsOf(act, await findHouse()), clock)
      } catch (error) {
        // One that cannot be told holds up no other, and is tried again.
        hasFailed = true
        log('warn', 'an act was not told', { act: sourceOf(act), ...describeError(error) })
        continue
      }
      done.set(sourceOf(act), now.getTime())
      const at = act.moment.slice(0, act.moment.indexOf('#'))
      if (!hasFailed && at > told) told = at
    }
    if (told !== kept) await notices.saveToldUntil(told)
    known = told
    if (now.getTime() - lookedAt < betweenLooks) return
    // Up to there all that was planned is done.
    const before = (await articles.schedule.doneUntil()) ?? new Date(now.getTime() - overlap).toISOString()
    await tellLate(before, now, findHouse)
    await tellLateReleases(before, now, findHouse)
    lookedAt = now.getTime()
    forget(now)
  }
}
