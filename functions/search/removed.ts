import type { Kill } from './manifest.ts'
import { type Head, idAt } from './segment/head.ts'

/** FNV-1a of the bytes up to the first zero, to look an id up without making a string of each. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to && bytes[at] !== 0; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return hash >>> 0
}

interface Copy {
  segment: number
  text: number
  seq: number
}

/** The copies of every text that a kill names, oldest segment first. */
function copiesOf(heads: readonly Head[], kills: readonly Kill[]): Map<string, Copy[]> {
  const hashes = new Set(kills.map(({ id }) => hashOf(Buffer.from(id), 0, Buffer.byteLength(id))))
  const copies = new Map<string, Copy[]>(kills.map(({ id }) => [id, []]))
  for (const [segment, head] of heads.entries())
    for (let text = 0; text < head.texts; text++) {
      const start = text * head.idWidth
      if (!hashes.has(hashOf(head.ids, start, start + head.idWidth))) continue
      const id = Buffer.from(idAt(head, text)).toString()
      copies.get(id)?.push({ segment, text, seq: head.seqs[text] ?? 0 })
    }
  return copies
}

export interface Removed {
  /** For each segment a 1 for each of its texts that is not to be found; undefined where all are. */
  bySegment: (Uint8Array | undefined)[]
  /** The kills that keep a copy from being found. */
  needed: Kill[]
}

/**
 * Which copies are not to be found: those below their kill, and all but the newest, in whatever order they came. A text of
 * which there is more than one copy has a kill.
 */
export function findRemoved(heads: readonly Head[], kills: readonly Kill[]): Removed {
  const bySegment: (Uint8Array | undefined)[] = heads.map(() => undefined)
  if (kills.length === 0) return { bySegment, needed: [] }
  const copies = copiesOf(heads, kills)
  const needed = kills.filter(({ id, below }) => {
    const all = copies.get(id) ?? []
    const newest = all.reduce<Copy | undefined>(
      (best, copy) => (best && best.seq > copy.seq ? best : copy),
      undefined,
    )
    const dead = all.filter((copy) => copy !== newest || copy.seq < below)
    for (const { segment, text } of dead) {
      const removed = bySegment[segment] ?? new Uint8Array(heads[segment]?.texts ?? 0)
      removed[text] = 1
      bySegment[segment] = removed
    }
    return dead.length > 0
  })
  return { bySegment, needed }
}
