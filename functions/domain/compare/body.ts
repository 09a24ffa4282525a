import { serialize } from 'parse5'
import { readClean } from '#body/read'
import { cleanBody } from '../body/clean.ts'
import { appendLines, type Mark, noteTag, type Run } from '../body/inline.ts'
import { type Element, element, fragment, isElement, isText, type Node } from '../body/tree.ts'
import { alignBlocks, type Block, blocksIn } from './blocks.ts'
import { marked, refilled } from './marks.ts'
import { compareTable } from './table.ts'
import { compareTokens, type Effort, runsOf, tokensOf } from './words.ts'

function markOf({ tagName, attrs }: Element): Mark {
  const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
  return { tag: tagName, attributes, key: JSON.stringify([tagName, attributes]) }
}

const isNote = (node: Node | undefined): node is Element =>
  node !== undefined && isElement(node) && node.tagName === noteTag

/** The mark of each note; of those side by side every second has a key of its own, so that they stay two. */
function noteMarks(nodes: readonly Node[]): Map<Node, Mark> {
  const marks = new Map<Node, Mark>()
  let isSecond = false
  nodes.forEach((node, index) => {
    if (!isNote(node)) return
    isSecond = isNote(nodes[index - 1]) && !isSecond
    const mark = markOf(node)
    marks.set(node, isSecond ? { ...mark, key: `${mark.key} 2` } : mark)
  })
  return marks
}

function textRuns(nodes: readonly Node[], marks: readonly Mark[] = []): Run[] {
  const notes = noteMarks(nodes)
  return nodes.flatMap((node) => {
    if (isText(node)) return [{ text: node.value, marks }]
    if (!isElement(node)) return []
    return node.tagName === 'br'
      ? [{ text: '\n', marks }]
      : textRuns(node.childNodes, [...marks, notes.get(node) ?? markOf(node)])
  })
}

/** Text with its changed words marked. */
export function compareRuns(from: readonly Run[], to: readonly Run[], effort: Effort): Node[] {
  const parent = element('div')
  appendLines(parent, [runsOf(compareTokens(tokensOf(from), tokensOf(to), effort))])
  return [...parent.childNodes]
}

const contentOf = ({ element, nodes }: Block) => [...(element ? element.childNodes : nodes)]

const holdsBlocks = new Set(['ul', 'ol', 'li', 'blockquote'])

function comparePair(from: Block, to: Block, effort: Effort): Node[] {
  if (from.html === to.html) return to.nodes
  // Another picture is another one, however alike the captions are.
  if (to.element?.tagName === 'figure') return [...marked('del', from.nodes), ...marked('ins', to.nodes)]
  if (from.element?.tagName === 'table' && to.element)
    return compareTable(from.element, to.element, effort, compareContent)
  if (to.element && holdsBlocks.has(to.element.tagName))
    return [refilled(to.element, compareContent(contentOf(from), contentOf(to), effort))]
  const content = compareRuns(textRuns(contentOf(from)), textRuns(contentOf(to)), effort)
  return to.element ? [refilled(to.element, content)] : content
}

function compareContent(from: readonly Node[], to: readonly Node[], effort: Effort): Node[] {
  return alignBlocks(blocksIn(from), blocksIn(to), effort).flatMap((pair) => {
    if (!pair.to) return marked('del', pair.from?.nodes ?? [])
    return pair.from ? comparePair(pair.from, pair.to, effort) : marked('ins', pair.to.nodes)
  })
}

/**
 * Two bodies as one: blocks are aligned, and within those that are alike, words. What was removed stands in `del`, what was
 * added in `ins`; a change of formatting is a word removed and added. Made only from what `cleanBody` lets through, which is
 * asked again, because a revision may be older than its rules.
 */
export function compareBodies(from: string, to: string, effort: Effort): string {
  const [before, after] = [cleanBody(from), cleanBody(to)]
  if (before === after) return after
  const children = (html: string) => [...readClean(html).childNodes]
  return serialize(fragment(compareContent(children(before), children(after), effort)))
}
