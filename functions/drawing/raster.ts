import type { Point } from './mark.ts'

/** How far each pixel is covered, 0 to 1, row by row. */
export interface Coverage {
  width: number
  height: number
  pixels: Float32Array
}

export type Contour = readonly Point[]

/**
 * Adds one edge to a buffer whose running sum over each row is the covered area: exact coverage without samples, in time that goes
 * by the length of the outline. Upward and downward edges have opposite signs, so a contour that runs the other way is a hole.
 */
function addEdge({ width, height, pixels }: Coverage, from: Point, to: Point): void {
  if (from[1] === to[1]) return
  const sign = from[1] < to[1] ? 1 : -1
  const [[topX, topY], [bottomX, bottomY]] = sign > 0 ? [from, to] : [to, from]
  const slope = (bottomX - topX) / (bottomY - topY)
  const within = (x: number) => Math.min(Math.max(x, 0), width)
  for (let y = Math.max(0, Math.floor(topY)); y < Math.min(height, Math.ceil(bottomY)); y += 1) {
    const start = Math.max(y, topY)
    const end = Math.min(y + 1, bottomY)
    const one = within(topX + (start - topY) * slope)
    const other = within(topX + (end - topY) * slope)
    const [left, right] = one < other ? [one, other] : [other, one]
    addRow(pixels, y * (width + 1), left, right, (end - start) * sign)
  }
}

/** The part of an edge within one row: `height` is spread over the pixels that it crosses. */
function addRow(pixels: Float32Array, row: number, left: number, right: number, height: number): void {
  let before = 0
  for (let x = Math.floor(left); ; x += 1) {
    // The share of the edge's height whose area begins within or before this pixel.
    const area = areaUntil(left, right, x + 1)
    const index = row + x
    pixels[index] = (pixels[index] ?? 0) + height * (area - before)
    before = area
    if (x + 1 >= right + 1) return
  }
}

/** Area to the right of an edge from `left` to `right` of height 1, in the pixel that ends at `x`: 0 before the edge, 1 after it. */
function areaUntil(left: number, right: number, x: number): number {
  if (x - 1 >= right) return 1
  const covered = (at: number) => {
    if (at <= left) return 0
    if (at >= right) return at - (left + right) / 2
    return (at - left) ** 2 / (2 * (right - left))
  }
  return covered(x) - covered(x - 1)
}

/** Fills contours. What lies beyond the edges of the picture is cut off. */
export function fill(width: number, height: number, contours: readonly Contour[]): Coverage {
  // One pixel more in each row, for edges at its very end.
  const sums: Coverage = { width, height, pixels: new Float32Array((width + 1) * height + 1) }
  for (const contour of contours)
    for (const [index, point] of contour.entries())
      addEdge(sums, point, contour[(index + 1) % contour.length] ?? point)
  const pixels = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    let sum = 0
    for (let x = 0; x < width; x += 1) {
      sum += sums.pixels[y * (width + 1) + x] ?? 0
      pixels[y * width + x] = Math.min(1, Math.abs(sum))
    }
  }
  return { width, height, pixels }
}

/** A circle as a polygon that nobody tells from one; `isHole` runs the other way around. */
export function circle([x, y]: Point, radius: number, isHole = false): Contour {
  const corners = Math.max(24, Math.ceil(radius * 2))
  return Array.from({ length: corners }, (_, index) => {
    const angle = ((isHole ? -1 : 1) * 2 * Math.PI * index) / corners
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const
  })
}
