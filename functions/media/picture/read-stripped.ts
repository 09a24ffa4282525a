import { type StrippedPart, strippedParts } from '../../domain/library/stripped.ts'

/** Tags of Exif (2.32, 4.6) by what they tell. */
const told: Readonly<Record<number, StrippedPart>> = {
  271: 'camera',
  272: 'camera',
  306: 'date',
  315: 'author',
  33432: 'author',
  34853: 'location',
  36867: 'date',
  42035: 'camera',
  42036: 'camera',
}
const furtherTags = 0x8769
const placeTag = 0x8825

/** How a picture begins what a program keeps with it: XMP, and IPTC as Photoshop writes it. */
const notes = ['http://ns.adobe.com/xap/1.0/', 'XML:com.adobe.xmp', '<x:xmpmeta', 'Photoshop 3.0\0']

/** Exif is a TIFF, which begins like this; a short way before it stands its name, but in AVIF. */
const tiffStarts = ['II*\0', 'MM\0*']
/** Places that may be one, and are none: pixels look like anything. */
const mostLookedAt = 20

/** Bytes of the head of a TIFF, before which no directory begins. */
const firstPlace = 8
/** More entries than any camera writes. */
const mostEntries = 200

/** What may be Exif, in no order. */
function* tiffsIn(bytes: Buffer): Generator<Buffer> {
  for (const start of tiffStarts) {
    let at = bytes.indexOf(start, 0, 'latin1')
    for (let looked = 0; at >= 0 && looked < mostLookedAt; looked += 1) {
      yield bytes.subarray(at)
      at = bytes.indexOf(start, at + 1, 'latin1')
    }
  }
}

/** Entries of the directory at an offset (TIFF 6.0, section 2), as far as there are any. */
function entriesAt(tiff: Buffer, offset: number): { tag: number; value: number }[] {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  if (offset < firstPlace || offset + 2 > tiff.length) return []
  const count = short(offset)
  if (count > mostEntries) return []
  const starts = Array.from({ length: count }, (_, index) => offset + 2 + index * 12)
  const whole = starts.filter((at) => at + 12 <= tiff.length)
  return whole.map((at) => ({ tag: short(at), value: long(at + 8) }))
}

function partsIn(tiff: Buffer): StrippedPart[] {
  if (tiff.length < firstPlace) return []
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const first = entriesAt(tiff, isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4))
  const further = first.find(({ tag }) => tag === furtherTags)
  const all = [...first, ...(further ? entriesAt(tiff, further.value) : [])]
  return all.flatMap(({ tag, value }) => {
    const part = told[tag]
    // Many telephones keep an empty list of places where they may not know the place.
    const isEmpty = tag === placeTag && entriesAt(tiff, value).length === 0
    return part && !isEmpty ? [part] : []
  })
}

/**
 * What a picture says beside what is seen, for whoever uploaded it. It is told, and nothing is decided by it: what cannot be
 * read is passed over, and all of it is left out of what readers get (`strip.ts`).
 */
export function readStripped(picture: Uint8Array): StrippedPart[] {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.length)
  const found = new Set([...tiffsIn(bytes)].flatMap(partsIn))
  if (notes.some((each) => bytes.includes(each, 0, 'latin1'))) found.add('notes')
  return strippedParts.filter((part) => found.has(part))
}
