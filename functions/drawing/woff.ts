import { inflateSync } from 'node:zlib'

/** The tables of a font, by their tags. */
export type Tables = ReadonlyMap<string, Buffer>

/** Reads WOFF 1.0 (W3C): the tables of a TrueType font, each deflated by itself. */
export function readWoff(file: Buffer): Tables {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF font')
  const tables = new Map<string, Buffer>()
  for (let index = 0; index < file.readUInt16BE(12); index += 1) {
    const at = 44 + index * 20
    const [offset, packed, whole] = [4, 8, 12].map((each) => file.readUInt32BE(at + each))
    const data = file.subarray(offset, (offset ?? 0) + (packed ?? 0))
    tables.set(file.toString('latin1', at, at + 4), packed === whole ? data : inflateSync(data))
  }
  return tables
}

const padded = (length: number) => Math.ceil(length / 4) * 4

/** The tables that draw, as one TrueType file, such as PDF embeds. */
export function toTrueType(tables: Tables): Buffer {
  const kept = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'].flatMap((tag) => {
    const data = tables.get(tag)
    return data ? [{ tag, data }] : []
  })
  const power = Math.floor(Math.log2(kept.length))
  const header = Buffer.alloc(12 + kept.length * 16)
  header.writeUInt32BE(0x00010000, 0)
  header.writeUInt16BE(kept.length, 4)
  header.writeUInt16BE(2 ** power * 16, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(kept.length * 16 - 2 ** power * 16, 10)
  let offset = header.length
  const bodies = kept.map(({ tag, data }, index) => {
    const body = Buffer.alloc(padded(data.length))
    data.copy(body)
    let sum = 0
    for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0
    const entry = 12 + index * 16
    header.write(tag, entry, 'latin1')
    header.writeUInt32BE(sum, entry + 4)
    header.writeUInt32BE(offset, entry + 8)
    header.writeUInt32BE(data.length, entry + 12)
    offset += body.length
    return body
  })
  return Buffer.concat([header, ...bodies])
}
