import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a ZIP file as it should be, or as an attacker writes it. */
export interface ZipPart {
  name: string
  content?: string | Uint8Array
  stored?: boolean
  /** What the headers say instead of the truth. */
  says?: { bytes?: number; name?: string; offset?: number; crc?: number }
  flags?: number
  /** Mode of Unix, such as 0o120777 of a link. */
  mode?: number
  /** Sizes behind the data, as programs write them that cannot go back. */
  descriptor?: boolean
  /** Bytes between this entry and the next. */
  behind?: Uint8Array
  /** Sizes as 64-bit numbers in the extra field. */
  zip64?: boolean
  /** Extra fields, where there are no 64-bit numbers. */
  extra?: Uint8Array
}

interface Written {
  local: Buffer
  central: (offset: number) => Buffer
}

function write(part: ZipPart): Written {
  const plain = Buffer.from(part.content ?? '')
  const packed = part.stored ? plain : deflateRawSync(plain)
  const bytes = part.says?.bytes ?? plain.length
  const flags = (part.flags ?? 0x800) | (part.descriptor ? 8 : 0)
  const crc = part.says?.crc ?? crc32(plain)
  const wide = part.zip64 ? Buffer.alloc(20) : Buffer.from(part.extra ?? [])
  if (part.zip64) {
    wide.writeUInt16LE(1, 0)
    wide.writeUInt16LE(16, 2)
    wide.writeBigUInt64LE(BigInt(bytes), 4)
    wide.writeBigUInt64LE(BigInt(packed.length), 12)
  }
  const common = (isLocal: boolean, name: Buffer) => {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(part.zip64 ? 45 : 20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(part.stored ? 0 : 8, 4)
    fields.writeUInt16LE(0x21, 8)
    if (!(isLocal && part.descriptor)) {
      fields.writeUInt32LE(crc, 10)
      fields.writeUInt32LE(part.zip64 ? 0xffffffff : packed.length, 14)
      fields.writeUInt32LE(part.zip64 ? 0xffffffff : bytes, 18)
    }
    fields.writeUInt16LE(name.length, 22)
    fields.writeUInt16LE(wide.length, 24)
    return fields
  }
  const name = Buffer.from(part.name)
  const descriptor = Buffer.alloc(part.descriptor ? 16 : 0)
  if (part.descriptor) {
    descriptor.write('PK\x07\x08', 'latin1')
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(packed.length, 8)
    descriptor.writeUInt32LE(bytes, 12)
  }
  const centralName = Buffer.from(part.says?.name ?? part.name)
  return {
    local: Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      common(true, name),
      name,
      wide,
      packed,
      descriptor,
      part.behind ?? Buffer.alloc(0),
    ]),
    central: (offset) => {
      const tail = Buffer.alloc(14)
      tail.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6)
      tail.writeUInt32LE(part.says?.offset ?? offset, 10)
      const made = Buffer.from('PK\x01\x02\x14\x03', 'latin1')
      return Buffer.concat([made, common(false, centralName), tail, centralName, wide])
    },
  }
}

/** A ZIP file written by hand, so that each of its numbers can lie. */
export function zipFile(
  parts: ZipPart[],
  { count, comment = '', zip64 = false }: { count?: number; comment?: string; zip64?: boolean } = {},
): Buffer {
  const written = parts.map(write)
  let offset = 0
  const directory = Buffer.concat(
    written.map(({ local, central }) => {
      const header = central(offset)
      offset += local.length
      return header
    }),
  )
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE((count ?? parts.length) & 0xffff, 8)
  end.writeUInt16LE((count ?? parts.length) & 0xffff, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  const wide = Buffer.alloc(zip64 ? 76 : 0)
  if (zip64) {
    wide.write('PK\x06\x06', 'latin1')
    wide.writeBigUInt64LE(44n, 4)
    wide.writeBigUInt64LE(BigInt(count ?? parts.length), 24)
    wide.writeBigUInt64LE(BigInt(count ?? parts.length), 32)
    wide.writeBigUInt64LE(BigInt(directory.length), 40)
    wide.writeBigUInt64LE(BigInt(offset), 48)
    wide.write('PK\x06\x07', 56, 'latin1')
    wide.writeBigUInt64LE(BigInt(offset + directory.length), 64)
    wide.writeUInt32LE(1, 72)
  }
  return Buffer.concat([
    ...written.map(({ local }) => local),
    directory,
    wide,
    end,
    Buffer.from(comment, 'latin1'),
  ])
}
