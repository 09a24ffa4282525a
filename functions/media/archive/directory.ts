import { Refusal } from '../../domain/library/refusal.ts'

const endOfDirectory = 'PK\x05\x06'
const zip64Locator = 0x07064b50
const zip64End = 0x06064b50
const endLength = 22

interface Directory {
  start: number
  size: number
}

/** A 64-bit number that has to lie within the file. */
function offset(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at)
  if (value > BigInt(buffer.length)) throw new Refusal('damaged')
  return Number(value)
}

/**
 * Where the central directory of a ZIP file lies. Readers look for it in different ways, so only the one place is taken
 * on which all agree: directly before its end record (APPNOTE 4.3.16), which ends the file.
 */
export function archiveDirectory(buffer: Buffer): Directory {
  const end = buffer.lastIndexOf(endOfDirectory, undefined, 'latin1')
  if (end < 0 || end + endLength > buffer.length) throw new Refusal('damaged')
  if (end + endLength + buffer.readUInt16LE(end + 20) !== buffer.length) throw new Refusal('damaged')
  // A second record would be found by those who look from the front of the comment.
  const reach = Math.max(0, end - 0xffff - endLength)
  for (
    let other = buffer.lastIndexOf(endOfDirectory, end - 1, 'latin1');
    end > 0 && other >= reach;
    other = other > 0 ? buffer.lastIndexOf(endOfDirectory, other - 1, 'latin1') : -1
  )
    if (other + endLength + buffer.readUInt16LE(other + 20) === buffer.length) throw new Refusal('damaged')
  const directory = zip64Directory(buffer, end) ?? {
    size: buffer.readUInt32LE(end + 12),
    start: buffer.readUInt32LE(end + 16),
    end,
  }
  if (directory.start + directory.size !== directory.end) throw new Refusal('damaged')
  return directory
}

function zip64Directory(buffer: Buffer, end: number): (Directory & { end: number }) | undefined {
  const locator = end - 20
  if (locator < 0 || buffer.readUInt32LE(locator) !== zip64Locator) return undefined
  const at = offset(buffer, locator + 8)
  if (at + 56 > locator || buffer.readUInt32LE(at) !== zip64End) throw new Refusal('damaged')
  // The short record may say "see there"; where it says something, it must say the same.
  const found = { size: offset(buffer, at + 40), start: offset(buffer, at + 48), end: at }
  const short = { size: buffer.readUInt32LE(end + 12), start: buffer.readUInt32LE(end + 16) }
  const agrees = (value: number, other: number) => other === 0xffffffff || other === value
  if (!agrees(found.size, short.size) || !agrees(found.start, short.start)) throw new Refusal('damaged')
  return found
}
