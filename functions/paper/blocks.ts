import type { ArticlePage } from '../domain/site/shapes.ts'
import { type BodyElement, type BodyNode, readBody } from '../views/body-tree.ts'
import type { Cell, Table } from './table.ts'

/** A piece of text between two breaks of the page. */
export interface TextBlock {
  text: string
  style: 'title' | 'heading' | 'text' | 'strong' | 'small'
  /** Steps from the left. */
  indent: number
  /** What stands before its first line: the dot or the number of a list. */
  sign?: string
}

export type Block = TextBlock | Table

/** What a body says, word for word; notes stay in their place in brackets. */
function wordsOf(nodes: readonly BodyNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (node.tag === 'br') return '\n'
      const words = wordsOf(node.children)
      return node.tag === 'small' ? ` (${words})` : words
    })
    .join('')
}

const isBlock = (node: BodyNode) =>
  typeof node !== 'string' &&
  /^(?:p|div|pre|h\d|ul|ol|blockquote|table|figure|figcaption|hr)$/u.test(node.tag)

function textBlocks(text: string, style: TextBlock['style'], indent: number): TextBlock[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ text: line, style, indent }))
}

function listBlocks(list: BodyElement, indent: number): Block[] {
  const start = Number(list.attributes.start ?? 1)
  return elementsIn(list).flatMap((item, index) => {
    const [first, ...rest] = blocksOf(item.children, indent + 1)
    const sign = list.tag === 'ol' ? `${start + index}.` : '•'
    return first ? [{ ...first, sign }, ...rest] : []
  })
}

const elementsIn = ({ children }: BodyElement) =>
  children.filter((node): node is BodyElement => typeof node !== 'string')

function cellOf({ tag, attributes, children }: BodyElement): Cell {
  return {
    text: blocksOf(children, 0)
      .flatMap((block) => ('text' in block ? [block.sign ?? '', block.text] : []))
      .filter(Boolean)
      .join(' '),
    isHead: tag === 'th',
    columns: Number(attributes.colspan ?? 1),
    rows: Number(attributes.rowspan ?? 1),
  }
}

const rowsIn = (element: BodyElement): Cell[][] =>
  element.tag === 'tr' ? [elementsIn(element).map(cellOf)] : elementsIn(element).flatMap(rowsIn)

/** A table below its caption. */
function tableBlocks(element: BodyElement, indent: number): Block[] {
  const parts = elementsIn(element)
  const captions = parts.filter(({ tag }) => tag === 'caption')
  const rows = parts.filter(({ tag }) => tag !== 'caption').flatMap(rowsIn)
  return [...captions.flatMap(({ children }) => blocksOf(children, indent)), { rows, indent }]
}

/** The blocks of a body, in the order in which they are read. */
function blocksOf(nodes: readonly BodyNode[], indent: number): Block[] {
  if (!nodes.some(isBlock)) return textBlocks(wordsOf(nodes), 'text', indent)
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return textBlocks(node, 'text', indent)
    const { tag, attributes, children } = node
    if (/^h\d$/u.test(tag)) return textBlocks(wordsOf(children), 'heading', indent)
    if (tag === 'ul' || tag === 'ol') return listBlocks(node, indent)
    if (tag === 'table') return tableBlocks(node, indent)
    if (tag === 'figcaption') return textBlocks(wordsOf(children), 'small', indent)
    if (tag === 'img') return textBlocks(attributes.alt ?? '', 'small', indent)
    return blocksOf(children, tag === 'blockquote' ? indent + 1 : indent)
  })
}

/** The body of an article as blocks of text. Undefined where it cannot be read. */
export function bodyBlocks({ body }: Pick<ArticlePage, 'body'>): Block[] | undefined {
  const nodes = readBody(body)
  return nodes && blocksOf(nodes, 0)
}
