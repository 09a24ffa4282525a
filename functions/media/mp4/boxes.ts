import { Refusal } from '../../domain/library/refusal.ts'

/** A box (ISO/IEC 14496-12, 4.2): four letters and what is in it. */
export interface Box {
  name: string
  header: Buffer
  content: Buffer
}

/** More than recorders write side by side: two fragments per second for 12 hours, each of two boxes. */
const mostBoxes = 200_000

/** The boxes that lie one after the other in `content`. Throws when they do not fit. */
export function* boxesIn(content: Buffer): Generator<Box> {
  let count = 0
  for (let at = 0; at < content.length; ) {
    // Some writers end a list with four zero bytes.
    if (content.length - at < 8 && content.subarray(at).every((byte) => byte === 0)) return
    if (content.length - at < 8 || ++count > mostBoxes) throw new Refusal('damaged')
    const short = content.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && content.length - at < 16) throw new Refusal('damaged')
    const size = isLong ? Number(content.readBigUInt64BE(at + 8)) : short === 0 ? content.length - at : short
    const header = isLong ? 16 : 8
    if (size < header || at + size > content.length) throw new Refusal('damaged')
    const name = content.toString('latin1', at + 4, at + 8)
    yield {
      name,
      header: content.subarray(at, at + header),
      content: content.subarray(at + header, at + size),
    }
    at += size
  }
}

export const inside = (box: Box, skip = 0) => boxesIn(box.content.subarray(skip))

export function find(box: Box, ...path: string[]): Box | undefined {
  let found: Box | undefined = box
  for (const name of path) found = found && [...inside(found)].find((each) => each.name === name)
  return found
}

export function number(box: Box | undefined, at: number): number {
  return box && at + 4 <= box.content.length ? box.content.readUInt32BE(at) : 0
}
