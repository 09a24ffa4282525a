import { childOf, descendants, valOf, type XmlElement } from '../xml/xml.ts'
import { isUnfilled, wordsIn } from './forms.ts'
import { type Block, type Paragraph, plainText } from './model.ts'
import type { Numbering } from './numbering.ts'
import { alternative, type Inline, plainLook, readInline, type Surroundings } from './runs.ts'
import { over, paragraphStyle, toggle } from './styles.ts'
import { type ReadCell, type ReadRow, tableOf } from './table.ts'

export interface Reading extends Surroundings {
  numbering: Numbering
}

/** Elements that only stand around blocks. */
const wrappers = new Set(['w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag'])

const hasMark = (properties: XmlElement | undefined, name: string) =>
  childOf(childOf(properties, 'w:rPr'), name) !== undefined

function shapeOf(element: XmlElement, { styles, numbering }: Reading): Paragraph {
  const properties = childOf(element, 'w:pPr')
  const named = styles.find(valOf(properties, 'w:pStyle'))
  const style = over(over(styles.defaults, named), paragraphStyle(properties))
  // A style's name says more than the level that it has in an outline.
  const role = named.role ?? style.role ?? 'text'
  const numbered = numbering(style.numId, style.ilvl)
  const shape: Paragraph = {
    kind: 'paragraph',
    role,
    level: (named.role ? named.level : style.level) ?? 1,
    centred: style.alignment === 'center',
    runs: [],
  }
  if (numbered && 'item' in numbered && role !== 'heading' && role !== 'title') shape.item = numbered.item
  const words =
    numbered &&
    ('words' in numbered
      ? numbered.words
      : numbered.item.ordered && !shape.item
        ? `${numbered.item.start}.`
        : '')
  if (words) shape.runs.push({ kind: 'run', ...plainLook, text: `${words} ` })
  return shape
}

/** Whether there is anything to read in a paragraph. */
export const isFilled = ({ runs }: Paragraph) => runs.some(({ text, note }) => text.trim() !== '' || note)

/** A picture with the paragraph after it, if that is its caption: by its style, or as newspapers write them. */
function withCaptions(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (block.kind === 'paragraph' && before?.kind === 'picture' && !before.caption && isCaption(block))
      before.caption = block
    else joined.push(block)
  }
  return joined
}

function isCaption(paragraph: Paragraph): boolean {
  const text = plainText(paragraph.runs).trim()
  if (paragraph.item || paragraph.role === 'heading' || text.length > 300 || text === '') return false
  const isItalic = paragraph.runs.every((run) => run.italic || run.text.trim() === '')
  const isNamed = /^(?:ảnh|hình|photo|figure)(?: \d+)?\s*[.:–-]/iu.test(text.normalize('NFC'))
  return paragraph.role === 'caption' || isNamed || (isItalic && paragraph.centred)
}

/** Whether the text of a paragraph goes on in the next one: its end was deleted, or it is the large letter of a drop cap. */
function goesOn(properties: XmlElement | undefined): boolean {
  const letter = childOf(properties, 'w:framePr')?.attributes['w:dropCap'] ?? 'none'
  return letter !== 'none' || hasMark(properties, 'w:del') || hasMark(properties, 'w:moveFrom')
}

function joined(before: Inline, own: Inline): Inline {
  for (const run of own.runs) before.runs.push(run)
  for (const picture of own.pictures) before.pictures.push(picture)
  for (const box of own.boxes) before.boxes.push(box)
  return before
}

