import { cacheTags } from '../domain/site/cache-tags.ts'
import type { Archives } from '../domain/site/shapes.ts'
import type { MirrorNotes } from '../store/mirror.ts'
import { createTouched } from '../store/mirror-touched.ts'
import type { Site } from '../store/site.ts'
import type { SiteWriter } from '../store/site-writer.ts'

interface Parts {
  notes: MirrorNotes
  site: Site
  writer: Pick<SiteWriter, 'someShownIds'>
  /** Files that pages need, by their address. */
  assets: readonly string[]
}

/** Months that hold articles in any list. */
function monthsIn(archives: Archives): string[] {
  return (archives.all?.months ?? []).map(({ month }) => month)
}

/**
 * Names every page there is, after a change of the chrome or of the code that renders: some at a time, and each time it is
 * noted how far, so that the next run goes on where this one had no more time or was killed.
 */
export function createWalk({ notes, site, writer, assets }: Parts) {
  const touched = createTouched({ notes, site })

  async function noteLists(): Promise<void> {
    const archives = [...(await site.allArchives()).values()]
    await touched.noteLists(new Set([cacheTags.site]), new Set(archives.flatMap(monthsIn)), assets)
  }

  /** Goes on until a moment of `performance.now()`, and one step at least. */
  return async function walk(end: number): Promise<void> {
    const whole = await notes.whole()
    if (!whole) return
    let start = await notes.walkedTo(whole)
    if (!start) await noteLists()
    do {
      const { ids, next } = await writer.someShownIds(start)
      await touched.noteArticles(ids)
      if (!next) return await notes.wholeNoted(whole)
      await notes.saveWalk(whole, next)
      start = next
    } while (performance.now() < end)
  }
}
