import type { Point } from './mark.ts'
import { outlineOf } from './outline.ts'
import { readWoff, type Tables, toTrueType } from './woff.ts'

/** One file of a typeface. Lengths are in thousandths of its size, as PDF counts them. */
export interface Font {
  /** Undefined for a character that it does not have. */
  glyphOf: (character: number) => number | undefined
  widthOf: (glyph: number) => number
  outlineOf: (glyph: number) => Point[][]
  ascent: number
  descent: number
  box: readonly number[]
  /** All of it as TrueType. */
  file: () => Buffer
}

/** OpenType, `cmap`: segments of characters (format 4), which hold all that we write. */
function readCharacters(cmap: Buffer): Map<number, number> {
  const characters = new Map<number, number>()
  for (let table = 0; table < cmap.readUInt16BE(2); table += 1) {
    const at = cmap.readUInt32BE(8 + table * 8)
    if (cmap.readUInt16BE(at) !== 4) continue
    const twice = cmap.readUInt16BE(at + 6)
    for (let segment = 0; segment < twice; segment += 2) {
      const end = cmap.readUInt16BE(at + 14 + segment)
      const start = cmap.readUInt16BE(at + 16 + twice + segment)
      const delta = cmap.readUInt16BE(at + 16 + 2 * twice + segment)
      const offsetAt = at + 16 + 3 * twice + segment
      const offset = cmap.readUInt16BE(offsetAt)
      for (let code = start; code <= end && code < 0xffff; code += 1) {
        const listed = offset && cmap.readUInt16BE(offsetAt + offset + (code - start) * 2)
        const glyph = offset ? listed && (listed + delta) & 0xffff : (code + delta) & 0xffff
        if (glyph) characters.set(code, glyph)
      }
    }
  }
  return characters
}

function tableIn(tables: Tables, tag: string): Buffer {
  const table = tables.get(tag)
  if (!table) throw new Error(`the font has no table "${tag}"`)
  return table
}

export function readFont(woff: Buffer): Font {
  const tables = readWoff(woff)
  const [head, hhea, hmtx, loca, glyf] = ['head', 'hhea', 'hmtx', 'loca', 'glyf'].map((tag) =>
    tableIn(tables, tag),
  )
  if (!head || !hhea || !hmtx || !loca || !glyf) throw new Error('the font has no outlines')
  const scale = 1000 / head.readUInt16BE(18)
  const isLong = head.readInt16BE(50) === 1
  const measured = hhea.readUInt16BE(34)
  const characters = readCharacters(tableIn(tables, 'cmap'))
  const offsetOf = (glyph: number) =>
    isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2
  return {
    glyphOf: (character) => characters.get(character),
    widthOf: (glyph) => hmtx.readUInt16BE(Math.min(glyph, measured - 1) * 4) * scale,
    outlineOf: (glyph) =>
      outlineOf({ glyf, offsetOf }, glyph).map((contour) =>
        contour.map(([x, y]) => [x * scale, y * scale] as const),
      ),
    ascent: hhea.readInt16BE(4) * scale,
    descent: hhea.readInt16BE(6) * scale,
    box: [36, 38, 40, 42].map((at) => Math.round(head.readInt16BE(at) * scale)),
    file: () => toTrueType(tables),
  }
}
