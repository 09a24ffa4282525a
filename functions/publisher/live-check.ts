import { setTimeout } from 'node:timers/promises'
import { locales } from '../domain/locale.ts'
import { articlePath } from '../domain/site/paths.ts'
import { describeError, log } from '../http/log.ts'
import type { Measure } from '../http/metrics.ts'
import { inLanes } from '../store/batches.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Site } from '../store/site.ts'
import type { SiteWriter, WatchedPage } from '../store/site-writer.ts'

interface Parts {
  newsroom: Newsroom
  site: Site
  writer: SiteWriter
  /** What the reader's door answers at an address. */
  render: (path: string) => Promise<Response>
  /** Asks the CDN as a reader does, until the signal says that there is no more time. */
  ask: (path: string, signal: AbortSignal) => Promise<Response>
  /** Whether something waits to be published: then there is no more time. */
  isAwaited: () => Promise<boolean>
  measure: Measure
  /** Hears of each new version that readers were seen to get. @default nobody */
  arrived?: (path: string) => void
}

/** Articles whose pages are noted at once. */
const watchedAtOnce = 8
/** Milliseconds between two rounds. */
const pause = 100
/** Milliseconds between two questions whether something waits. */
const giveWayEvery = 100
/** Milliseconds after which a page that was never seen is given up, with a line in the log. */
const giveUpAfter = 3_600_000

/** By which one tells one state of a page from another: whether it is there, and when it last changed. */
const stateOf = ({ status, headers }: Response) => `${status} ${headers.get('last-modified')}`

/**
 * Looks at the site as readers see it, and notes when a change has arrived there: that it was written and purged says only
 * that it should.
 */
export function createLiveCheck({ newsroom, site, writer, render, ask, isAwaited, measure, arrived }: Parts) {
  async function isSeen({ path }: WatchedPage, signal: AbortSignal): Promise<boolean> {
    const [wanted, shown] = await Promise.all([render(path), ask(path, signal)])
    await shown.body?.cancel()
    return stateOf(wanted) === stateOf(shown)
  }

  /** What of these articles is public now, and at which revision. */
  async function publicPagesOf(id: string): Promise<Omit<WatchedPage, 'noted'>[]> {
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
  async function note(page: WatchedPage, now: Date): Promise<void> {
    const seen = await newsroom.articles.findSeen(page.id)
    if (seen[page.locale]?.revision === page.revision) return
    await newsroom.articles.saveSeen(page, now.toISOString())
    arrived?.(page.path)
    measure('SecondsToLive', Math.max(0, now.getTime() - Date.parse(page.since)) / 1000)
  }

  async function look(page: WatchedPage, now: () => Date, signal: AbortSignal): Promise<boolean> {
    try {
      if (!(await isSeen(page, signal))) return false
      await note(page, now())
      await writer.unwatch(page)
      return true
    } catch (error) {
      if (signal.aborted) return false
      log('warn', 'the edge could not be asked', { ...page, ...describeError(error) })
      return false
    }
  }

  /** Ends a look as soon as something waits for it. */
  async function giveWay(look: AbortController, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await setTimeout(giveWayEvery, undefined, { signal })
        if (await isAwaited()) look.abort()
      }
    } catch (error) {
      if (!signal.aborted) log('warn', 'it is not known whether something waits', describeError(error))
    }
  }

  /** Asks again and again until all are seen or there is no more time. Answers those that were not. */
  async function lookFor(
    pages: readonly WatchedPage[],
    now: () => Date,
    signal: AbortSignal,
  ): Promise<readonly WatchedPage[]> {
    let unseen = pages
    for (let first = true; unseen.length > 0 && (first || !signal.aborted); first = false) {
      if (!first) await setTimeout(pause)
      const results = await Promise.all(unseen.map((each) => look(each, now, signal)))
      unseen = unseen.filter((_, index) => !results[index])
    }
    return unseen
  }

  return {
    /** Notes what readers are to see of these articles, before their publication counts as done; what is no longer public is dropped. */
    async watch(ids: readonly string[], now = new Date()): Promise<void> {
      await inLanes(ids, watchedAtOnce, async (id) => {
        const pages = await publicPagesOf(id)
        const gone = locales.filter((locale) => !pages.some((each) => each.locale === locale))
        for (const locale of gone) await writer.unwatch({ id, locale })
        await writer.watch(pages.map((each) => ({ ...each, noted: now.toISOString() })))
      })
    },

    /** Looks for pages that were not seen yet, for at most so many `milliseconds`; the next call goes on. */
    async check(milliseconds: number, now = () => new Date()): Promise<{ seen: number; unseen: number }> {
      const pages = await writer.watched()
      if (pages.length === 0) return { seen: 0, unseen: 0 }
      const over = new AbortController()
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(milliseconds)])
      const givingWay = giveWay(over, signal)
      const unseen = await lookFor(pages, now, signal).finally(() => over.abort())
      await givingWay
      for (const each of unseen.filter(({ noted }) => Date.parse(noted) + giveUpAfter < now().getTime())) {
        log('error', 'a change was not seen within the hour', each)
        await writer.unwatch(each)
      }
      return { seen: pages.length - unseen.length, unseen: unseen.length }
    },
  }
}

export type LiveCheck = ReturnType<typeof createLiveCheck>
