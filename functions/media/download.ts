import { createHash } from 'node:crypto'
import { create } from 'content-disposition'
import { type Extension, formats } from '../domain/library/file.ts'
import { fold, slugify, toLine, toText } from '../domain/text.ts'
import type { PublicObject } from './public-object.ts'

/** Counted up when the same bytes are to be stored in another way, so that they get another address. */
const version = 'download-1'

/** "Tệp" (file): the name of what has none that can be written. */
const nameless = 'tep'

/** Names that Windows keeps for devices, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu

/** File systems allow 255 bytes; a Vietnamese letter takes up to three. */
const mostBytes = 200

function cut(text: string, bytes: number): string {
  let end = ''
  let left = bytes
  for (const letter of text) {
    left -= Buffer.byteLength(letter)
    if (left < 0) break
    end += letter
  }
  return end
}

/** The name without extension as it can be saved on every system: one line, no separators, dots or spaces at its ends. */
function saveable(name: string): string {
  const trimmed = (text: string) => text.replace(/^[.\s]+|[.\s]+$/gu, '')
  const line = toLine(toText(name.replace(/\s/gu, ' ')))
  const whole = trimmed(line.replace(/\.[^.]*$/u, '')).replace(/[\\/:*?"<>|]+/gu, '-')
  const base = trimmed(cut(whole, mostBytes))
  if (!/[\p{L}\p{N}]/u.test(base)) return nameless
  return device.test(base) ? `${nameless}-${base}` : base
}

/** Without marks and in ASCII, for the few programs that do not know RFC 8187; its capitals are kept. */
function ascii(name: string): string {
  const folded = [...name.normalize('NFD').replace(/\p{M}/gu, '')]
    .map((letter) => (letter === 'Đ' ? 'D' : fold(letter) === 'd' && letter !== 'D' ? 'd' : letter))
    .join('')
  const plain = folded
    .replace(/[^\x20-\x7e]+/gu, ' ')
    // Some browsers decode these even where they stand for themselves.
    .replaceAll('%', ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return /[a-z0-9]/iu.test(plain) ? plain : nameless
}

interface Download {
  hash: string
  file: string
  type: string
  bytes: number
}

export interface Upload {
  /** Of the media, not of the file. */
  id: string
  /** As the editor's computer had it. */
  name: string
  extension: Extension
}

/** Of what readers get, under which name they save it, and whose it is. */
export function downloadHash(
  body: Uint8Array,
  { id, disposition }: { id: string; disposition: string },
): string {
  const digest = createHash('sha256').update(body).digest('hex')
  const made = createHash('sha256').update([version, id, digest, disposition].join('\n'))
  return made.digest('hex').slice(0, 32)
}

/** Where a file for readers lies, and the header with the name under which they save it. */
export function toDownload(
  body: Uint8Array,
  { id, name, extension }: Upload,
  as: 'attachment' | 'inline',
): { download: Download; object: PublicObject } {
  const base = saveable(name)
  const disposition = create(`${base}.${extension}`, { type: as, fallback: `${ascii(base)}.${extension}` })
  const hash = downloadHash(body, { id, disposition })
  const file = `${slugify(ascii(base))}.${extension}`
  const { type } = formats[extension]
  return {
    download: { hash, file, type, bytes: body.length },
    object: { key: `media/${hash}/${file}`, body, type, disposition },
  }
}
