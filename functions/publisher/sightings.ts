import { setTimeout } from 'node:timers/promises'
import { locales } from '../domain/locale.ts'
import { articlePath } from '../domain/site.ts'
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

/** How often a page is asked for at once, and the pause between, milliseconds. What is not seen then, the next tick looks for. */
const tries = 4
const pause = 500

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
  async function sightingsOf(id: string): Promise<Sighting[]> {
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
    /** Notes what readers are to see of these articles, before it is said to be done. */
    async expect(ids: readonly string[]): Promise<void> {
      for (const id of ids) await writer.expect(await sightingsOf(id))
    },

    /** Looks for everything that was not seen yet. */
    async lookAround(now = () => new Date()): Promise<{ seen: number; unseen: number }> {
      let unseen = await writer.expected()
      const all = unseen.length
      for (let attempt = 1; unseen.length > 0 && attempt <= tries; attempt += 1) {
        if (attempt > 1) await setTimeout(pause)
        const results = await Promise.all(unseen.map((each) => look(each, now)))
        unseen = unseen.filter((_, index) => !results[index])
      }
      return { seen: all - unseen.length, unseen: unseen.length }
    },
  }
}

export type Sightings = ReturnType<typeof createSightings>
