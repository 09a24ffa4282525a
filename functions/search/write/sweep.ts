import type { ByteStore } from '../bytes.ts'
import { namesIn, readManifest } from '../manifest.ts'
import { mayBeRead } from './replace.ts'

/** A writer may be about to name what it wrote. Milliseconds. */
const grace = 24 * 3_600_000

/**
 * Removes what the manifest does not name, and did not lately, and is older than a day; how many objects. Nothing where it
 * cannot be read.
 */
export async function sweep(store: ByteStore, { now }: { now: number }): Promise<number> {
  const objects = await store.list()
  const { manifest } = await readManifest(store)
  const lately = manifest.retired.filter(({ at }) => now - at < mayBeRead).map(({ name }) => name)
  const needed = new Set([...namesIn(manifest), ...lately])
  const garbage = objects.filter(({ name, written }) => !needed.has(name) && now - written > grace)
  for (const { name } of garbage) await store.remove(name)
  return garbage.length
}
