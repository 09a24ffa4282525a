import { describeError, log } from '../http/log.ts'
import type { Measure } from '../http/metrics.ts'
import type { Change } from './article.ts'
import type { LiveCheck } from './live-check.ts'
import type { Mirror } from './mirror.ts'

/**
 * What follows a publication outside of the read model. It is noted before the publication counts as done, so nothing of it
 * is lost, and worked off afterwards: whatever stops it, readers have the site already.
 */
export function createFollowUp({
  mirror,
  liveCheck,
  measure,
}: {
  mirror: Mirror
  liveCheck: LiveCheck
  measure: Measure
}) {
  return {
    async prepare(
      ids: readonly string[],
      purged: ReadonlySet<string>,
      changes: readonly Change[],
    ): Promise<void> {
      await mirror.note(purged, changes)
      await liveCheck.watch(ids)
    },

    /** Each of the two parts ends after about `milliseconds`; the next tick finds what is left. */
    async workOff(milliseconds: number): Promise<void> {
      try {
        const { seen, unseen } = await liveCheck.check(milliseconds)
        if (seen + unseen > 0) log('info', 'looked at the site', { seen, unseen })
      } catch (error) {
        log('error', 'the site could not be looked at', describeError(error))
      }
      try {
        const { mirrored, failed } = await mirror.refresh(milliseconds)
        if (mirrored + failed === 0) return
        log('info', 'mirrored', { mirrored, failed })
        measure('PagesMirrored', mirrored)
      } catch (error) {
        log('error', 'the mirror could not be refreshed', describeError(error))
      }
    },
  }
}

export type FollowUp = ReturnType<typeof createFollowUp>
