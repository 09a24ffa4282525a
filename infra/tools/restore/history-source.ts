import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { verifyExports } from '../../../functions/domain/history/chain-export.ts'
import { revisionMeta } from '../../../functions/domain/revision.ts'
import { activityOf, newsroomKeys } from '../../../functions/store/keys.ts'
import { pack } from '../../../functions/store/packed.ts'
import type { Item } from '../../../functions/store/table.ts'
import { StartFailure } from '../../cloud/failure.ts'
import type { Batch, Source } from './source.ts'

const history = z.object({ revisions: z.array(z.looseObject({ ...revisionMeta.shape, state: z.unknown() })) })

/** A revision of an exported history, as the store keeps it. */
function itemOf({ state, ...meta }: z.infer<typeof history>['revisions'][number]): Item {
  const pk = newsroomKeys.chain('ARTICLE', meta.subject)
  const key = newsroomKeys.revision(pk, meta.number)
  return { ...key, ...meta, state: pack(state), ...activityOf('ARTICLE', meta) }
}

/** Histories exported by `GET /articles/{id}/export`. One that does not verify is refused before anything is written. */
export async function historySource(paths: readonly string[]): Promise<Source> {
  const files = await Promise.all(paths.map(async (name) => ({ name, text: await readFile(name, 'utf8') })))
  const { breaks } = verifyExports(files)
  const [broken] = breaks
  if (broken) {
    const where =
      broken.number === undefined ? broken.subject : `${broken.subject}, revision ${broken.number}`
    throw new StartFailure(
      `nothing was restored: ${where} ${broken.what} (npm run verify names all that is wrong)`,
    )
  }
  async function* batches(from = '0'): AsyncGenerator<Batch> {
    for (const [index, { text }] of files.entries()) {
      if (index < Number(from)) continue
      const { revisions } = history.parse(JSON.parse(text))
      const next = index + 1 < files.length ? String(index + 1) : undefined
      yield { items: revisions.map(itemOf), next }
    }
  }
  return { name: `${files.length} exported histories`, batches }
}
