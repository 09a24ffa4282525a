import { figureOf } from './figure.ts'
import { type Context, Flow, inside, outermost } from './flow.ts'
import { isInline, withMark, withoutLang } from './inline.ts'
import { isMedium } from './medium.ts'
import { isNote, noteRuns } from './note.ts'
import { runsOf, tableOf } from './table.ts'
import {
  append,
  attribute,
  type Element,
  element,
  integer,
  isElement,
  isText,
  langOf,
  type Node,
  type Parent,
} from './tree.ts'

/** Lists, quotes and tables within each other; deeper ones give their text to the one around them. */
const maxDepth = 12

function walk(nodes: readonly Node[], flow: Flow, context: Context): void {
  for (const node of nodes) {
    if (isText(node))
      flow.write(context.preformatted ? node.value : node.value.replace(/\s+/gu, ' '), context)
    else if (isElement(node)) walkElement(node, flow, context)
  }
}

function walkElement(node: Element, flow: Flow, context: Context): void {
  if (node.tagName === 'br') flow.write('\n', context)
  else if (isNote(node)) flow.add(noteRuns(node, context.marks, (nodes) => runsOf(nodes, [])))
  else if (isInline(node)) {
    context.anchors.push(...present(attribute(node, 'id')))
    walk(node.childNodes, flow, { ...context, marks: withMark(context.marks, node) })
  } else if (node.tagName === 'hr') addBlock(flow, context, () => rule(context))
  else if (isFigure(node)) addFigure(node, flow, context)
  else {
    const make = context.depth < maxDepth ? containers[node.tagName] : undefined
    if (make) addBlock(flow, context, () => make(node, context))
    else section(node, flow, context)
  }
}

/** Adds a block after the text so far. An item outside a list joins the list before it, or begins one. */
function addBlock(flow: Flow, context: Context, make: () => Element | undefined): void {
  flow.end(context)
  const made = make()
  const before = flow.blocks.at(-1)
  if (made?.tagName !== 'li') flow.blocks.push(...present(made))
  else if (before && isList(before)) append(before, [made])
  else flow.blocks.push(...present(filled(element('ul'), [made])))
}

const isFigure = (node: Element) => node.tagName === 'figure' || isMedium(node)

/** A figure, or its words where it holds nothing of the media library. */
function addFigure(node: Element, flow: Flow, context: Context): void {
  const made = figureOf(node, inside(context, langOf(node)))
  if (made) addBlock(flow, context, () => made)
  else section(node, flow, context)
}

/** Elements that hold blocks, each written again; undefined for an empty one. */
const containers: Record<string, (node: Element, context: Context) => Element | undefined> = {
  ul: listOf,
  ol: listOf,
  li: itemOf,
  blockquote: quoteOf,
  table: cellsOf,
}

const present = <Item>(item: Item | undefined): Item[] => (item === undefined ? [] : [item])

function filled(parent: Element, children: readonly Node[]): Element | undefined {
  append(parent, children)
  return children.length > 0 ? parent : undefined
}

/** Paragraphs, headings, and the boxes that only keep their text apart from what is beside them. */
function section(node: Element, flow: Flow, context: Context): void {
  const tag = /^h[1-6]$/u.test(node.tagName) && context.headings ? node.tagName : context.paragraph.tag
  const lang = langOf(node)
  const inner = {
    ...context,
    marks: lang ? withoutLang(context.marks) : context.marks,
    paragraph: { tag, lang: lang ?? context.paragraph.lang },
    preformatted: context.preformatted || node.tagName === 'pre',
  }
  flow.end(context)
  walk(node.childNodes, flow, inner)
  flow.end(inner)
}

function blocksWithin(nodes: readonly Node[], context: Context): Element[] {
  const flow = new Flow()
  const inner = { ...context, depth: context.depth + 1 }
  walk(nodes, flow, inner)
  flow.end(inner)
  return flow.blocks
}

const isList = (node: Node) => node.nodeName === 'ul' || node.nodeName === 'ol'

