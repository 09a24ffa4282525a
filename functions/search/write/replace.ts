import type { ByteStore } from '../bytes.ts'
import type { Written } from '../indexed-text.ts'
import { encodeManifest, type Manifest, namesIn, readManifest, type Tagged } from '../manifest.ts'

/** Somebody wins each time, so that whoever loses so often is not one of two or three writers. */
const mostAttempts = 100

/** Puts a manifest in place of the one it was made from; again from what is there, if that was changed in between. */
export async function replace(
  store: ByteStore,
  make: (manifest: Manifest) => Promise<Manifest>,
  read: () => Promise<Tagged> = async () => await readManifest(store),
): Promise<Written> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { manifest, tag } = await read()
    const made = await make(manifest)
    if (made === manifest) return written(manifest)
    const next = { ...made, retired: retiredBy(manifest, made) }
    if ((await store.replaceManifest(encodeManifest(next), tag)) === 'done') return written(next)
  }
  throw new Error(`the manifest was changed by others ${mostAttempts} times in a row`)
}

/** A reader asks for the manifest every ten seconds, and no query takes a minute. Milliseconds. */
export const mayBeRead = 120_000

/** What was named by either until lately, and is not any more. */
function retiredBy(before: Manifest, next: Manifest): Manifest['retired'] {
  const at = next.updated
  const named = new Set(namesIn(next))
  const dropped = namesIn(before).map((name) => ({ name, at }))
  return [...before.retired, ...dropped].filter((each) => !named.has(each.name) && at - each.at < mayBeRead)
}

/** Kills that are kept until the copies they speak of are looked for, and segments that a query can well search. */
const most = { kills: 500, segments: 12 }

function written(manifest: Manifest): Written {
  const { version, segments, kills, phrases } = manifest
  const texts = segments.reduce((sum, segment) => sum + segment.texts, 0)
  const phrasesAreDue = Math.abs(texts - (phrases?.texts ?? 0)) > texts / 10
  return {
    version,
    texts,
    segments: segments.length,
    compactionIsDue: kills.length > most.kills || segments.length > most.segments || phrasesAreDue,
  }
}
