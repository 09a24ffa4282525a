import type { ByteStore } from '../bytes.ts'
import { IndexProblem } from '../index-problem.ts'
import { namesIn, readManifest } from '../manifest.ts'
import { checksumOf } from '../segment/format.ts'
import { loadSegment, readExactly } from '../segment/open.ts'

interface Options {
  whole: boolean
  /** Waited for between two segments, so that others come first. */
  between?: () => Promise<unknown>
}

/**
 * Throws `IndexProblem` unless everything that the manifest names is there; `whole`: and is what was written, for which all of
 * it is read.
 */
export async function inspect(
  store: ByteStore,
  { whole, between = async () => undefined }: Options,
): Promise<void> {
  const { manifest } = await readManifest(store)
  const { segments, phrases } = manifest
  const there = new Set((await store.list()).map(({ name }) => name))
  for (const name of namesIn(manifest))
    if (!there.has(name)) throw new IndexProblem('damaged', `${name} is gone`)
  if (!whole) return
  for (const entry of segments) {
    await loadSegment(store, entry)
    await between()
  }
  if (!phrases) return
  const bytes = await readExactly(store, phrases.name, 0, phrases.size)
  if (checksumOf(bytes) !== phrases.checksum)
    throw new IndexProblem('damaged', `${phrases.name} is not what was written`)
}
