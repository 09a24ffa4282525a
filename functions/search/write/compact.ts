import type { ByteStore } from '../bytes.ts'
import type { Written } from '../indexed-text.ts'
import { type Manifest, readManifest } from '../manifest.ts'
import { findRemoved } from '../removed.ts'
import type { SegmentEntry } from '../segment/format.ts'
import { loadSegment, openSegment } from '../segment/open.ts'
import { largestSegment } from './build.ts'
import { mergedFrom, mergeLive } from './commit.ts'
import { renewPhrases } from './phrases.ts'
import { replace } from './replace.ts'

/** Of a segment this share of dead copies is carried along before it is written again without them. */
const mostDead = 0.2

/** One segment in place of some that stand side by side; of none, if nothing of them is left. */
interface Replacement {
  from: readonly string[]
  to: SegmentEntry | undefined
}

interface Options {
  now: number
  /** Asked often, so that others come first; its answer counts between two merges: whether there is time for another one. */
  goOn?: () => Promise<boolean>
}

/**
 * Tidies up, when there is time: merges segments, leaves out what is dead, forgets kills that nothing needs any more, and
 * renews the phrases. Changes nothing of what is found, and lets others commit meanwhile. Each merge, of bounded size, is put in
 * its place at once: whoever is killed in the middle loses that one alone. `isCut`: there was no time for all of it; the next
 * one does the rest.
 */
export async function compact(
  store: ByteStore,
  { now, goOn = async () => true }: Options,
): Promise<Written & { isCut: boolean }> {
  const { manifest } = await readManifest(store)
  const { removed } = await openAll(store, manifest)
  const dead = removed.map((each) => each?.reduce((sum, one) => sum + one, 0) ?? 0)
  const runs = runsToMerge(manifest.segments, dead)
  for (const [at, run] of runs.entries()) {
    const replacement = await mergeRun(store, manifest, run, goOn)
    const placed = await replace(store, async (current) => place(current, replacement, now))
    if (!(await goOn()) && at < runs.length - 1) return { ...placed, isCut: true }
  }
  await replace(store, async (current) => await forget(store, current, now))
  return { ...(await renewPhrases(store, { now, between: goOn })), isCut: false }
}

async function openAll(store: ByteStore, { segments, kills }: Manifest) {
  const open = await Promise.all(segments.map(async (entry) => await openSegment(store, entry, 0)))
  const { bySegment, needed } = findRemoved(
    open.map(({ head }) => head),
    kills,
  )
  return { removed: bySegment, needed }
}

/** Segments that are to become one each. */
export function runsToMerge(segments: readonly SegmentEntry[], dead: readonly number[]): SegmentEntry[][] {
  const runs: SegmentEntry[][] = []
  let end = segments.length
  while (end > 0) {
    const last = segments[end - 1]
    if (!last) break
    const from = mergedFrom(segments.slice(0, end - 1), last.size, last.generation, largestSegment)
    const isDecayed = (dead[end - 1] ?? 0) > last.texts * mostDead
    if (from < end - 1 || isDecayed) runs.push(segments.slice(from, end))
    end = from
  }
  return runs
}

async function mergeRun(
  store: ByteStore,
  manifest: Manifest,
  run: readonly SegmentEntry[],
  between: () => Promise<unknown>,
): Promise<Replacement> {
  const loaded = await Promise.all(run.map(async (entry) => await loadSegment(store, entry)))
  const { version, generation, kills } = manifest
  const of = { version: version + 1, generation: run[0]?.generation ?? generation }
  const made = await mergeLive(loaded, kills, of, between)
  if (made) await store.write(made.entry.name, made.bytes)
  return { from: run.map(({ name }) => name), to: made?.entry }
}

/** What was committed since stays; where it took a segment away that was merged here too, the merge is given up. */
function place(current: Manifest, { from, to }: Replacement, now: number): Manifest {
  const names = new Set(current.segments.map(({ name }) => name))
  if (!from.every((name) => names.has(name))) return current
  const segments = current.segments.flatMap((segment) => {
    if (!from.includes(segment.name)) return [segment]
    return from[0] === segment.name && to ? [to] : []
  })
  return { ...current, version: current.version + 1, segments, updated: now }
}

/** Without the kills that no copy is left for. */
async function forget(store: ByteStore, current: Manifest, now: number): Promise<Manifest> {
  if (current.kills.length === 0) return current
  const { needed } = await openAll(store, current)
  if (needed.length === current.kills.length) return current
  return { ...current, version: current.version + 1, kills: needed, updated: now }
}
