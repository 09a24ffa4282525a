import { deflateSync } from 'node:zlib'
import type { Font } from '../drawing/font.ts'
import type { Typeface } from '../drawing/typeface.ts'

/** A4, in points (1/72 inch). */
export const sheet = { width: 595, height: 842 } as const

/** Something at a place of a sheet, points from the left and from the top. */
export type Mark =
  | { kind: 'text'; typeface: Typeface; text: string; size: number; x: number; y: number }
  | { kind: 'box'; x: number; y: number; width: number; height: number }

interface Facts {
  title: string
  author: string
  /** BCP 47. */
  language: string
  /** UTC instant. */
  changed: string
}

const hex = (value: number) => value.toString(16).padStart(4, '0')

/** A text string of PDF (ISO 32000-1, 7.9.2): UTF-16 with its mark. */
function textString(text: string): string {
  return `<feff${[...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`
}

/** What has been written with a font: its glyphs, and what each stands for. */
type Used = Map<number, string>

/** Writes the body of one sheet, and notes what it uses. */
function contentOf(
  marks: readonly Mark[],
  nameOf: (font: Font) => string,
  note: (font: Font) => Used,
): string {
  const lines = marks.map((mark) => {
    if (mark.kind === 'box') {
      const { x, y, width, height } = mark
      return `${x.toFixed(2)} ${(sheet.height - y - height).toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)} re f`
    }
    let x = mark.x
    const runs: { font: Font; x: number; glyphs: string }[] = []
    for (const { character, font, glyph, width } of mark.typeface.place(mark.text)) {
      note(font).set(glyph, character)
      const run = runs.at(-1)
      if (run?.font === font) run.glyphs += hex(glyph)
      else runs.push({ font, x, glyphs: hex(glyph) })
      x += (width * mark.size) / 1000
    }
    return runs
      .map((run) => {
        const at = `${run.x.toFixed(2)} ${(sheet.height - mark.y).toFixed(2)}`
        return `BT /${nameOf(run.font)} ${mark.size} Tf ${at} Td <${run.glyphs}> Tj ET`
      })
      .join('\n')
  })
  return lines.join('\n')
}

/** By which a program finds the letters again that the glyphs stand for: so text can be selected, read aloud and searched. */
function toUnicode(used: Used): string {
  const pairs = [...used].map(([glyph, character]) => {
    const units = Array.from({ length: character.length }, (_, index) => hex(character.charCodeAt(index)))
    return `<${hex(glyph)}> <${units.join('')}>`
  })
  const blocks: string[] = []
  for (let start = 0; start < pairs.length; start += 100) {
    const some = pairs.slice(start, start + 100)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`
}

/**
 * Sheets as PDF 1.7 whose fonts are in it and whose text can be selected. Nothing in it tells when it was made, so equal content is
 * equal bytes.
 */
export function writePdf(sheets: readonly (readonly Mark[])[], facts: Facts): Buffer {
  const objects: (string | Buffer)[] = []
  const add = (object: string | Buffer) => objects.push(object)
  const stream = (data: string | Buffer, entries = '') => {
    const packed = deflateSync(data)
    const head = `<< /Length ${packed.length} /Filter /FlateDecode ${entries}>>\nstream\n`
    return add(Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]))
  }
  const usedIn = new Map<Font, Used>()
  const note = (font: Font) => {
    const used = usedIn.get(font) ?? new Map<number, string>()
    usedIn.set(font, used)
    return used
  }
  const nameOf = (font: Font) => `F${[...usedIn.keys()].indexOf(font)}`

  // The first two are known by number before they can be written.
  const [catalog, tree] = [add(''), add('')]
  const contents = sheets.map((marks) => stream(contentOf(marks, nameOf, note)))
  const fonts = [...usedIn].map(([font, used], index) => {
    const file = font.file()
    const embedded = stream(file, `/Length1 ${file.length} `)
    const name = `/${String.fromCharCode(65 + index).repeat(6)}+BeVietnamPro`
    const descriptor = add(
      `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${font.box.join(' ')}] /ItalicAngle 0 /Ascent ${Math.round(font.ascent)} /Descent ${Math.round(font.descent)} /CapHeight 700 /StemV 80 /FontFile2 ${embedded} 0 R >>`,
    )
    const widths = [...used.keys()].map((glyph) => `${glyph} [${Math.round(font.widthOf(glyph))}]`).join(' ')
    const descendant = add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [${widths}] >>`,
    )
    const unicode = stream(toUnicode(used))
    return add(
      `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
    )
  })
  const resources = add(`<< /Font << ${fonts.map((font, index) => `/F${index} ${font} 0 R`).join(' ')} >> >>`)
  const pages = contents.map((content) =>
    add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${sheet.width} ${sheet.height}] /Resources ${resources} 0 R /Contents ${content} 0 R >>`,
    ),
  )
  objects[tree - 1] =
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`
  objects[catalog - 1] =
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${facts.language}) /ViewerPreferences << /DisplayDocTitle true >> >>`
  const moment = facts.changed.slice(0, 19).replace(/\D/gu, '')
  const info = add(
    `<< /Title ${textString(facts.title)} /Author ${textString(facts.author)} /ModDate (D:${moment}Z) /Producer (Bantin) >>`,
  )
  return assemble(objects, catalog, info)
}

/** The file, with the table by which its objects are found (ISO 32000-1, 7.5). */
function assemble(objects: readonly (string | Buffer)[], root: number, info: number): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const offsets = objects.map((object, index) => {
    const body = typeof object === 'string' ? Buffer.from(object, 'latin1') : object
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    const offset = length
    parts.push(whole)
    length += whole.length
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
