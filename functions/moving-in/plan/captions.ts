import { attribute, type Element, isElement, isText, type Node, type Parent } from '../../domain/body/tree.ts'
import { byTag, classOf, isBlock, isEmptyText, made, replaceWith, textIn } from './html.ts'

/** Longer words below a picture are part of the text. */
const longestCaption = 300

const leaning = /^(?:em|i|small)$/u
const isBreak = (node: Node) => isElement(node) && node.tagName === 'br'
const isBlank = (node: Node) => isText(node) && isEmptyText(node.value)

const isCentred = (node: Element) =>
  node.tagName === 'center' ||
  attribute(node, 'align')?.toLowerCase() === 'center' ||
  /text-align\s*:\s*center|text-center|aligncenter/iu.test(`${attribute(node, 'style')} ${classOf(node)}`)

/** Everything that says something leans, or is small. */
const leans = (node: Node): boolean =>
  isText(node)
    ? isEmptyText(node.value)
    : isElement(node) &&
      (leaning.test(node.tagName) || isEmptyText(textIn(node)) || node.childNodes.every(leans))

/** The picture that a node is, alone or in a link or another wrapper without words. */
function pictureIn(node: Node): Element | undefined {
  if (!isElement(node) || isBlock(node) || !isEmptyText(textIn(node))) return undefined
  const pictures = node.tagName === 'img' ? [node] : byTag(node, 'img')
  return pictures.length === 1 ? pictures[0] : undefined
}

/** What stands in a box, below wrappers that hold all of it. */
function contentOf(box: Element): Node[] {
  let content = box.childNodes.filter((node) => !isBlank(node))
  for (
    let [only] = content;
    content.length === 1 && only && isElement(only) && !isBlock(only);
    [only] = content
  )
    content = only.childNodes.filter((node) => !isBlank(node))
  return content
}

/**
 * Editors write words under a picture into its paragraph, after a line break, and centre both or let the words lean: that is a
 * figure with its caption, and else it would become a paragraph of the text.
 */
function figureIn(box: Element): Element | undefined {
  const [first, second, ...rest] = contentOf(box)
  const picture = first && pictureIn(first)
  if (!first || !picture || !second || !isBreak(second)) return undefined
  const words = rest.filter((node) => !isBreak(node))
  const text = words.map((node) => textIn(node)).join('')
  const isShort = !isEmptyText(text) && text.length <= longestCaption
  const isInline = words.every(
    (node) => !isElement(node) || (!isBlock(node) && byTag(node, 'img').length === 0),
  )
  if (!isShort || !isInline || words.some((node) => pictureIn(node))) return undefined
  if (!isCentred(box) && !words.every(leans)) return undefined
  return made('figure', [first, made('figcaption', rest)])
}

export function readCaptions(root: Parent): void {
  for (const box of byTag(root, 'p', 'div', 'center')) {
    const figure = figureIn(box)
    if (figure) replaceWith(box, figure)
  }
}

/** Whether words stand under a picture that say nothing without it. */
export function isCaptioned(picture: Element): boolean {
  for (let parent = picture.parentNode; parent && 'tagName' in parent; parent = parent.parentNode)
    if (parent.tagName === 'figure')
      return byTag(parent, 'figcaption').some((each) => !isEmptyText(textIn(each)))
  return false
}
