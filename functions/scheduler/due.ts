import { requireTranslations } from '../domain/article/missing-translations.ts'
import { carryOut } from '../domain/article/schedule.ts'
import { AppError } from '../domain/errors.ts'
import { isOpen } from '../domain/release/release.ts'
import type { Act } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import { describeError, log } from '../http/log.ts'
import { revisionTag } from '../store/entity-tag.ts'
import { makeTogether } from '../store/go-together.ts'
import type { Newsroom } from '../store/newsroom.ts'
import { retryStale } from '../store/retry-stale.ts'
import type { ScheduleEntry } from '../store/schedule.ts'

/** Entries may be written a little before the revision that plans them; this much is looked at again. Milliseconds. */
const overlap = 10 * 60_000
/** A planned act that is carried out later than this is logged: an alarm listens. Milliseconds. */
const patience = 120_000

interface Parts {
  newsroom: Newsroom
  requestId: string
}

/**
 * Carries out one planned act: the approved text goes public, or leaves, as a revision in the name of the person who planned it. Answers
 * false where it was carried out before, cancelled or moved. Somebody who changes the article at the same moment wins or loses as
 * against any other writer, and what they made of it is looked at again.
 */
async function carryOutOne({ newsroom, requestId }: Parts, entry: ScheduleEntry, now: Date) {
  const { articles } = newsroom
  const { id, locale } = entry
  return await retryStale(async () => {
    const latest = await articles.latest(id)
    if (!latest) return false
    const at = new Date(Math.max(now.getTime(), Date.parse(latest.at))).toISOString()
    const carried = carryOut(latest.state, entry, { at, revision: latest.number + 1 })
    if (!carried) return false
    const { act, by } = carried.planned
    // Much may have changed since it was planned: the other language, the section, its policy.
    if (act === 'publish') {
      const { sections } = await newsroom.settings()
      const section = sections.find((each) => each.id === latest.state.section)
      requireTranslations(latest.state, locale, section)
    }
    const action = act === 'publish' ? 'publish_due' : 'withdraw_due'
    const made: Act = { at, actor: by, action, locale, requestId }
    const state = carried.article
    await articles.revise(id, { match: [revisionTag(latest)] }, () => ({ act: made, state }))
    return true
  })
}

/** Makes a planned release public, all of it or nothing, in the name of whoever planned it. Otherwise as one act does. */
async function releaseOne(
  { newsroom, requestId }: Parts,
  { id, due }: { id: string; due: string },
  now: Date,
) {
  const { releases } = newsroom
  return await retryStale(async () => {
    const latest = await releases.latest(id)
    const planned = latest && isOpen(latest.state) ? latest.state.planned : undefined
    if (!latest || planned?.publishAt !== due || due > now.toISOString()) return false
    const act: Act = { at: now.toISOString(), actor: planned.by, action: 'publish_due', requestId }
    const { next, parts } = await makeTogether(newsroom, latest, { act, publishedAt: due })
    if (await releases.commit(latest, next, parts)) return true
    throw new AppError('stale', refusal('changed_meanwhile'))
  })
}

/** Something that is due, and what does it: false where it was done before, cancelled or moved. */
interface Due {
  id: string
  due: string
  told: object
  carryOut: () => Promise<boolean>
}

/** All that is due, also what earlier ticks have missed, in the order of its moments. */
async function allDue(parts: Parts, from: string, now: Date): Promise<Due[]> {
  const { articles, releases } = parts.newsroom
  const until = now.toISOString()
  const entries = await articles.schedule.between(from, until)
  const together = await releases.dueBetween(from, until)
  return [
    ...entries.map((entry): Due => {
      const { id, due, locale, act } = entry
      return { id, due, told: { article: id, locale, act }, carryOut: () => carryOutOne(parts, entry, now) }
    }),
    ...together.map(({ id, due }): Due => {
      return { id, due, told: { release: id }, carryOut: () => releaseOne(parts, { id, due }, now) }
    }),
  ].sort((a, b) => (a.due < b.due ? -1 : 1))
}

/**
 * Carries out everything that is due, also what earlier ticks have missed; each act once, however often it runs. One that
 * fails holds up no other, and is tried again every minute. While publication is frozen nothing is, and nothing is forgotten.
 */
export async function carryOutDue(parts: Parts, now: Date): Promise<{ done: string[]; failed: string[] }> {
  const { schedule } = parts.newsroom.articles
  if ((await parts.newsroom.settings()).frozen) return { done: [], failed: [] }
  const from = (await schedule.doneUntil()) ?? new Date(0).toISOString()
  const done: string[] = []
  const failed: string[] = []
  for (const { id, due, told, carryOut } of await allDue(parts, from, now)) {
    try {
      if (!(await carryOut())) continue
      done.push(id)
      const late = now.getTime() - Date.parse(due)
      if (late > patience) log('warn', 'schedule is late', { ...told, due, milliseconds: late })
    } catch (error) {
      failed.push(id)
      if (error instanceof AppError && error.code === 'conflict') {
        log('warn', 'schedule is late', { ...told, due, reason: error.message })
        continue
      }
      log('error', 'a planned act could not be carried out', { ...told, due, ...describeError(error) })
    }
  }
  if (failed.length === 0) {
    await schedule.saveDoneUntil(new Date(now.getTime() - overlap).toISOString())
  }
  return { done, failed }
}
