import { stripAvif } from './strip-avif.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'
import type { PictureType } from './type.ts'

const byType = {
  jpg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  avif: stripAvif,
} satisfies Record<PictureType, (bytes: Buffer) => Buffer>

/**
 * A picture without all that is not seen. Decoders unpack texts, profiles and Exif before anything is asked of them, which
 * takes gigabytes where a file was made for it, so they get nothing of that. Throws `damaged` and `animated`.
 */
export function strip(bytes: Uint8Array, type: PictureType): Buffer {
  return byType[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
}