/** Reads what stands in a body, a cell, a note or a text box, in its order. */
export function readBlocks(elements: readonly XmlElement[], reading: Reading): Block[] {
  const blocks: Block[] = []
  let open: { element: XmlElement; inline: Inline } | undefined

  function add(element: XmlElement, { runs, pictures, boxes }: Inline): void {
    open = undefined
    const made = shapeOf(element, reading)
    for (const run of runs) made.runs.push(run)
    if (made.role === 'contents') reading.dropped.add('table_of_contents')
    else {
      if (isFilled(made)) blocks.push(made)
      blocks.push(...pictures)
    }
    for (const box of boxes) blocks.push(...readBlocks(box.children, reading))
  }

  /** What no paragraph follows stands alone. */
  function end(): void {
    if (open) add(open.element, open.inline)
  }

  function paragraph(element: XmlElement): void {
    const properties = childOf(element, 'w:pPr')
    const style = reading.styles.find(valOf(properties, 'w:pStyle'))
    const base = { ...reading.styles.defaults.look, ...style.look }
    const own = readInline(element, base, reading)
    const inline = open ? joined(open.inline, own) : own
    if (goesOn(properties)) open = { element, inline }
    else add(element, inline)
  }

  function walk(children: readonly XmlElement[]): void {
    for (const child of children) {
      if (child.name === 'w:p') paragraph(child)
      else if (child.name === 'w:tbl') {
        end()
        blocks.push(...readTable(child, reading))
      } else if (child.name === 'w:sdt' && isUnfilled(child))
        reading.dropped.add('placeholder', wordsIn(child))
      else if (child.name === 'w:sdt') walk(childOf(child, 'w:sdtContent')?.children ?? [])
      else if (wrappers.has(child.name)) walk(child.children)
      else if (child.name === 'w:del' || child.name === 'w:moveFrom') reading.dropped.add('tracked_change')
      else if (child.name === 'm:oMathPara') reading.dropped.add('equation')
      else if (child.name === 'w:altChunk' || child.name === 'w:subDoc')
        reading.dropped.add('embedded_object')
      else if (child.name === 'mc:AlternateContent') walk(alternative(child)?.children ?? [])
    }
  }

  walk(elements)
  end()
  return withCaptions(blocks)
}

/** Children of that name, also where controls or changes stand around them. */
function* within(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const child of parent.children) {
    if (child.name === name) yield child
    else if (child.name === 'w:sdt' || wrappers.has(child.name)) yield* within(child, name)
  }
}

function readCell(element: XmlElement, reading: Reading): ReadCell {
  const properties = childOf(element, 'w:tcPr')
  const columns = Number(valOf(properties, 'w:gridSpan') ?? 1)
  const merge = childOf(properties, 'w:vMerge')
  const beside = childOf(properties, 'w:hMerge')
  return {
    columns: Number.isInteger(columns) && columns > 0 && columns <= 100 ? columns : 1,
    continues: merge !== undefined && merge.attributes['w:val'] !== 'restart',
    continuesBeside: beside !== undefined && beside.attributes['w:val'] !== 'restart',
    blocks: readBlocks(element.children, reading),
  }
}

/** Columns that a row leaves free at its beginning or end. */
function freeCells(properties: XmlElement | undefined, name: string): ReadCell[] {
  const columns = Number(valOf(properties, name) ?? 0)
  return Number.isInteger(columns) && columns > 0 && columns <= 100
    ? [{ columns, continues: false, continuesBeside: false, blocks: [] }]
    : []
}

function readRow(element: XmlElement, reading: Reading): ReadRow[] {
  const properties = childOf(element, 'w:trPr')
  if (childOf(properties, 'w:del')) {
    reading.dropped.add('tracked_change')
    return []
  }
  const cells = [...within(element, 'w:tc')].map((cell) => readCell(cell, reading))
  if (cells.length === 0) return []
  const isHeader = properties !== undefined && toggle(properties, 'w:tblHeader') === true
  const before = freeCells(properties, 'w:gridBefore')
  return [{ isHeader, cells: [...before, ...cells, ...freeCells(properties, 'w:gridAfter')] }]
}

function readTable(element: XmlElement, reading: Reading): Block[] {
  const rows = [...within(element, 'w:tr')].flatMap((row) => readRow(row, reading))
  return tableOf(rows, reading.dropped)
}

/** Whether an element says any words, not only a number of a page. */
export function hasWords(element: XmlElement): boolean {
  return [...descendants(element, 'w:t')].some(({ text }) => /\p{L}{2}/u.test(text))
}
