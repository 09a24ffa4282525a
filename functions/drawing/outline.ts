import type { Point } from './mark.ts'

/** A point of a glyph, in units of the font, upwards; `on` the curve, or a handle of one beside it. */
interface GlyphPoint {
  x: number
  y: number
  on: boolean
}

/** What an outline is read from (OpenType, `glyf` and `loca`). */
export interface Glyphs {
  glyf: Buffer
  offsetOf: (glyph: number) => number
}

/** The deltas of one axis. Two bits of each flag say how it is written. */
function deltas(glyf: Buffer, start: number, flags: readonly number[], short: number, same: number) {
  let [at, value] = [start, 0]
  const values = flags.map((flag) => {
    if (flag & short) {
      value += (flag & same ? 1 : -1) * glyf.readUInt8(at)
      at += 1
    } else if (!(flag & same)) {
      value += glyf.readInt16BE(at)
      at += 2
    }
    return value
  })
  return { values, end: at }
}

function simple(glyf: Buffer, start: number, count: number): GlyphPoint[][] {
  const ends = Array.from({ length: count }, (_, index) => glyf.readUInt16BE(start + 10 + index * 2))
  const points = (ends.at(-1) ?? -1) + 1
  let at = start + 10 + count * 2
  at += 2 + glyf.readUInt16BE(at)
  const flags: number[] = []
  while (flags.length < points) {
    const flag = glyf.readUInt8(at)
    at += 1
    const times = flag & 8 ? glyf.readUInt8(at) + 1 : 1
    if (flag & 8) at += 1
    for (let time = 0; time < times; time += 1) flags.push(flag)
  }
  const xs = deltas(glyf, at, flags, 2, 16)
  const ys = deltas(glyf, xs.end, flags, 4, 32)
  const all = flags.map((flag, index) => ({
    x: xs.values[index] ?? 0,
    y: ys.values[index] ?? 0,
    on: (flag & 1) === 1,
  }))
  return ends.map((end, index) => all.slice((ends[index - 1] ?? -1) + 1, end + 1))
}

const f2dot14 = (glyf: Buffer, at: number) => glyf.readInt16BE(at) / 16384

/** A glyph that is made of others: a letter and its marks. */
function composite(glyphs: Glyphs, start: number, depth: number): GlyphPoint[][] {
  const { glyf } = glyphs
  const contours: GlyphPoint[][] = []
  for (let at = start + 10, more = true; more; ) {
    const flags = glyf.readUInt16BE(at)
    const part = glyf.readUInt16BE(at + 2)
    at += 4
    const isWide = (flags & 1) !== 0
    const [dx, dy] = isWide
      ? [glyf.readInt16BE(at), glyf.readInt16BE(at + 2)]
      : [glyf.readInt8(at), glyf.readInt8(at + 1)]
    at += isWide ? 4 : 2
    let [a, b, c, d] = [1, 0, 0, 1]
    if (flags & 8) {
      a = f2dot14(glyf, at)
      d = a
      at += 2
    } else if (flags & 64) {
      a = f2dot14(glyf, at)
      d = f2dot14(glyf, at + 2)
      at += 4
    } else if (flags & 128) {
      a = f2dot14(glyf, at)
      b = f2dot14(glyf, at + 2)
      c = f2dot14(glyf, at + 4)
      d = f2dot14(glyf, at + 6)
      at += 8
    }
    for (const contour of contoursOf(glyphs, part, depth + 1))
      contours.push(contour.map(({ x, y, on }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, on })))
    more = (flags & 32) !== 0
  }
  return contours
}

function contoursOf(glyphs: Glyphs, glyph: number, depth = 0): GlyphPoint[][] {
  const [start, end] = [glyphs.offsetOf(glyph), glyphs.offsetOf(glyph + 1)]
  if (start === end || depth > 5) return []
  const count = glyphs.glyf.readInt16BE(start)
  return count >= 0 ? simple(glyphs.glyf, start, count) : composite(glyphs, start, depth)
}

/** Straight pieces in which a curve is drawn. */
const pieces = 6

const middle = (a: GlyphPoint, b: GlyphPoint): GlyphPoint => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
  on: true,
})

/** A contour as a polygon. Between two handles lies a point on the curve that nobody writes down. */
function polygon(contour: readonly GlyphPoint[]): Point[] {
  const whole = contour.flatMap((point, index) => {
    const before = contour.at(index - 1)
    return before && !before.on && !point.on ? [middle(before, point), point] : [point]
  })
  const first = whole.findIndex(({ on }) => on)
  const turned = [...whole.slice(first), ...whole.slice(0, first)]
  const points: Point[] = []
  for (const [index, { x, y, on }] of turned.entries()) {
    if (on) {
      points.push([x, y])
      continue
    }
    const [from, to] = [turned[index - 1], turned[(index + 1) % turned.length]]
    if (!from || !to) continue
    for (let piece = 1; piece < pieces; piece += 1) {
      const t = piece / pieces
      const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2]
      points.push([p * from.x + q * x + r * to.x, p * from.y + q * y + r * to.y])
    }
  }
  return points
}

/** The outline of a glyph as polygons, in units of the font, upwards. */
export function outlineOf(glyphs: Glyphs, glyph: number): Point[][] {
  return contoursOf(glyphs, glyph)
    .filter((contour) => contour.some(({ on }) => on))
    .map(polygon)
}
