import { setTimeout } from 'node:timers/promises'
import { locales } from '../domain/locale.ts'
import { articlePath } from '../domain/site/paths.ts'
import { describeError, log } from '../http/log.ts'
import type { Measure } from '../http/metrics.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Site } from '../store/site.ts'
import type { Sighting, SiteWriter } from '../store/site-writer.ts'
import type { Render } from './mirror.ts'

interface Parts {
  newsroom: Newsroom
  site: Site
  writer: SiteWriter
  render: Render
  /** Asks the CDN as a reader does. */
  ask: (path: string) => Promise<Response>
  measure: Measure
}

/** Pages are asked for again and again for this part of the time there is, with pauses, milliseconds. The next tick goes on. */
const share = 0.1
const pause = 500
/** What is not seen after this long, milliseconds, is given up: a log line tells. */
const hope = 3_600_000

/** By which one tells one state of a page from another: whether it is there, and when it last changed. */
const stateOf = ({ status, headers }: Response) => `${status} ${headers.get('last-modified')}`

/**
 * Looks at the site as readers see it, and notes when a change has arrived there: that it was written and purged says only
 * that it should.
 */
export function createSightings({ newsroom, site, writer, render, ask, measure }: Parts) {
  async function isSeen({ path }: Sighting): Promise<boolean> {
    const [wanted, shown] = await Promise.all([render(path), ask(path)])
    await shown.body?.cancel()
    return stateOf(wanted) === stateOf(shown)
  }

  /** What of these articles is public now, and at which revision. */
  async function sightingsOf(id: string): Promise<Omit<Sighting, 'noted'>[]> {
    const latest = await newsroom.articles.latest(id)
    const all = await Promise.all(
      locales.map(async (locale) => {
        const { shown, chrome } = await site.article(id, locale)
        const live = latest?.state.translations[locale]?.live
        if (shown?.kind !== 'page' || !chrome || !live) return []
        const place = { id, locale, section: shown.section, slug: shown.slug }
        return [{ id, locale, ...live, path: articlePath(chrome, place) }]
      }),
    )
    return all.flat()
  }

  /** Since when readers have a revision is noted once, though its page may change with others again and again. */
  async function note(sighting: Sighting, now: Date): Promise<void> {
    const seen = await newsroom.articles.findSeen(sighting.id)
    if (seen[sighting.locale]?.revision === sighting.revision) return
    await newsroom.articles.saveSeen(sighting, now.toISOString())
    measure('SecondsToLive', Math.max(0, now.getTime() - Date.parse(sighting.since)) / 1000)
  }

  async function look(sighting: Sighting, now: () => Date): Promise<boolean> {
    try {
      if (!(await isSeen(sighting))) return false
      await note(sighting, now())
      await writer.forget(sighting)
      return true
    } catch (error) {
      log('warn', 'the edge could not be asked', { ...sighting, ...describeError(error) })
      return false
    }
  }

  return {
    /** Notes what readers are to see of these articles, before it is said to be done; nothing of what is public no more. */
    async expect(ids: readonly string[], now = new Date()): Promise<void> {
      for (const id of ids) {
        const sightings = await sightingsOf(id)
        const gone = locales.filter((locale) => !sightings.some((each) => each.locale === locale))
        for (const locale of gone) await writer.forget({ id, locale })
        await writer.expect(sightings.map((each) => ({ ...each, noted: now.toISOString() })))
      }
    },

    /** Looks for what was not seen yet, for a part of so many milliseconds. */
    async lookAround(
      milliseconds: number,
      now = () => new Date(),
    ): Promise<{ seen: number; unseen: number }> {
      const end = performance.now() + milliseconds * share
      let unseen = await writer.expected()
      const all = unseen.length
      for (let first = true; unseen.length > 0 && (first || performance.now() < end); first = false) {
        if (!first) await setTimeout(pause)
        const results = await Promise.all(unseen.map((each) => look(each, now)))
        unseen = unseen.filter((_, index) => !results[index])
      }
      for (const each of unseen.filter(({ noted }) => Date.parse(noted) + hope < now().getTime())) {
        log('warn', 'a change was not seen within the hour', each)
        await writer.forget(each)
      }
      return { seen: all - unseen.length, unseen: unseen.length }
    },
  }
}

export type Sightings = ReturnType<typeof createSightings>
