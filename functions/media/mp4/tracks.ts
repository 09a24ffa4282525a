import { Refusal } from '../../domain/library/refusal.ts'
import { type Box, find, inside, number } from './boxes.ts'

export interface Track {
  handler: string
  codec: string
  id: number
  timescale: number
  duration: number
}

/** Version 1 of a header has times of 64 bits, two of them before what is wanted. */
export function trackOf(trak: Box): Track {
  const header = find(trak, 'tkhd')
  const media = find(trak, 'mdia', 'mdhd')
  const isLong = media?.content[0] === 1
  const descriptions = find(trak, 'mdia', 'minf', 'stbl', 'stsd')
  const duration = isLong ? number(media, 24) * 2 ** 32 + number(media, 28) : number(media, 16)
  const unknown = isLong ? 2 ** 64 : 0xffffffff
  return {
    handler: find(trak, 'mdia', 'hdlr')?.content.toString('latin1', 8, 12) ?? '',
    codec: descriptions?.content.toString('latin1', 12, 16) ?? '',
    id: number(header, header?.content[0] === 1 ? 20 : 12),
    timescale: number(media, isLong ? 20 : 12),
    duration: duration === unknown ? 0 : duration,
  }
}

/** Time of one run of samples in a fragment (8.8.8): each has its own, or all have that of the fragment. */
function runTime(run: Box, usual: number): number {
  const flags = number(run, 0) & 0xffffff
  const count = number(run, 4)
  const size = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4
  if ((flags & 0x100) === 0) return count * usual
  let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  if (at + count * size > run.content.length) throw new Refusal('damaged')
  let time = 0
  for (let sample = 0; sample < count; sample++, at += size) time += number(run, at)
  return time
}

/** Time of a track in one fragment, as browsers record them. */
function fragmentTime(fragment: Box, id: number, usual: number): number {
  let time = 0
  for (const part of inside(fragment)) {
    if (part.name !== 'traf') continue
    const header = find(part, 'tfhd')
    const flags = number(header, 0)
    if (number(header, 4) !== id) continue
    const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
    const own = flags & 8 ? number(header, at) : usual
    for (const run of inside(part)) if (run.name === 'trun') time += runTime(run, own)
  }
  return time
}

export function fragmentsTime(boxes: Box[], movie: Box, id: number): number {
  const extended = find(movie, 'mvex')
  const defaults = extended ? [...inside(extended)] : []
  const usual = number(
    defaults.find((each) => each.name === 'trex' && number(each, 4) === id),
    12,
  )
  let time = 0
  for (const box of boxes) if (box.name === 'moof') time += fragmentTime(box, id, usual)
  return time
}
