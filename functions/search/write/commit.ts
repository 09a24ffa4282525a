import type { ByteStore } from '../bytes.ts'
import type { Change, IndexedText, Written } from '../indexed-text.ts'
import type { Kill, Manifest } from '../manifest.ts'
import { findRemoved } from '../removed.ts'
import { SegmentBuilder } from '../segment/builder.ts'
import type { SegmentEntry } from '../segment/format.ts'
import { merge } from '../segment/merge.ts'
import { type LoadedSegment, loadedSegment, loadSegment } from '../segment/open.ts'
import type { MadeSegment } from '../segment/segment-writer.ts'
import { isSmall, writePhrases } from './phrases.ts'
import { replace } from './replace.ts'

/** Larger segments are merged by `compact`, where nobody waits. Bytes. */
const largestMerged = 4_000_000

/** A segment is merged with what is newer when that is a third of it: each text is written again log n times. */
export const mergeFactor = 3

/**
 * Adds and removes texts: one small segment, merged with others that are small, and the manifest. Its cost does not depend on
 * how many texts there are. What was committed already, or is older than what is there, changes nothing of what is found.
 * Throws `IndexProblem` where there is no index to add to: `build` makes one.
 */
export async function commit(store: ByteStore, change: Change): Promise<Written> {
  return await replace(store, async (manifest) => await addTo(store, manifest, change))
}

async function addTo(
  store: ByteStore,
  manifest: Manifest,
  { put, remove, now, areNew }: Change,
): Promise<Manifest> {
  if (put.length === 0 && remove.length === 0) return manifest
  const version = manifest.version + 1
  const kills = mergeKills(manifest.kills, [
    ...(areNew ? [] : put.map(({ id, seq }) => ({ id, below: seq }))),
    ...remove.map(({ id, seq }) => ({ id, below: seq + 1 })),
  ])
  const next = { ...manifest, version, kills, updated: now }
  const segments = await addSegment(store, next, newestOf(put))
  const added = { ...next, segments }
  // The one that outgrows being small takes the phrases of single texts away.
  return isSmall(manifest) || isSmall(added) ? { ...added, phrases: await writePhrases(store, added) } : added
}

/** One entry for each text, with the highest bound. */
export function mergeKills(...lists: readonly (readonly Kill[])[]): Kill[] {
  const below = new Map<string, number>()
  for (const kill of lists.flat()) below.set(kill.id, Math.max(kill.below, below.get(kill.id) ?? kill.below))
  return [...below].map(([id, bound]) => ({ id, below: bound }))
}

/** Of each text its newest revision. */
function newestOf(texts: readonly IndexedText[]): IndexedText[] {
  const newest = new Map<string, IndexedText>()
  for (const text of texts)
    if ((newest.get(text.id)?.seq ?? Number.NEGATIVE_INFINITY) <= text.seq) newest.set(text.id, text)
  return [...newest.values()]
}

async function addSegment(
  store: ByteStore,
  manifest: Manifest,
  texts: readonly IndexedText[],
): Promise<SegmentEntry[]> {
  const { segments, generation, version, kills } = manifest
  if (texts.length === 0) return segments
  const builder = new SegmentBuilder()
  for (const text of texts) builder.add(text)
  const fresh = builder.finish({ version, generation })
  const from = mergedFrom(segments, fresh.entry.size, generation, largestMerged)
  const old = await Promise.all(segments.slice(from).map(async (entry) => await loadSegment(store, entry)))
  const made = await mergeLive([...old, loadedSegment(fresh.entry, fresh.bytes)], kills, {
    version,
    generation,
  })
  if (made) await store.write(made.entry.name, made.bytes)
  return [...segments.slice(0, from), ...(made ? [made.entry] : [])]
}

/** Where the segments begin that are to be merged with something new of this size. */
export function mergedFrom(
  segments: readonly SegmentEntry[],
  size: number,
  generation: number,
  largest: number,
): number {
  let from = segments.length
  let sum = size
  for (let at = segments.length - 1; at >= 0; at--) {
    const segment = segments[at]
    if (!segment || segment.generation !== generation) break
    if (segment.size > mergeFactor * sum || segment.size + sum > largest) break
    sum += segment.size
    from = at
  }
  return from
}

/** One segment without the copies that are dead among them. */
export async function mergeLive(
  segments: readonly LoadedSegment[],
  kills: readonly Kill[],
  made: { version: number; generation: number },
  between?: () => Promise<unknown>,
): Promise<MadeSegment | undefined> {
  const { bySegment } = findRemoved(
    segments.map(({ head }) => head),
    kills,
  )
  return await merge(
    segments.map((segment, at) => ({ segment, removed: bySegment[at] })),
    made,
    between,
  )
}
