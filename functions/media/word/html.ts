import { serialize } from 'parse5'
import { noteTag } from '../../domain/body/inline.ts'
import { append, type Element, fragment } from '../../domain/body/tree.ts'
import { arrangeTypedLists } from '../../domain/import/typed-lists.ts'
import { OpenLists } from './html-lists.ts'
import { appendRuns, Maker, noteKey } from './html-text.ts'
import type { Block, Note, Paragraph, Picture, Row, Table } from './model.ts'

/** The media id of the picture at a place in the pictures of the document. */
type PictureId = (index: number) => string

/** What a place says of the text in it. */
interface Place {
  isEmphatic: boolean
  isNote: boolean
}

class BlockWriter {
  readonly #maker = new Maker()
  readonly #pictureId: PictureId
  /** A note is referred to once: a file could refer to a long one a million times. */
  readonly #unused: Map<string, Note>

  constructor(notes: readonly Note[], pictureId: PictureId) {
    this.#unused = new Map(notes.map((note) => [noteKey(note), note]))
    this.#pictureId = pictureId
  }

  write(body: readonly Block[]): Element[] {
    return this.#blocks(body, { isEmphatic: true, isNote: false })
  }

  #blocks(blocks: readonly Block[], place: Place): Element[] {
    const made: Element[] = []
    const lists = new OpenLists(this.#maker)
    for (const block of blocks) {
      if (block.kind === 'paragraph' && block.item) {
        const item = lists.next(block.item, (list) => made.push(list))
        this.#text(item, block, place)
        continue
      }
      lists.end()
      if (block.kind === 'paragraph') this.#addParagraph(made, block, place)
      else made.push(...(block.kind === 'picture' ? this.#figure(block, place) : [this.#table(block, place)]))
    }
    return made
  }

  #addParagraph(made: Element[], paragraph: Paragraph, place: Place): void {
    const { role, level } = paragraph
    const isHeading = role === 'heading' || role === 'title'
    const tag = isHeading ? `h${role === 'title' ? 1 : level}` : 'p'
    const element = this.#maker.make(tag)
    this.#text(element, paragraph, { ...place, isEmphatic: place.isEmphatic && !isHeading })
    if (element.childNodes.length === 0) return
    const before = made.at(-1)
    if (role !== 'quote') made.push(element)
    else if (before?.tagName === 'blockquote') append(before, [element])
    else made.push(this.#around('blockquote', [element]))
  }

  #around(tag: string, children: readonly Element[]): Element {
    const made = this.#maker.make(tag)
    append(made, children)
    return made
  }

  #text(parent: Element, { runs }: Paragraph, { isEmphatic, isNote }: Place): void {
    const noteOf = (note: Pick<Note, 'type' | 'id'>) => (isNote ? undefined : this.#noteOf(note))
    appendRuns(this.#maker, parent, runs, { isEmphatic, noteOf })
  }

  #noteOf(reference: Pick<Note, 'type' | 'id'>): Element | undefined {
    const note = this.#unused.get(noteKey(reference))
    this.#unused.delete(noteKey(reference))
    const blocks = note ? this.#blocks(note.blocks, { isEmphatic: true, isNote: true }) : []
    if (blocks.length === 0) return undefined
    const made = this.#maker.make(noteTag, { role: 'note' })
    append(made, blocks)
    return made
  }

  #figure({ index, alt, caption }: Picture, place: Place): Element[] {
    if (index === undefined) {
      const made: Element[] = []
      if (caption) this.#addParagraph(made, caption, place)
      return made
    }
    const src = `media:${this.#pictureId(index)}`
    const figure = this.#around('figure', [
      this.#maker.make('img', { alt: alt === '' ? undefined : alt, src }),
    ])
    if (caption) {
      const words = this.#maker.make('figcaption')
      this.#text(words, caption, { ...place, isEmphatic: false })
      append(figure, [words])
    }
    return [figure]
  }

  /** The first rows, if they are headers, and the others. */
  #table({ rows }: Table, place: Place): Element {
    const first = rows.findIndex(({ isHeader }) => !isHeader)
    const end = first === -1 ? rows.length : first
    const head = rows.slice(0, end).map((row) => this.#row(row, 'th', place))
    const body = rows.slice(end).map((row) => this.#row(row, 'td', place))
    const parts = [
      head.length > 0 && this.#around('thead', head),
      body.length > 0 && this.#around('tbody', body),
    ]
    return this.#around(
      'table',
      parts.filter((part) => part !== false),
    )
  }

  #row({ cells }: Row, tag: 'th' | 'td', place: Place): Element {
    const made = cells.map(({ columns, rows, blocks }) => {
      const span = (count: number) => (count > 1 ? String(count) : undefined)
      const cell = this.#maker.make(tag, { colspan: span(columns), rowspan: span(rows) })
      append(cell, this.#blocks(blocks, { ...place, isEmphatic: place.isEmphatic && tag === 'td' }))
      return cell
    })
    return this.#around('tr', made)
  }
}

/** A document in HTML, with typed lists; not cleaned yet. */
export function toHtml(body: readonly Block[], notes: readonly Note[], pictureId: PictureId): string {
  const all = fragment(new BlockWriter(notes, pictureId).write(body))
  arrangeTypedLists(all)
  return serialize(all)
}
