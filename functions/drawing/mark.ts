const rays = 14

/** A point of a drawing, from the left and from the top. */
export type Point = readonly [x: number, y: number]

function corner(radius: number, turn: number): Point {
  const angle = 2 * Math.PI * turn - Math.PI / 2
  return [16 + radius * Math.cos(angle), 16 + radius * Math.sin(angle)]
}

/** The sun at the centre of the Đông Sơn drums, with fourteen rays, in a square of 32. */
export const sun: readonly Point[] = Array.from({ length: rays }, (_, ray) => [
  corner(9.5, ray / rays),
  corner(4, (ray + 0.5) / rays),
]).flat()

/** The ring around it: outer and inner radius. */
export const ring = { outer: 15, inner: 13 } as const

/** The colour that it stands on. */
export const ground = '#7d1a1a'

/** As those who show shared pages want it (Open Graph): pixels. */
export const sharePicture = { width: 1200, height: 630 } as const
