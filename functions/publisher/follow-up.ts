import { describeError, log } from '../http/log.ts'
import type { Measure } from '../http/metrics.ts'
import type { Change } from './article.ts'
import type { Sightings } from './live-check.ts'
import type { Mirror } from './mirror.ts'

/**
 * What follows a publication outside of the read model. It is noted before the publication counts as done, so nothing of it
 * is lost, and worked off afterwards: whatever stops it, readers have the site already.
 */
export function createAftermath({
  mirror,
  sightings,
  measure,
}: {
  mirror: Mirror
  sightings: Sightings
  measure: Measure
}) {
  return {
    async prepare(
      ids: readonly string[],
      purged: ReadonlySet<string>,
      changes: readonly Change[],
    ): Promise<void> {
      await mirror.note(purged, changes)
      await sightings.expect(ids)
    },

    /** Takes about so many milliseconds at most. What is left then, the next tick finds. */
    async workOff(milliseconds: number): Promise<void> {
      try {
        const { seen, unseen } = await sightings.lookAround(milliseconds)
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

export type Aftermath = ReturnType<typeof createAftermath>
