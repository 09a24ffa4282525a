import { describeError, log } from '../http/log.ts'
import { inLanes } from '../store/batches.ts'
import type { Touched } from '../store/mirror-touched.ts'
import type { Change } from './article.ts'
import type { IndexFeed } from './index-feed.ts'
import type { IndexNow } from './index-now.ts'
import type { LiveCheck } from './live-check.ts'

/**
 * What follows a publication outside of the read model. It is noted before the publication counts as done, so nothing of it
 * is lost: pages for the mirror, which is rendered by a function of its own, and pages that readers are to be seen to get.
 */
export function createFollowUp({
  mirror,
  liveCheck,
  index,
  indexNow,
}: {
  mirror: Touched
  liveCheck: LiveCheck
  index: Pick<IndexFeed, 'note'>
  indexNow: Pick<IndexNow, 'tell'>
}) {
  return {
    /** `written`: articles that were written, of which readers need not see anything. */
    async prepare(
      ids: readonly string[],
      purged: ReadonlySet<string>,
      changes: readonly Change[],
      written: readonly string[],
    ): Promise<void> {
      const notes = [
        () => index.note(changes, written),
        () => mirror.note(purged, changes),
        () => liveCheck.watch(ids),
      ]
      await inLanes(notes, notes.length, (note) => note())
    },

    /** Looks at the site for so many milliseconds, or until something waits to be published; the next call finds what is left. */
    async look(milliseconds: number): Promise<void> {
      try {
        const { seen, unseen } = await liveCheck.check(milliseconds)
        if (seen + unseen > 0) log('info', 'looked at the site', { seen, unseen })
        await indexNow.tell()
      } catch (error) {
        log('error', 'the site could not be looked at', describeError(error))
      }
    },
  }
}

export type FollowUp = ReturnType<typeof createFollowUp>
