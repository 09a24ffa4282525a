import { DOMParser, DOMSerializer, Fragment, type Node } from 'prosemirror-model'
import { cleanBody } from '../../domain/body/clean.ts'
import { toLine, toText } from '../../domain/text.ts'
import { boxOf, toBodyForm, toEditedForm } from './body-form.ts'
import { hasSameContent } from './same-content.ts'
import { schema } from './schema.ts'

const parser = DOMParser.fromSchema(schema)
const serializer = DOMSerializer.fromSchema(schema)

/** Levels of the headings above a place, as they were written (`functions/domain/body/flow.ts`). */
type Outline = readonly number[]

/** A block before the rules of a body have seen it, and what it printed as below each outline. */
interface Block {
  html: string
  levels: Outline
  /** Whether it holds a place that links of the text lead to, or such a link. */
  isLinked: boolean
  printed: Map<string, string>
}

const isHeading = (node: Element) => !node.closest('th') && toLine(toText(node.textContent)) !== ''

function rawBlock(node: Node): Block {
  const body = boxOf(node.type === schema.nodes.opaque ? String(node.attrs.html) : '')
  if (body.childElementCount === 0) {
    body.append(serializer.serializeFragment(Fragment.from(node), { document: body.ownerDocument }))
    toBodyForm(body)
  }
  const headings = [...body.querySelectorAll('h2, h3, h4')].filter(isHeading)
  return {
    html: body.innerHTML,
    levels: headings.map(({ localName }) => Number(localName.slice(1))),
    isLinked: body.querySelector('[id], a[href^="#"]') !== null,
    printed: new Map(),
  }
}

/** What each block was made to. Blocks never change: an edited one is another. */
const known = new WeakMap<Node, Block>()

function blockOf(node: Node): Block {
  const found = known.get(node) ?? rawBlock(node)
  known.set(node, found)
  return found
}

const headingsAbove = (outline: Outline) => outline.map((level) => `<h${level}>.</h${level}>`).join('')

/** One block below the headings before it, on which the levels of its own headings depend. */
function printBlock({ html, levels, printed }: Block, outline: Outline): string {
  const above = levels.length > 0 ? headingsAbove(outline) : ''
  const done = printed.get(above)
  if (done !== undefined) return done
  const made = above ? cleanBody(above + html).slice(cleanBody(above).length) : cleanBody(html)
  printed.set(above, made)
  return made
}

const below = (outline: Outline, level: number): Outline => [...outline.filter((each) => each < level), level]

function* printBlocks(nodes: readonly Node[]): Generator<string> {
  let outline: Outline = []
  let isRuleDue = false
  let isBegun = false
  for (const node of nodes) {
    // A rule stands between two blocks.
    if (node.type === schema.nodes.horizontal_rule) isRuleDue = isBegun
    else {
      const block = blockOf(node)
      const html = printBlock(block, outline)
      outline = block.levels.reduce(below, outline)
      if (html === '') continue
      if (isRuleDue) yield '<hr>'
      isRuleDue = false
      isBegun = true
      yield html
    }
  }
}

/** What the rules make of a whole text at once. */
export const printWhole = ({ children }: Pick<Node, 'children'>) =>
  cleanBody(children.map((node) => blockOf(node).html).join(''))

/**
 * The body of a text: the very HTML that the server keeps of it. Only blocks that changed since the last time are printed
 * again, unless links lead from one to another.
 */
export function printBody({ children }: Node): string {
  if (children.some((node) => blockOf(node).isLinked)) return printWhole({ children })
  return [...printBlocks(children)].join('')
}

const opaque = (html: string) => schema.nodes.opaque.create({ html })

/** The block that an element is, or one that keeps it as it is where the editor has none for it. */
function readBlock(element: Element): Node {
  const body = boxOf('')
  body.append(element.cloneNode(true))
  toEditedForm(body)
  const { children } = parser.parse(body, { preserveWhitespace: 'full' })
  const [only] = children
  return only && children.length === 1 ? only : opaque(element.outerHTML)
}

/** What stands at `start` of a body that parse5 wrote; browsers write `<` in an attribute in another way. */
function sourceOf(element: Element, body: string, start: number): string {
  const html = element.outerHTML
  return body.startsWith(html, start) ? html : cleanBody(html)
}

/** Remembers what blocks were read from, so that one that is not touched is printed as it was. */
function rememberSources(nodes: readonly Node[], elements: readonly Element[], body: string): void {
  let outline: Outline = []
  let start = 0
  nodes.forEach((node, index) => {
    const element = elements[index]
    if (!element) return
    const source = sourceOf(element, body, start)
    const block = blockOf(node)
    if (!block.isLinked) block.printed.set(block.levels.length > 0 ? headingsAbove(outline) : '', source)
    outline = block.levels.reduce(below, outline)
    start += source.length
  })
}

interface Read {
  elements: Element[]
  nodes: Node[]
}

function readBlocks(body: string): Read {
  const elements = [...boxOf(body).children]
  return { elements, nodes: elements.map(readBlock) }
}

/** The same with each block kept as it is of which less would be written than was read. */
function keepLost({ elements, nodes }: Read, printed: string): Node[] {
  const again = [...boxOf(printed).children]
  return nodes.map((node, index) => {
    const [one, other] = [elements[index], again[index]]
    return one && other && hasSameContent(one, other) ? node : opaque(one?.outerHTML ?? '')
  })
}

function readClean(body: string): Node[] {
  const read = readBlocks(body)
  const printed = printWhole({ children: read.nodes })
  const nodes = printed === body ? read.nodes : keepLost(read, printed)
  rememberSources(nodes, read.elements, body)
  return nodes
}

/** Blocks of a body of which all that is read is written again in the same way, as of nearly every one that the server keeps. */
function readFaithful(body: string): Node[] | undefined {
  const { elements, nodes } = readBlocks(body)
  if (printWhole({ children: nodes }) !== body) return undefined
  rememberSources(nodes, elements, body)
  return nodes
}

/**
 * A body as the editor holds it. Nothing of it is lost: a block of which the editor would write less than it read is kept
 * as it is, and cannot be edited.
 */
export function readBody(html: string): Node {
  const nodes = readFaithful(html) ?? readClean(cleanBody(html))
  return schema.nodes.doc.create(null, nodes.length > 0 ? nodes : [schema.nodes.paragraph.create()])
}
