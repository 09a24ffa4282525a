import { writePosting } from './builder.ts'
import { idAt } from './head.ts'
import type { LoadedSegment } from './open.ts'
import { type MadeSegment, SegmentWriter, type WrittenVariant } from './segment-writer.ts'
import type { Group, Variant } from './terms.ts'
import { ByteReader, ByteWriter } from './varint.ts'

/** A segment to merge. `removed` has a 1 for each text that is not to be found any more. */
export interface MergeSource {
  segment: LoadedSegment
  removed: Uint8Array | undefined
}

/** Where the texts of a source stand in the merged segment. */
interface Moved extends MergeSource {
  /** Of its first text. */
  base: number
  /** For each text, -1 if it is left out; undefined where all only move on by `base`. */
  places: Int32Array | undefined
}

interface Merged extends WrittenVariant {
  exact: Uint8Array
}

/** Bytes that are merged between two pauses: some hundredths of a second. */
const atOnce = 1_000_000

/**
 * One segment of several, oldest first, without what was removed. Undefined if nothing is left. `between` is waited for every
 * megabyte, so that others come first.
 */
export async function merge(
  sources: readonly MergeSource[],
  made: { version: number; generation: number },
  between: () => Promise<unknown> = async () => undefined,
): Promise<MadeSegment | undefined> {
  const writer = new SegmentWriter()
  const moved = moveTexts(sources, writer)
  if (moved.texts === 0) return undefined
  const cursors = moved.sources.map((source) => {
    const groups = source.segment.terms.all()
    return { source, groups, group: nextOf(groups) }
  })
  let paused = 0
  for (let least = leastOf(cursors); least; least = leastOf(cursors)) {
    if (writer.length - paused > atOnce) {
      await between()
      paused = writer.length
    }
    const variants = new Map<string, Merged>()
    for (const cursor of cursors) {
      if (!cursor.group || Buffer.compare(cursor.group.folded, least) !== 0) continue
      for (const variant of cursor.group.variants)
        append(variantIn(variants, variant), variant, cursor.source)
      cursor.group = nextOf(cursor.groups)
    }
    const kept = [...variants.values()].filter(({ texts }) => texts > 0)
    if (kept.length > 0)
      writer.group(
        least,
        kept.sort((a, b) => Buffer.compare(a.exact, b.exact)),
      )
  }
  return writer.finish(made)
}

const nextOf = (groups: Generator<Group, void>): Group | undefined => groups.next().value ?? undefined

function leastOf(cursors: readonly { group: Group | undefined }[]): Uint8Array | undefined {
  let least: Uint8Array | undefined
  for (const { group } of cursors)
    if (group && (!least || Buffer.compare(group.folded, least) < 0)) least = group.folded
  return least
}

function moveTexts(sources: readonly MergeSource[], writer: SegmentWriter) {
  let texts = 0
  const moved = sources.map(({ segment, removed }): Moved => {
    const base = texts
    const places = removed && new Int32Array(segment.head.texts).fill(-1)
    const titles = new ByteReader(segment.titles)
    const { head } = segment
    for (let at = 0; at < head.texts; at++) {
      const title = titles.bytes(titles.varint())
      if (removed?.[at]) continue
      if (places) places[at] = texts
      writer.text(rowAt(segment, at), title)
      texts += 1
    }
    writer.lastPosition = Math.max(writer.lastPosition, head.lastPosition)
    return { segment, removed, base, places }
  })
  return { sources: moved, texts }
}

const rowAt = ({ head }: LoadedSegment, at: number) => ({
  id: idAt(head, at),
  seq: head.seqs[at] ?? 0,
  moment: head.moments[at] ?? 0,
  section: head.sectionNames[head.sections[at] ?? 0] ?? '',
  length: head.lengths[at] ?? 0,
  titleLength: head.titleLengths[at] ?? 0,
})

function variantIn(variants: Map<string, Merged>, { exact }: Variant): Merged {
  const key = Buffer.from(exact).toString('latin1')
  let merged = variants.get(key)
  if (!merged) {
    merged = { exact, texts: 0, last: -1, postings: [], positions: [] }
    variants.set(key, merged)
  }
  return merged
}

function append(to: Merged, variant: Variant, source: Moved): void {
  const { bytes } = source.segment
  const postings = bytes.subarray(variant.postings, variant.postings + variant.postingsLength)
  const positions = bytes.subarray(variant.positions, variant.positions + variant.positionsLength)
  if (source.places) rewrite(to, postings, positions, source.places)
  else shift(to, postings, positions, variant, source.base)
}

/** Nothing is left out: all but the first gap is copied byte for byte. */
function shift(
  to: Merged,
  postings: Uint8Array,
  positions: Uint8Array,
  variant: Variant,
  base: number,
): void {
  const reader = new ByteReader(postings)
  const first = reader.varint()
  const gap = base + (first >>> 1) - to.last - 1
  const head = new ByteWriter(5)
  head.varint(gap * 2 + (first & 1))
  to.postings.push(head.view(), postings.subarray(reader.at))
  to.positions.push(positions)
  to.last = base + variant.last
  to.texts += variant.texts
}

function rewrite(to: Merged, postings: Uint8Array, positions: Uint8Array, places: Int32Array): void {
  const [newPostings, newPositions] = [new ByteWriter(postings.length), new ByteWriter(positions.length)]
  const [reader, spots] = [new ByteReader(postings), new ByteReader(positions)]
  let text = -1
  while (reader.at < postings.length) {
    const gap = reader.varint()
    text += (gap >>> 1) + 1
    const often = gap & 1 ? 2 : reader.varint()
    const start = spots.at
    spots.skip(often >>> 1)
    const place = places[text] ?? -1
    if (place < 0) continue
    writePosting(newPostings, place - to.last - 1, often >>> 1, (often & 1) === 1)
    newPositions.bytes(positions.subarray(start, spots.at))
    to.last = place
    to.texts += 1
  }
  if (newPostings.length === 0) return
  to.postings.push(newPostings.view())
  to.positions.push(newPositions.view())
}
