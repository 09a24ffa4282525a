import { isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { fromCp437 } from './cp437.ts'
import { vietnameseShare } from './decode.ts'

const utf8Flag = 0x800

interface ExtraField {
  id: number
  data: Buffer
}

/**
 * The name in Unicode that WinRAR and 7-Zip write beside one in the code page of the computer, in which letters are lost (Info-ZIP
 * Unicode Path, APPNOTE 4.6.9). It counts as long as it goes with that name.
 */
function unicodePath(raw: Buffer, extra: readonly ExtraField[]): string | undefined {
  const data = extra.find(({ id }) => id === 0x7075)?.data
  if (!data || data.length < 6 || data[0] !== 1 || data.readUInt32LE(1) !== crc32(raw)) return undefined
  const name = data.subarray(5)
  return isUtf8(name) ? name.toString('utf8') : undefined
}

/**
 * The name of an entry of a zip. Where nothing says that it is UTF-8 and it is not, it is in the code page of the computer
 * that made it: that in which most of it reads as Vietnamese.
 */
export function entryName(raw: Buffer, flags: number, extra: readonly ExtraField[] = []): string {
  const told = unicodePath(raw, extra)
  if (told !== undefined) return told.normalize('NFC')
  if ((flags & utf8Flag) !== 0 || isUtf8(raw)) return raw.toString('utf8').normalize('NFC')
  const readings = [
    new TextDecoder('windows-1258').decode(raw),
    new TextDecoder('windows-1252').decode(raw),
    fromCp437(raw),
  ].map((name) => name.normalize('NFC'))
  const shares = readings.map(vietnameseShare)
  const best = Math.max(...shares)
  return (best > 0 ? readings[shares.indexOf(best)] : readings.at(-1)) ?? ''
}

/** A name as a path below the zip; undefined where it leads out of it, or is that of a disk. */
export function entryPath(name: string): string | undefined {
  const path = name.replaceAll('\\', '/')
  if (/^\/|^[a-z]:|\0/iu.test(path)) return undefined
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/')
}

/** What systems leave in folders and zips; nobody misses it. */
export const isSystemFile = (path: string) =>
  /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git\/|\.svn\/)/iu.test(path)
