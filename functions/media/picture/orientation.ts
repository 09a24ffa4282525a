const orientationTag = 0x0112
const tiffPrefix = 'Exif\0\0'

/** How to read the three kinds of number that cameras write here: bytes, 16 and 32 bits (TIFF 6.0, section 2). */
const numbers: Record<number, (entry: DataView, littleEndian: boolean) => number> = {
  1: (entry) => entry.getUint8(8),
  3: (entry, littleEndian) => entry.getUint16(8, littleEndian),
  4: (entry, littleEndian) => entry.getUint32(8, littleEndian),
}

/** How the camera was held (Exif 2.32, 4.6.4): 1 to 8; undefined where it is not said. */
export function orientationOf(exif: Buffer): number | undefined {
  const tiff = exif.toString('latin1', 0, 6) === tiffPrefix ? exif.subarray(6) : exif
  if (tiff.length < 8) return undefined
  const littleEndian = tiff.toString('latin1', 0, 2) === 'II'
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const directory = view.getUint32(4, littleEndian)
  if (directory + 2 > tiff.length) return undefined
  const count = view.getUint16(directory, littleEndian)
  for (let at = directory + 2; at + 12 <= tiff.length && at < directory + 2 + count * 12; at += 12) {
    if (view.getUint16(at, littleEndian) !== orientationTag) continue
    const entry = new DataView(tiff.buffer, tiff.byteOffset + at, 12)
    const value = numbers[view.getUint16(at + 2, littleEndian)]?.(entry, littleEndian) ?? 0
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/**
 * Exif with the orientation of another and nothing else, so that no decoder walks through what a file says of cameras and
 * places. Undefined where there is none.
 */
export function exifOf(exif: Buffer): Buffer | undefined {
  const orientation = orientationOf(exif)
  if (orientation === undefined) return undefined
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1')
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

/** As JPEG and, for its readers' sake, WebP have it. */
export const withPrefix = (tiff: Buffer) => Buffer.concat([Buffer.from(tiffPrefix, 'latin1'), tiff])
