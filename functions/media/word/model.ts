import type { LeftOutKind } from '../../domain/library/left-out.ts'
import type { Crop } from './crop.ts'

/** What a Word file says, without how it says it: what is read is this, and HTML is written from it. */

/** How characters look, as far as it means something. */
export interface Look {
  font: string
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  /** Shown in capitals, whatever was typed. */
  caps: boolean
  hidden: boolean
  raised: 'superscript' | 'subscript' | 'baseline'
}

export interface Run extends Look {
  kind: 'run'
  /** `\n` is a line break. */
  text: string
  href?: string
  /** A reference to a note, instead of text. */
  note?: { type: 'footnote' | 'endnote'; id: string }
}

export interface Picture {
  kind: 'picture'
  /** Where it lies in the file. */
  part: string
  alt: string
  /** What is cut away from it, where only a part is seen. */
  crop?: Crop
  /** Place in the pictures of the document; set once it is known to be one. */
  index?: number
  caption?: Paragraph
}

export type Role = 'title' | 'subtitle' | 'heading' | 'quote' | 'caption' | 'contents' | 'text'

export interface Item {
  ordered: boolean
  /** From 0. */
  level: number
  start: number
  /** Lists of another number do not continue each other. */
  list: string
}

export interface Paragraph {
  kind: 'paragraph'
  role: Role
  /** Of a heading, 1 to 6. */
  level: number
  centred: boolean
  runs: Run[]
  item?: Item
}

export interface Cell {
  columns: number
  /** How many rows it reaches down. */
  rows: number
  blocks: Block[]
}

export interface Row {
  isHeader: boolean
  cells: Cell[]
}

export interface Table {
  kind: 'table'
  rows: Row[]
}

export type Block = Paragraph | Picture | Table

export interface Note {
  type: 'footnote' | 'endnote'
  id: string
  blocks: Block[]
}

export interface Dropped {
  what: LeftOutKind
  count: number
  /** Of the first one: its address, its format or its words. */
  detail?: string
}

/** A list of what did not come along, each once. */
export function createDropList() {
  const found = new Map<LeftOutKind, Dropped>()
  return {
    add(what: LeftOutKind, detail?: string) {
      const known = found.get(what)
      if (known) known.count += 1
      else found.set(what, { what, count: 1, ...(detail ? { detail: detail.slice(0, 200) } : {}) })
    },
    all: () => [...found.values()],
  }
}
export type DropList = ReturnType<typeof createDropList>

export const plainText = (runs: readonly Run[]) => runs.map(({ text }) => text).join('')

/** Every paragraph of the blocks, however deep. */
export function* paragraphsOf(blocks: readonly Block[]): Generator<Paragraph> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block
    else if (block.kind === 'picture') {
      if (block.caption) yield block.caption
    } else for (const { cells } of block.rows) for (const cell of cells) yield* paragraphsOf(cell.blocks)
  }
}

export function* picturesOf(blocks: readonly Block[]): Generator<Picture> {
  for (const block of blocks) {
    if (block.kind === 'picture') yield block
    else if (block.kind === 'table')
      for (const { cells } of block.rows) for (const cell of cells) yield* picturesOf(cell.blocks)
  }
}
