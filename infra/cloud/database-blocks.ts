import { readFile } from 'node:fs/promises'

/*
 * LevelDB believes what it reads: some damage it reports, at some it aborts the whole process, and some it answers as data.
 * Its files carry checksums that it can be told to look at, only not from here: so this looks, before they are
 * opened. https://github.com/google/leveldb/blob/main/doc/table_format.md
 */

const footerBytes = 48
const magic = 0xdb4775248b80fb57n
/** Behind each block: how it is compressed (1 byte), and a checksum of both (4 bytes). */
const trailerBytes = 5
const snappy = 1

/** CRC-32C (Castagnoli), reflected. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0)
  return remainder
})

/** As LevelDB keeps it: turned by 15 bits and moved, so that a checksum of checksums is none of a kind. */
function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (remainders[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0)
  crc ^= 0xffffffff
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/** Reads bytes one after the other. */
function createCursor(bytes: Buffer, at = 0) {
  const cursor = {
    at,
    /** LEB128; what LevelDB writes so here is far below 2^53. */
    varint(): number {
      for (let value = 0, scale = 1; ; scale *= 128) {
        const byte = bytes.readUInt8(cursor.at++)
        value += (byte & 0x7f) * scale
        if (byte < 0x80) return value
      }
    },
    take(length: number): Buffer {
      if (length > bytes.length - cursor.at) throw new RangeError('more than there is')
      cursor.at += length
      return bytes.subarray(cursor.at - length, cursor.at)
    },
  }
  return cursor
}

interface Handle {
  offset: number
  size: number
}

function handleAt(bytes: Buffer, at = 0): Handle {
  const cursor = createCursor(bytes, at)
  return { offset: cursor.varint(), size: cursor.varint() }
}

/** https://github.com/google/snappy/blob/main/format_description.txt */
function uncompress(bytes: Buffer): Buffer {
  const cursor = createCursor(bytes)
  const whole = Buffer.alloc(cursor.varint())
  let written = 0
  while (cursor.at < bytes.length) {
    const tag = cursor.take(1).readUInt8()
    if ((tag & 3) === 0) {
      const short = tag >> 2
      const length = short < 60 ? short : cursor.take(short - 59).readUIntLE(0, short - 59)
      written += cursor.take(length + 1).copy(whole, written)
      continue
    }
    const [length, back] =
      (tag & 3) === 1
        ? [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | cursor.take(1).readUInt8()]
        : [(tag >> 2) + 1, cursor.take((tag & 3) === 2 ? 2 : 4).readUIntLE(0, (tag & 3) === 2 ? 2 : 4)]
    // A copy may reach into what it is writing.
    for (let i = 0; i < length; i++, written++) whole.writeUInt8(whole.readUInt8(written - back), written)
  }
  return whole
}

/** Where the blocks of data are: each entry of the index is the difference to the key before it, and a handle. */
function handlesIn(index: Buffer): Handle[] {
  const restarts = index.readUInt32LE(index.length - 4)
  const end = index.length - 4 * (restarts + 1)
  const cursor = createCursor(index)
  const handles: Handle[] = []
  while (cursor.at < end) {
    cursor.varint()
    const [keyBytes, valueBytes] = [cursor.varint(), cursor.varint()]
    cursor.take(keyBytes)
    handles.push(handleAt(cursor.take(valueBytes)))
  }
  return handles
}

/** Throws where a block is not what was written. */
function blockAt(table: Buffer, { offset, size }: Handle): Buffer {
  const stored = createCursor(table, offset).take(size + trailerBytes)
  const content = stored.subarray(0, size)
  if (maskedChecksum(stored.subarray(0, size + 1)) !== stored.readUInt32LE(size + 1))
    throw new RangeError('a block that is not what was written')
  return stored.readUInt8(size) === snappy ? uncompress(content) : content
}

export type TableState = 'whole' | 'unfinished' | 'damaged'

/** Looks at every block of a table file (`.ldb`). A crash may leave unfinished ones, which LevelDB removes when it opens. */
export async function checkTable(file: string): Promise<TableState> {
  const table = await readFile(file)
  if (table.length < footerBytes || table.readBigUInt64LE(table.length - 8) !== magic) return 'unfinished'
  try {
    const handles = createCursor(table, table.length - footerBytes)
    blockAt(table, { offset: handles.varint(), size: handles.varint() })
    for (const handle of handlesIn(blockAt(table, handleAt(table, handles.at)))) blockAt(table, handle)
    return 'whole'
  } catch (error) {
    if (error instanceof RangeError) return 'damaged'
    throw error
  }
}
