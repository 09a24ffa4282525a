import { type Box, inside } from './boxes.ts'

/** Boxes that hold others, in which a place may be told. */
const holders = new Set(['moov', 'trak', 'udta', 'meta', 'ilst', 'moof', 'traf'])
/** Where the recording was made (Apple, 3GPP), and XMP, which tells it too. */
const places = new Set(['\xa9xyz', 'loci', 'XMP_', 'uuid'])

function* placesIn(boxes: Iterable<Box>, depth: number): Generator<Box> {
  for (const box of boxes) {
    if (places.has(box.name) || tellsPlace(box)) yield box
    else if (holders.has(box.name) && depth > 0)
      yield* placesIn(inside(box, box.name === 'meta' ? metaHeader(box) : 0), depth - 1)
  }
}

/** Version and flags come first in `meta` (8.11.1), not in that of QuickTime. */
const metaHeader = (box: Box) => (box.content.toString('latin1', 4, 8) === 'hdlr' ? 0 : 4)

/** QuickTime names its values in one list and keeps them in another, so both go. */
function tellsPlace(box: Box): boolean {
  return box.name === 'meta' && box.content.includes('location.ISO6709', 0, 'latin1')
}

/** The same bytes with the places made free space of zeros, so that nothing else moves. */
export function withoutPlaces(bytes: Uint8Array, boxes: Box[]): Uint8Array {
  const found = [...placesIn(boxes, 6)]
  if (found.length === 0) return bytes
  const clean = Uint8Array.from(bytes)
  for (const { header, content } of found) {
    clean.set(Buffer.from('free'), header.byteOffset - bytes.byteOffset + 4)
    const start = content.byteOffset - bytes.byteOffset
    clean.fill(0, start, start + content.length)
  }
  return clean
}
