import type { ByteStore, Range } from '../../../functions/search/bytes.ts'

interface Kept {
  bytes: Uint8Array
  written: number
  tag: string
}

/** Indexes below prefixes of one bucket, in memory: with manifests by several names, as a rebuild needs. */
export function memoryIndexes(clock: () => number = Date.now) {
  const objects = new Map<string, Kept>()
  let tags = 0

  function keep(key: string, bytes: Uint8Array): void {
    tags += 1
    objects.set(key, { bytes: bytes.slice(), written: clock(), tag: `"${tags}"` })
  }

  function open(prefix: string, manifest = 'manifest.json'): ByteStore {
    return {
      async read(name: string, range?: Range) {
        const bytes = objects.get(prefix + name)?.bytes
        return range ? bytes?.slice(range.from, range.from + range.length) : bytes?.slice()
      },
      async write(name, bytes) {
        if (!objects.has(prefix + name)) keep(prefix + name, bytes)
      },
      async manifest(known) {
        const kept = objects.get(prefix + manifest)
        return kept && kept.tag === known ? 'unchanged' : kept
      },
      async replaceManifest(bytes, tag) {
        if (objects.get(prefix + manifest)?.tag !== tag) return 'changed'
        keep(prefix + manifest, bytes)
        return 'done'
      },
      async remove(name) {
        objects.delete(prefix + name)
      },
      async list() {
        return [...objects]
          .filter(([key]) => key.startsWith(prefix) && key !== prefix + manifest)
          .map(([key, { written }]) => ({ name: key.slice(prefix.length), written }))
      },
    }
  }

  return { objects, open }
}
