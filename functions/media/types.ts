import type { Extension } from '../domain/library/file.ts'

/** What the first bytes of an upload must say it is, by the extension of its name: a short name that `typeOf` gives. */
export const contents = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  pdf: 'pdf',
  docx: 'zip',
  xlsx: 'zip',
  pptx: 'zip',
  odt: 'zip',
  ods: 'zip',
  odp: 'zip',
  zip: 'zip',
  doc: 'cfb',
  xls: 'cfb',
  ppt: 'cfb',
  mp3: 'mp3',
  m4a: 'mp4',
  ogg: 'ogg',
  mp4: 'mp4',
  webm: 'webm',
  vtt: 'vtt',
} as const satisfies Record<Extension, string>

/** As a string of one character per byte, for looking at signatures. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.toString('latin1', Math.max(0, start), Math.max(0, end))
}

/** The first bytes (or those at an offset), one character each, and the short name of what begins so. */
const signatures: [start: string, name: string, at?: number][] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'cfb'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff', 'jpg'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['WEBP', 'webp', 8],
  ['WAVE', 'wav', 8],
  ['AVI ', 'avi', 8],
  ['ftypqt  ', 'mov', 4],
  ['ftyp', 'mp4', 4],
  ['OggS', 'ogg'],
  ['fLaC', 'flac'],
  ['II*\0', 'tif'],
  ['MM\0*', 'tif'],
  ['{\\rtf', 'rtf'],
  ['WEBVTT', 'vtt'],
  ['\xef\xbb\xbfWEBVTT', 'vtt'],
  // Of Windows, Linux, macOS, Java, Android; a shortcut, a help file.
  ['MZ', 'program'],
  ['\x7fELF', 'program'],
  ['\xfe\xed\xfa\xce', 'program'],
  ['\xfe\xed\xfa\xcf', 'program'],
  ['\xce\xfa\xed\xfe', 'program'],
  ['\xcf\xfa\xed\xfe', 'program'],
  ['\xca\xfe\xba\xbe', 'program'],
  ['dex\n', 'program'],
  ['L\0\0\0\x01\x14\x02\0', 'program'],
  ['ITSF', 'program'],
  ['#!', 'script'],
  ['Rar!\x1a\x07', 'archive'],
  ["7z\xbc\xaf'\x1c", 'archive'],
  ['\x1f\x8b\x08', 'archive'],
  ['MSCF\0', 'archive'],
  ['xar!', 'archive'],
  ['\xfd7zXZ\0', 'archive'],
  ['\x1a\x45\xdf\xa3', 'webm'],
  ['\xff\xf1', 'aac'],
  ['\xff\xf9', 'aac'],
  ...['ID3', '\xff\xe2', '\xff\xe3', '\xff\xf2', '\xff\xf3', '\xff\xfa', '\xff\xfb'].map(
    (start): [string, string] => [start, 'mp3'],
  ),
  // What macOS adds to archives: attributes of a file, how a folder is shown.
  ['\0\x05\x16\x07', 'macos'],
  ['\0\0\0\x01Bud1', 'macos'],
]

/** What a browser or a shell would run, at the beginning of a text. */
const texts: [RegExp, string][] = [
  [/^(?:<!doctype svg|<svg\b)/iu, 'svg'],
  [/^<(?:!doctype html|(?:html|head|body|script|iframe|title|meta|style|img|table|div)\b)/iu, 'html'],
  [/^(?:#!|@echo\b|<(?:\?php|%|job\b|package\b|scriptlet\b|hta:))/iu, 'script'],
  [/^<(?:\?xml|[a-z!])/iu, 'xml'],
]

/** ISO/IEC 23008-12: the first box lists what the file can be read as. A telephone's HEIC and an AVIF differ in nothing else. */
function brandOf(head: string): 'avif' | 'heic' | undefined {
  if (!head.startsWith('ftyp', 4)) return undefined
  const length = Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE(0)
  const brands: string[] = head.slice(8, length).match(/.{4}/gsu) ?? []
  if (brands.some((brand) => /^avi[fs]$/u.test(brand))) return 'avif'
  return brands.some((brand) => /^(?:hei[cmsx]|hev[cmsx]|mif1|msf1)$/u.test(brand)) ? 'heic' : undefined
}

/** The text from its first tag that matters: UTF-16 and comments hide it from whoever reads bytes, not from a browser. */
function textOf(head: string): string {
  const text = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/u, '').replaceAll('\0', '')
  const inside = text.replace(/<!--.*?-->/gsu, '').trimStart()
  return inside.replace(/^<\?xml\b[^>]*>\s*(?=<)/u, '')
}

/** How many bytes `typeOf` looks at. */
export const headLength = 1024

/** Names that `typeOf` gives to what would run. */
export const runs = (type: string | undefined) => type === 'program' || type === 'script'

/**
 * What the first bytes say: a short name such as `pdf`, `zip`, `cfb` (old Office), `html` or `program`; undefined for
 * plain text and what is not known.
 */
export function typeOf(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes, 0, headLength)
  const brand = brandOf(head)
  if (brand) return brand
  const found = signatures.find(([start, , at]) => head.startsWith(start, at))
  if (found) return found[1]
  const text = textOf(head)
  return texts.find(([pattern]) => pattern.test(text))?.[1]
}

/** How far from its end the directory of a ZIP may be, after which a comment of 65,535 bytes can follow. */
const directoryReach = 65_557

/**
 * Whether programs that open ZIP files would find one in it: an end-of-central-directory record (APPNOTE 4.3.16) within
 * their reach that points to a directory (or to none, in an empty archive).
 */
export function holdsArchive(bytes: Uint8Array, reach = directoryReach): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const from = Math.max(0, bytes.length - reach)
  for (let at = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= from; ) {
    if (at + 22 <= bytes.length) {
      const size = buffer.readUInt32LE(at + 12)
      const isZip64 = at >= 20 && latin1(bytes, at - 20, at - 16) === 'PK\x06\x07'
      if (isZip64 || (size <= at && latin1(bytes, at - size, at - size + 4) === 'PK\x01\x02')) return true
      if (size === 0 && at + 22 + buffer.readUInt16LE(at + 20) === bytes.length) return true
    }
    if (at === 0) break
    at = buffer.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return false
}

/** For Acrobat, a PDF may begin anywhere in the first 1024 bytes, with something else before it. */
export const findsPdf = (bytes: Uint8Array) => latin1(bytes, 1, 1024).includes('%PDF-')
