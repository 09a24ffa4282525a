import { Refusal } from '../../domain/library/refusal.ts'
import { typeOf } from '../content-type.ts'
import { isMovingGif } from './moving.ts'

export type PictureExtension = 'jpg' | 'jpeg' | 'png' | 'webp' | 'avif'
export type PictureType = Exclude<PictureExtension, 'jpeg'>

/** The type by content. Throws a `Refusal` unless it is a picture of the type its name says, and nothing else beside. */
export function checkType(bytes: Uint8Array, extension: PictureExtension): PictureType {
  if (bytes.length === 0) throw new Refusal('empty')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const type = extension === 'jpeg' ? 'jpg' : extension
  const found = brandOf(buffer) ?? textOf(buffer) ?? typeOf(buffer)
  if (found === undefined) throw new Refusal('type_unknown')
  if (found === 'gif' && isMovingGif(buffer)) throw new Refusal('animated')
  if (found !== type) throw new Refusal('type_differs', { extension, found })
  const other = secondType(buffer)
  if (other) throw new Refusal('polyglot', { found: other })
  return type
}

/** ISO/IEC 23008-12: the first box lists what the file can be read as. A telephone's HEIC and an AVIF differ in nothing else. */
function brandOf(buffer: Buffer): 'avif' | 'heic' | undefined {
  if (buffer.toString('latin1', 4, 8) !== 'ftyp') return undefined
  const end = Math.min(buffer.readUInt32BE(0), buffer.length, 512)
  const brands: string[] = buffer.toString('latin1', 8, end).match(/.{4}/gsu) ?? []
  if (brands.includes('avif')) return 'avif'
  return brands.some((brand) => /^(?:hei[cmsx]|hev[cmsx]|mif1|msf1)$/u.test(brand)) ? 'heic' : undefined
}

/** What a browser or a shell would run. Zeros are left out, so that UTF-16 is read as well. */
function textOf(buffer: Buffer): string | undefined {
  const text = buffer
    .toString('latin1', 0, 4096)
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/u, '')
    .toLowerCase()
  if (text.startsWith('#!') || text.startsWith('<?php')) return 'script'
  if (!text.startsWith('<')) return undefined
  if (/<(?:!doctype )?svg/u.test(text)) return 'svg'
  return text.startsWith('<?xml') && !text.includes('<html') ? 'xml' : 'html'
}

/** What else the file can be opened as. Readers get it encoded anew, but editors may get the original. */
function secondType(buffer: Buffer): string | undefined {
  if (buffer.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  return isZip(buffer) ? 'zip' : undefined
}

/** A ZIP is read from its end: a record there (APPNOTE 4.3.16) tells the length of the directory before it. */
function isZip(buffer: Buffer): boolean {
  for (let at = buffer.indexOf('PK\x05\x06'); at >= 0; at = buffer.indexOf('PK\x05\x06', at + 4)) {
    if (at + 22 > buffer.length) return false
    const directory = at - buffer.readUInt32LE(at + 12)
    if (directory === at && buffer.readUInt16LE(at + 10) === 0) return true
    if (directory >= 0 && buffer.toString('latin1', directory, directory + 4) === 'PK\x01\x02') return true
    // ZIP64 keeps the length in another record.
    if (at >= 20 && buffer.toString('latin1', at - 20, at - 16) === 'PK\x06\x07') return true
  }
  return false
}