/** What an item or a cell holds. Its only paragraph, with at most lists after it, needs no `p`. */
function contentOf(nodes: readonly Node[], context: Context): Node[] {
  const [first, ...rest] = blocksWithin(nodes, context)
  if (!first) return []
  const bare = first.tagName === 'p' && first.attrs.length === 0 && rest.every(isList)
  return bare ? [...first.childNodes, ...rest] : [first, ...rest]
}

/** A rule stands between blocks of the body itself. */
function rule({ depth }: Context): Element | undefined {
  return depth === 0 ? element('hr') : undefined
}

function quoteOf(node: Element, context: Context): Element | undefined {
  const lang = langOf(node) ?? context.paragraph.lang
  return filled(element('blockquote', { lang }), blocksWithin(node.childNodes, inside(context, lang)))
}

function cellsOf(node: Element, context: Context): Element | undefined {
  const lang = langOf(node) ?? context.paragraph.lang
  const inner = inside(context, lang)
  return tableOf(node, lang, inner.marks, (cell, cellLang) => {
    const headings = context.headings && cell.tagName !== 'th'
    return contentOf(cell.childNodes, { ...inside(inner, cellLang), headings })
  })
}

function itemOf(node: Element, context: Context): Element | undefined {
  const lang = langOf(node) ?? context.paragraph.lang
  return filled(element('li', { lang }), contentOf(node.childNodes, inside(context, lang)))
}

function listOf(node: Element, context: Context): Element | undefined {
  const lang = langOf(node) ?? context.paragraph.lang
  const isReversed = node.tagName === 'ol' && attribute(node, 'reversed') !== undefined
  const list = element(node.tagName, {
    start: node.tagName === 'ol' ? integer(node, 'start', 0, 99_999) : undefined,
    reversed: isReversed ? '' : undefined,
    lang,
  })
  addItems(list, node.childNodes, inside(context, lang))
  return list.childNodes.length > 0 ? list : undefined
}

/** Everything in a list becomes an item; a list directly in a list belongs to the item before it. */
function addItems(list: Element, nodes: readonly Node[], context: Context): void {
  let loose: Node[] = []
  const endLoose = () => {
    append(list, present(filled(element('li'), contentOf(loose, context))))
    loose = []
  }
  for (const node of nodes) {
    const add = isElement(node) ? adder(node, context) : undefined
    if (!add) {
      loose.push(node)
      continue
    }
    endLoose()
    add(list)
  }
  endLoose()
}

/** How a child of a list that is an item, holds items or is a list comes into the list. */
function adder(node: Element, context: Context): ((list: Element) => void) | undefined {
  if (node.tagName === 'li') return (list) => append(list, present(itemOf(node, context)))
  if (isList(node)) {
    const inner = { ...context, depth: context.depth + 1 }
    return inner.depth < maxDepth ? (list) => addNested(list, present(listOf(node, inner))) : undefined
  }
  if (node.tagName !== 'table' && node.childNodes.some(({ nodeName }) => nodeName === 'li'))
    return (list) => addItems(list, node.childNodes, { ...context, marks: withMark(context.marks, node) })
  return undefined
}

function addNested(list: Element, nested: Element[]): void {
  const before = list.childNodes.at(-1)
  if (before && isElement(before)) append(before, nested)
  else
    append(
      list,
      nested.flatMap((each) => present(filled(element('li'), [each]))),
    )
}

function withoutIdleRules(blocks: readonly Element[]): Element[] {
  const isIdle = (block: Element | undefined) => block === undefined || block.tagName === 'hr'
  const kept = blocks.filter((block, index) => !isIdle(block) || !isIdle(blocks[index - 1]))
  if (isIdle(kept.at(-1))) kept.pop()
  return kept
}

/**
 * The blocks of a body that is valid by construction: sanitize-html decides which elements may stand, but not where, and
 * a page that a browser has to repair is read differently by the next one.
 */
export function blocksOf(body: Parent): Element[] {
  const flow = new Flow()
  const context = outermost()
  walk(body.childNodes, flow, context)
  flow.end(context)
  return withoutIdleRules(flow.blocks)
}
