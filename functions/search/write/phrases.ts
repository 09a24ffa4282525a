import { zstdDecompressSync } from 'node:zlib'
import type { ByteStore } from '../bytes.ts'
import type { Written } from '../indexed-text.ts'
import { type Manifest, readManifest } from '../manifest.ts'
import type { Pause } from '../phrases/count.ts'
import { makePhraseTable } from '../phrases/table.ts'
import { findRemoved } from '../removed.ts'
import { checksumOf, objectName } from '../segment/format.ts'
import { type OpenSegment, openSegment, readExactly } from '../segment/open.ts'
import { ByteReader } from '../segment/varint.ts'
import { replace } from './replace.ts'

/** Of a small index every title counts; of a large one what stands in several, so that none speaks of one text alone. */
const smallIndex = 300

/** Titles that are counted at most, the newest: some seconds, and half a gigabyte while it lasts. */
const mostTitles = 100_000

type Phrases = NonNullable<Manifest['phrases']>

const textsOf = ({ segments }: Manifest) => segments.reduce((sum, { texts }) => sum + texts, 0)

/** Of a small index a commit makes the phrases too: they may be those of one text, which is to come and go with it. */
export const isSmall = (manifest: Manifest) => textsOf(manifest) <= smallIndex

/** Makes the phrase table of the titles that can be found, the newest of them where they are very many. */
export async function writePhrases(store: ByteStore, manifest: Manifest, between?: Pause): Promise<Phrases> {
  const open = await Promise.all(manifest.segments.map(async (entry) => await openSegment(store, entry, 0)))
  const { bySegment } = findRemoved(
    open.map(({ head }) => head),
    manifest.kills,
  )
  const titles: string[] = []
  for (const [at, segment] of [...open.entries()].reverse()) {
    if (titles.length >= mostTitles) break
    for (const title of await titlesOf(store, segment, bySegment[at])) titles.push(title)
    await between?.()
  }
  const bytes = await makePhraseTable(titles, { ofSingles: isSmall(manifest), between })
  const name = objectName('phrases', bytes, manifest.version)
  await store.write(name, bytes)
  const { version } = manifest
  return { name, size: bytes.length, checksum: checksumOf(bytes), texts: textsOf(manifest), version }
}

/** Makes them beside whatever is committed meanwhile: they may be a little behind. */
export async function renewPhrases(
  store: ByteStore,
  { now, between }: { now: number; between?: Pause | undefined },
): Promise<Written> {
  const { manifest } = await readManifest(store)
  const phrases = await writePhrases(store, manifest, between)
  return await replace(store, async (current) =>
    (current.phrases?.version ?? -1) >= phrases.version
      ? current
      : { ...current, version: current.version + 1, phrases, updated: now },
  )
}

async function titlesOf(store: ByteStore, { entry, head }: OpenSegment, removed: Uint8Array | undefined) {
  const compressed = await readExactly(store, entry.name, entry.titles, entry.head - entry.titles)
  const reader = new ByteReader(zstdDecompressSync(compressed))
  const titles: string[] = []
  for (let at = 0; at < head.texts; at++) {
    const title = reader.bytes(reader.varint())
    if (!removed?.[at]) titles.push(Buffer.from(title).toString())
  }
  return titles
}
