import type { ByteStore } from '../bytes.ts'
import type { Written } from '../indexed-text.ts'
import { type Kill, type Manifest, readManifest } from '../manifest.ts'
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
  /** Asked between two merges, so that others come first: whether there is time for another one. */
  goOn?: () => Promise<boolean>
}

/**
 * Tidies up, when there is time: merges segments, leaves out what is dead, forgets kills that nothing needs any more, and
 * renews the phrases. Changes nothing of what is found, and lets others commit meanwhile. `isCut`: there was no time for all
 * of it; the next one does the rest.
 */
export async function compact(
  store: ByteStore,
  { now, goOn = async () => true }: Options,
): Promise<Written & { isCut: boolean }> {
  const { manifest } = await readManifest(store)
  const open = await Promise.all(manifest.segments.map(async (entry) => await openSegment(store, entry, 0)))
  const { bySegment } = findRemoved(
    open.map(({ head }) => head),
    manifest.kills,
  )
  const dead = bySegment.map((removed) => removed?.reduce((sum, each) => sum + each, 0) ?? 0)
  const replacements: Replacement[] = []
  const runs = runsToMerge(manifest.segments, dead)
  for (const run of runs) {
    replacements.push(await mergeRun(store, manifest, run))
    if (!(await goOn())) break
  }
  const tidied = await replace(store, async (current) =>
    tidy(current, manifest, replacements, await neededKills(store, manifest, replacements), now),
  )
  if (replacements.length < runs.length) return { ...tidied, isCut: true }
  return { ...(await renewPhrases(store)), isCut: false }
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
): Promise<Replacement> {
  const loaded = await Promise.all(run.map(async (entry) => await loadSegment(store, entry)))
  const made = mergeLive(loaded, manifest.kills, {
    version: manifest.version + 1,
    generation: run[0]?.generation ?? manifest.generation,
  })
  if (made) await store.write(made.entry.name, made.bytes)
  return { from: run.map(({ name }) => name), to: made?.entry }
}

function withReplacements(
  segments: readonly SegmentEntry[],
  replacements: readonly Replacement[],
): SegmentEntry[] {
  return segments.flatMap((segment) => {
    const replacement = replacements.find(({ from }) => from.includes(segment.name))
    if (!replacement) return [segment]
    return replacement.from[0] === segment.name && replacement.to ? [replacement.to] : []
  })
}

async function neededKills(
  store: ByteStore,
  manifest: Manifest,
  replacements: readonly Replacement[],
): Promise<Kill[]> {
  const segments = withReplacements(manifest.segments, replacements)
  const open = await Promise.all(segments.map(async (entry) => await openSegment(store, entry, 0)))
  return findRemoved(
    open.map(({ head }) => head),
    manifest.kills,
  ).needed
}

/** What was committed since stays; where it took a segment away that was merged here too, that merge is given up. */
function tidy(
  current: Manifest,
  before: Manifest,
  replacements: readonly Replacement[],
  needed: readonly Kill[],
  now: number,
): Manifest {
  const names = new Set(current.segments.map(({ name }) => name))
  const possible = replacements.filter(({ from }) => from.every((name) => names.has(name)))
  const unchanged = current.version === before.version
  const kills = unchanged ? [...needed] : current.kills
  if (possible.length === 0 && kills.length === current.kills.length) return current
  const segments = withReplacements(current.segments, possible)
  return { ...current, version: current.version + 1, segments, kills, updated: now }
}
