import * as z from 'zod'
import { analyzerVersion } from './analyze.ts'
import type { ByteStore } from './bytes.ts'
import { IndexProblem } from './index-problem.ts'
import { formatVersion } from './segment/format.ts'

const count = z.number().int().min(0)

const versions = z.object({ format: count, analyzer: count })

const manifestShape = versions.extend({
  /** Grows with each replacement. */
  version: count,
  /** Grows with each rebuild that begins. */
  generation: count,
  /** Oldest first. */
  segments: z.array(
    z.object({
      name: z.string().min(1),
      size: count,
      titles: count,
      head: count,
      headChecksum: count,
      texts: count,
      words: count,
      generation: count,
    }),
  ),
  /** Copies of a text whose revision is lower than `below` are not to be found, nor any but the newest. */
  kills: z.array(z.object({ id: z.string(), below: z.number() })),
  /** Objects that were named until lately, and when they were last (milliseconds since 1970 UTC): a reader may be at them. */
  retired: z.array(z.object({ name: z.string(), at: z.number() })).default([]),
  phrases: z
    .object({
      name: z.string(),
      size: count,
      checksum: count,
      /** Of the index when it was made. */ texts: count,
      version: count,
    })
    .optional(),
  /** Milliseconds since 1970 UTC. */
  updated: z.number(),
})

export type Manifest = z.output<typeof manifestShape>
export type Kill = Manifest['kills'][number]

/** With which a compare-and-swap replaces it; undefined where there is none yet. */
export interface Tagged {
  manifest: Manifest
  tag: string | undefined
}

export const emptyManifest = (): Manifest => ({
  format: formatVersion,
  analyzer: analyzerVersion,
  version: 0,
  generation: 0,
  segments: [],
  kills: [],
  retired: [],
  updated: 0,
})

/** Throws `IndexProblem` where it is damaged or newer. By an older analyzer it can still be read, but not added to. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const json = parseJson(bytes)
  const { data } = versions.safeParse(json)
  if (data && (data.format > formatVersion || data.analyzer > analyzerVersion))
    throw new IndexProblem('newer', `the manifest has format ${data.format} and analyzer ${data.analyzer}`)
  const read = manifestShape.safeParse(json)
  if (!read.success) throw new IndexProblem('damaged', 'the manifest is not one', { cause: read.error })
  return read.data
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch (cause) {
    throw new IndexProblem('damaged', 'the manifest is no JSON', { cause })
  }
}

export const isOlder = ({ format, analyzer }: Manifest) =>
  format < formatVersion || analyzer < analyzerVersion

/** For writers: throws `IndexProblem` where there is none that they may add to. */
export async function readManifest(store: ByteStore): Promise<Tagged> {
  const stored = await store.manifest()
  if (!stored || stored === 'unchanged') throw new IndexProblem('missing', 'there is no index yet')
  const manifest = parseManifest(stored.bytes)
  if (isOlder(manifest)) throw new IndexProblem('older', 'the index was made by former rules')
  return { manifest, tag: stored.tag }
}

/** What of the store a manifest names. */
export const namesIn = ({ segments, phrases }: Manifest): string[] => [
  ...segments.map(({ name }) => name),
  ...(phrases ? [phrases.name] : []),
]

export const encodeManifest = (manifest: Manifest): Uint8Array => Buffer.from(JSON.stringify(manifest))
