import type { ByteStore } from '../bytes.ts'
import { readManifest } from '../manifest.ts'

/** A reader may still use what was replaced, and a writer may be about to name what it wrote. Milliseconds. */
const grace = 24 * 3_600_000

/** Removes what the manifest does not name and is older than a day; how many objects. Nothing where it cannot be read. */
export async function sweep(store: ByteStore, { now }: { now: number }): Promise<number> {
  const objects = await store.list()
  const { manifest } = await readManifest(store)
  const named = new Set(manifest.segments.map(({ name }) => name))
  if (manifest.phrases) named.add(manifest.phrases.name)
  const garbage = objects.filter(({ name, written }) => !named.has(name) && now - written > grace)
  for (const { name } of garbage) await store.remove(name)
  return garbage.length
}
