import { markAt } from './icons.ts'
import { ground, sharePicture } from './mark.ts'
import { toPng } from './png.ts'
import { type Contour, fill } from './raster.ts'
import { inLines, type Typeface } from './typeface.ts'

const edge = 80
const column = sharePicture.width - 2 * edge

/** Sizes of the title, the largest that fits; and how many lines of it there are room for. */
const sizes = [
  { size: 68, lines: 4 },
  { size: 56, lines: 5 },
  { size: 46, lines: 6 },
]

/** A line of text as outlines. @param baseline from the top, pixels */
function write(typeface: Typeface, text: string, left: number, baseline: number, size: number): Contour[] {
  const scale = size / 1000
  let x = left
  return typeface.place(text).flatMap(({ font, glyph, width }) => {
    const from = x
    x += width * scale
    return font
      .outlineOf(glyph)
      .map((contour) => contour.map(([px, py]) => [from + px * scale, baseline - py * scale] as const))
  })
}

function linesOf(typeface: Typeface, title: string) {
  for (const { size, lines } of sizes) {
    const broken = inLines(title, column, (text) => typeface.widthOf(text, size))
    if (broken.length <= lines) return { size, broken }
  }
  const { size, lines } = sizes.at(-1) ?? { size: 46, lines: 6 }
  const broken = inLines(title, column, (text) => typeface.widthOf(text, size)).slice(0, lines)
  return { size, broken: broken.map((line, index) => (index === lines - 1 ? `${line}…` : line)) }
}

/** What is shown of an article without a picture where it is shared: the site's mark and name, and the title. PNG. */
export function drawSharePicture(
  typeface: Typeface,
  { site, title }: { site: string; title: string },
): Buffer {
  const { size, broken } = linesOf(typeface, title)
  const leading = size * 1.32
  const [name = ''] = inLines(site, column - 110, (text) => typeface.widthOf(text, 32))
  // The middle of what is left below the name.
  const top = 190 + (sharePicture.height - 190 - edge - broken.length * leading) / 2
  const contours = [
    ...markAt(edge - 4, 64, 80),
    ...write(typeface, name, edge + 100, 115, 32),
    ...broken.flatMap((line, index) => write(typeface, line, edge, top + size + index * leading, size)),
  ]
  return toPng(fill(sharePicture.width, sharePicture.height, contours), ground, '#ffffff')
}
