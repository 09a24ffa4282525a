import { inLines, type Typeface, type Typefaces } from '../drawing/typeface.ts'
import type { Block, TextBlock } from './blocks.ts'
import { codeOf } from './code.ts'
import { type Mark, sheet } from './pdf.ts'
import { edge, Sheets } from './sheets.ts'
import { writeTable } from './table.ts'

/** Points that a step goes in from the left. */
const step = 18
const column = sheet.width - 2 * edge

const styles: Record<TextBlock['style'], { size: number; weight: keyof Typefaces; before: number }> = {
  title: { size: 20, weight: 'bold', before: 10 },
  heading: { size: 13, weight: 'bold', before: 14 },
  text: { size: 11, weight: 'regular', before: 6 },
  strong: { size: 11, weight: 'bold', before: 6 },
  small: { size: 9, weight: 'regular', before: 4 },
}

/** Height of a line to the size of its letters: stacked marks (Ễ, Ộ) need more than Latin letters are usually given. */
const leading = 1.45

/** A code that leads a telephone to the address of a printed page, as boxes of a square. */
function qrMarks(address: string, left: number, top: number, size: number): Mark[] {
  const rows = codeOf(address)
  const cell = size / rows.length
  return rows.flatMap((row, y) =>
    row.flatMap((isDark, x): Mark[] =>
      isDark ? [{ kind: 'box', x: left + x * cell, y: top + y * cell, width: cell, height: cell }] : [],
    ),
  )
}

function written(typeface: Typeface, text: string, size: number, x: number, y: number): Mark {
  return { kind: 'text', typeface, text, size, x, y }
}

interface Paper {
  /** Above the first page: whose it is. */
  site: string
  blocks: readonly Block[]
  /** Where it is read. */
  address: string
  /** On every sheet: what says which it is. @param sheets how many there are */
  numbered: (number: number, sheets: number) => string
  /** No more sheets than this; what is left is at the address. */
  mostSheets: number
}

/** Lays text out on sheets, the first of which has the code that leads back to the page. */
export function layOut({ site, blocks, address, numbered, mostSheets }: Paper, faces: Typefaces): Mark[][] {
  const code = 64
  const first: Mark[] = [
    written(faces.bold, site, 11, edge, edge + 11),
    { kind: 'box', x: edge, y: edge + code + 8, width: column, height: 0.75 },
    ...qrMarks(address, sheet.width - edge - code, edge, code),
    ...inLines(address, column - code - 20, (text) => faces.regular.widthOf(text, 8))
      .slice(0, 4)
      .map((line, index) => written(faces.regular, line, 8, edge, edge + 27 + index * 11)),
  ]
  const sheets = new Sheets(first, edge + code + 8, mostSheets)
  for (const block of blocks) {
    const isWhole = 'rows' in block ? writeTable(sheets, block, faces, step) : writeText(sheets, block, faces)
    if (!isWhole) break
  }
  return numberedSheets(sheets.all, numbered, faces)
}

/** False where there may be no more sheets. */
function writeText(sheets: Sheets, { text, style, indent, sign }: TextBlock, faces: Typefaces): boolean {
  const { size, weight, before } = styles[style]
  const height = size * leading
  const left = edge + Math.min(indent, 8) * step
  // A heading does not stand alone at the end of a sheet.
  sheets.leave(before, height * (style === 'heading' ? 3 : 1))
  const lines = inLines(text, sheet.width - edge - left, (part) => faces[weight].widthOf(part, size))
  for (const [index, line] of lines.entries()) {
    if (!sheets.fits(height) && !sheets.turn()) return false
    sheets.y += height
    if (sign && index === 0) sheets.put(written(faces[weight], sign, size, left - step + 3, sheets.y))
    sheets.put(written(faces[weight], line, size, left, sheets.y))
  }
  return true
}

function numberedSheets(sheets: Mark[][], numbered: Paper['numbered'], faces: Typefaces): Mark[][] {
  return sheets.map((marks, index) => [
    ...marks,
    written(faces.regular, numbered(index + 1, sheets.length), 8, edge, sheet.height - edge + 10),
  ])
}
