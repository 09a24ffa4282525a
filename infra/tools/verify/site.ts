import { setTimeout } from 'node:timers/promises'
import { logTo } from '../../../functions/http/log.ts'
import type { SitePlaces } from '../export/places.ts'
import { verifyFiles } from './files.ts'
import type { Look } from './finding.ts'
import { verifyIndexes } from './indexes.ts'
import { verifyMirror } from './mirror.ts'
import { openDoor } from './open-door.ts'
import { verifyReadModel } from './read-model.ts'

/** Names of the buckets of what is made of the rest: the site as files, and what is searched. */
export interface MadeNames {
  mirror: string
  index: string
}

/** Milliseconds: how long a change may take that is being made while somebody looks. */
const pause = 5_000

/**
 * Looks at all that follows from the chains: what readers see, the site as files, files of the library by their hashes, and
 * what can be found; the last two by what readers should see, so that nobody mends them by what is broken itself. Writes nothing. What the functions would log of what is broken is told by the looks themselves.
 */
export async function* verifySite(places: SitePlaces, { mirror, index }: MadeNames): AsyncGenerator<Look> {
  const { newsroom, site, files } = places
  const undo = logTo(() => {})
  try {
    const readModel = await verifyReadModel({ newsroom, site }, () => setTimeout(pause))
    yield readModel
    yield await verifyFiles({ newsroom, files })
    const { right } = readModel
    if (!right) {
      const notes = ['not verified, because what readers see is not known yet']
      yield { part: 'mirror and search', findings: [], notes, isOpen: true }
      return
    }
    yield await verifyMirror({ site: right, bucket: places.bucket(mirror) }, await openDoor())
    yield await verifyIndexes({ newsroom, site: right, storage: await places.indexes(index) })
  } finally {
    undo()
  }
}
