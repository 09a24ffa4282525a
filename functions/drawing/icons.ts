import { ground, ring, sun } from './mark.ts'
import { toPng } from './png.ts'
import { type Contour, circle, fill } from './raster.ts'

/** The site's mark within a square. @param size of the square of 32 in which it is drawn, pixels */
export function markAt(left: number, top: number, size: number): Contour[] {
  const scale = size / 32
  const middle = [left + 16 * scale, top + 16 * scale] as const
  return [
    circle(middle, ring.outer * scale),
    circle(middle, ring.inner * scale, true),
    sun.map(([x, y]) => [left + x * scale, top + y * scale] as const),
  ]
}

/** The mark on its ground, `size` pixels wide and high, with room around it for systems that cut icons round. */
export function iconPng(size: number): Buffer {
  const edge = size * 0.12
  return toPng(fill(size, size, markAt(edge, edge, size - 2 * edge)), ground, '#ffffff')
}

/** For what asks for no other: a container of one PNG. */
export function faviconIco(): Buffer {
  const png = iconPng(32)
  const header = Buffer.alloc(22)
  header.set([0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 8, 0])
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}
