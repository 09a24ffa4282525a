import type { ByteStore } from '../bytes.ts'
import { IndexProblem } from '../index-problem.ts'
import type { IndexedText, Written } from '../indexed-text.ts'
import {
  emptyManifest,
  encodeManifest,
  isOlder,
  type Manifest,
  parseManifest,
  type Tagged,
} from '../manifest.ts'
import { SegmentBuilder } from '../segment/builder.ts'
import type { SegmentEntry } from '../segment/format.ts'
import { merge } from '../segment/merge.ts'
import { type LoadedSegment, loadedSegment } from '../segment/open.ts'
import { renewPhrases } from './phrases.ts'
import { replace } from './replace.ts'

/** Texts whose words are held in memory as they come. */
const chunk = 1_024
/** Bytes of a segment at most: while one is merged, it is in memory twice. */
export const largestSegment = 32_000_000

/**
 * Makes the whole index anew, from every text there is, whatever state it is in. What is committed while it runs stays:
 * segments of its generation are kept, those from before are left out. Throws `IndexProblem` where newer code wrote it.
 */
export async function build(
  store: ByteStore,
  texts: AsyncIterable<IndexedText> | Iterable<IndexedText>,
  { now }: { now: number },
): Promise<Written> {
  const made = await begin(store)
  const built: SegmentEntry[] = []
  let waiting: LoadedSegment[] = []
  const flush = async () => {
    const merged = await merge(
      waiting.map((segment) => ({ segment, removed: undefined })),
      made,
    )
    waiting = []
    if (!merged) return
    await store.write(merged.entry.name, merged.bytes)
    built.push(merged.entry)
  }
  for await (const segment of chunks(texts, made)) {
    const size = waiting.reduce((sum, { entry }) => sum + entry.size, segment.entry.size)
    if (size > largestSegment) await flush()
    waiting.push(segment)
  }
  await flush()
  await replace(
    store,
    async (manifest) => finish(manifest, { built, ...made, now }),
    async () => await readAny(store),
  )
  return await renewPhrases(store, { now })
}

async function* chunks(
  texts: AsyncIterable<IndexedText> | Iterable<IndexedText>,
  made: { version: number; generation: number },
): AsyncGenerator<LoadedSegment> {
  let builder = new SegmentBuilder()
  const finishChunk = () => {
    const { entry, bytes } = builder.finish(made)
    builder = new SegmentBuilder()
    // A copy has no room left to grow.
    return loadedSegment(entry, bytes.slice())
  }
  for await (const text of texts) {
    builder.add(text)
    if (builder.texts >= chunk) yield finishChunk()
  }
  if (builder.texts > 0) yield finishChunk()
}

/** An empty one in place of what cannot be read or added to: nothing could be committed to that meanwhile. */
async function readAny(store: ByteStore): Promise<Tagged> {
  const stored = await store.manifest()
  if (!stored || stored === 'unchanged') return { manifest: emptyManifest(), tag: undefined }
  try {
    const manifest = parseManifest(stored.bytes)
    return { manifest: isOlder(manifest) ? emptyManifest() : manifest, tag: stored.tag }
  } catch (error) {
    if (!(error instanceof IndexProblem) || error.problem === 'newer') throw error
    return { manifest: emptyManifest(), tag: stored.tag }
  }
}

interface Begun {
  /** Of the manifest that the segments are made for; 1 where there is none yet. */
  version: number
  generation: number
}

/** From here on nothing is merged with what was there before. */
async function begin(store: ByteStore): Promise<Begun> {
  for (;;) {
    const { manifest, tag } = await readAny(store)
    const begun = { version: manifest.version + 1, generation: manifest.generation + 1 }
    // A place where nothing can be read is left as it is until the whole is there: half an index looks like a whole one.
    if (manifest.version === 0) return begun
    if ((await store.replaceManifest(encodeManifest({ ...manifest, ...begun }), tag)) === 'done') return begun
  }
}

function finish(
  manifest: Manifest,
  { built, version, generation, now }: Begun & { built: readonly SegmentEntry[]; now: number },
): Manifest {
  const begunAlone = version === 1 ? manifest.version === 0 : manifest.generation === generation
  if (!begunAlone) throw new Error(`another rebuild has begun: it is generation ${manifest.generation}`)
  const since = manifest.segments.filter((segment) => segment.generation === generation)
  return {
    ...manifest,
    generation,
    version: manifest.version + 1,
    segments: [...built, ...since],
    updated: now,
  }
}
