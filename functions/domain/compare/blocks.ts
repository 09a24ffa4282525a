import { serializeOuter } from 'parse5'
import { noteTag } from '../body/inline.ts'
import { type Element, isElement, isText, type Node } from '../body/tree.ts'
import { align, createNumbering, type Effort } from './words.ts'

/** A block of a body, or the running text of an item or a cell, which has no element of its own. */
export interface Block {
  nodes: Node[]
  element: Element | undefined
  /** Blocks with the same markup are the same. */
  html: string
}

/** What stands in one place of two texts: the same, alike, or only in one of them. */
export interface Pair {
  from?: Block
  to?: Block
}

const blockTags = new Set([
  ...['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'hr', 'table', 'caption'],
  ...['thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'figure', 'figcaption'],
])

const isBlock = (node: Node): node is Element => isElement(node) && blockTags.has(node.tagName)

function blockOf(nodes: Node[]): Block {
  const [first] = nodes
  const html = nodes.map((node) => serializeOuter(node)).join('')
  return { nodes, element: first && isBlock(first) ? first : undefined, html }
}

/** Children of a body, an item or a cell: its blocks, and what text stands between them. */
export function blocksIn(nodes: readonly Node[]): Block[] {
  const groups: Node[][] = []
  let loose: Node[] | undefined
  for (const node of nodes) {
    if (!isBlock(node) && loose) loose.push(node)
    else groups.push([node])
    loose = isBlock(node) ? undefined : groups.at(-1)
  }
  return groups.map(blockOf)
}

/** An element without what it holds. */
export function shellOf({ tagName, attrs }: Element): string {
  return JSON.stringify([tagName, ...attrs.map(({ name, value }) => [name, value])])
}

/** Blocks in different boxes are never alike; text of an item is, whether it stands in a paragraph or not. */
function boxOf({ element }: Block): string {
  if (!element) return '["p"]'
  // Rows are compared cell by cell.
  return element.tagName === 'tr'
    ? element.childNodes.filter(isElement).map(shellOf).join()
    : shellOf(element)
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.value
      if (!isElement(node)) return ''
      const isBreak = blockTags.has(node.tagName) || node.tagName === 'br' || node.tagName === noteTag
      return isBreak ? ` ${textOf(node.childNodes)} ` : textOf(node.childNodes)
    })
    .join('')
}

/** What the likeness of blocks is measured by: their box and their words, as numbers, the words in ascending order. */
interface Measure {
  box: number
  words: Int32Array
}

function createMeasures() {
  const [numberOfBox, numberOfWord] = [createNumbering(), createNumbering()]
  return (block: Block): Measure => {
    const words =
      textOf(block.nodes)
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
    return { box: numberOfBox(boxOf(block)), words: Int32Array.from(words.map(numberOfWord)).sort() }
  }
}

/** Less than this in common, and a reader sees two texts and not a changed one. */
const leastLikeness = 0.4

/** Sørensen-Dice: the share of words that two blocks have in common, 0 where that is too little. */
function likeness(one: Measure, other: Measure): number {
  const [a, b] = [one.words, other.words]
  const total = a.length + b.length
  if (one.box !== other.box || 2 * Math.min(a.length, b.length) < leastLikeness * total) return 0
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference === 0) common += 1
    if (difference <= 0) i += 1
    if (difference >= 0) j += 1
  }
  const share = (2 * common) / (total || 1)
  return share < leastLikeness ? 0 : share
}

/** Pairs blocks in their order so that they are as alike as can be. */
function pairAlike(from: readonly Block[], to: readonly Block[]): Pair[] {
  const measure = createMeasures()
  const [fromMeasures, toMeasures] = [from.map(measure), to.map(measure)]
  const width = to.length + 1
  const best = new Float64Array((from.length + 1) * width)
  const at = (i: number, j: number) => best[i * width + j] ?? 0
  const likes = new Float64Array(from.length * width)
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const [one, other] = [fromMeasures[i], toMeasures[j]]
      const like = one && other ? likeness(one, other) : 0
      likes[i * width + j] = like
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), like && like + at(i + 1, j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < from.length || j < to.length; ) {
    const [one, other] = [from[i], to[j]]
    const like = one && other ? (likes[i * width + j] ?? 0) : 0
    if (one && other && like > 0 && at(i, j) === like + at(i + 1, j + 1)) {
      pairs.push({ from: one, to: other })
      i += 1
      j += 1
    } else if (one && (!other || at(i + 1, j) === at(i, j))) {
      pairs.push({ from: one })
      i += 1
    } else if (other) {
      pairs.push({ to: other })
      j += 1
    }
  }
  return pairs
}

/** Pairs of blocks that `pairAlike` may look at in one go. */
const maxLooks = 50_000

/** Pairs what differs. Of very many blocks only those in about the same place are looked at. */
function pairGap(from: readonly Block[], to: readonly Block[]): Pair[] {
  const parts = Math.ceil(Math.sqrt((from.length * to.length) / maxLooks)) || 1
  const part = (blocks: readonly Block[], index: number) =>
    blocks.slice(
      Math.floor((blocks.length * index) / parts),
      Math.floor((blocks.length * (index + 1)) / parts),
    )
  return Array.from({ length: parts }, (_, index) => pairAlike(part(from, index), part(to, index))).flat()
}

/** Which block of one text stands for which of the other, in reading order: first by what is the same, then by likeness. */
export function alignBlocks(from: readonly Block[], to: readonly Block[], effort: Effort): Pair[] {
  const html = ({ html }: Block) => html
  const changes = align(from.map(html), to.map(html), effort)
  if (!changes) return pairGap(from, to)
  const pairs: Pair[] = []
  let gap: { from: Block[]; to: Block[] } = { from: [], to: [] }
  let [inFrom, inTo] = [0, 0]
  for (const { added, removed, count } of changes) {
    const [old, next] = [from.slice(inFrom, inFrom + count), to.slice(inTo, inTo + count)]
    if (!added) inFrom += count
    if (!removed) inTo += count
    if (removed) gap.from.push(...old)
    else if (added) gap.to.push(...next)
    else {
      pairs.push(
        ...pairGap(gap.from, gap.to),
        ...next.map((block, index) => ({ from: old[index] ?? block, to: block })),
      )
      gap = { from: [], to: [] }
    }
  }
  return [...pairs, ...pairGap(gap.from, gap.to)]
}
