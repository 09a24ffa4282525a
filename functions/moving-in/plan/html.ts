import {
  append,
  attribute,
  type Element,
  element,
  insertBefore,
  isElement,
  isText,
  type Node,
  type Parent,
  remove,
} from '../../domain/body/tree.ts'

const blocks =
  /^(?:address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figure|figcaption|form|h[1-6]|hr|li|ol|p|pre|section|table|tbody|thead|tfoot|tr|td|th|ul)$/u

export const isBlock = ({ tagName }: Element) => blocks.test(tagName)

/** Every element below, parents first. Without recursion: exports nest thousands of boxes. */
export function allElements(root: Parent): Element[] {
  const found: Element[] = []
  const stack: Node[] = [...root.childNodes].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue
    found.push(node)
    for (let at = node.childNodes.length - 1; at >= 0; at--) {
      const child = node.childNodes[at]
      if (child) stack.push(child)
    }
  }
  return found
}

export function textIn(node: Node | Parent): string {
  if ('value' in node && isText(node)) return node.value
  return 'childNodes' in node ? node.childNodes.map((child) => textIn(child)).join('') : ''
}

export const byTag = (root: Parent, ...tags: string[]) =>
  allElements(root).filter(({ tagName }) => tags.includes(tagName))

export const classOf = (node: Element) => attribute(node, 'class') ?? ''

/** Deeper boxes say nothing, and whoever walks over them would not come back. */
const deepest = 60

/** Takes boxes away that stand in too many others; what they hold stays. */
export function flatten(root: Parent): void {
  const stack: { node: Element; depth: number }[] = []
  const push = (parent: Parent, depth: number) => {
    for (const node of parent.childNodes) if (isElement(node)) stack.push({ node, depth })
  }
  push(root, 1)
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, depth } = next
    const [only] = node.childNodes
    const isWrapper =
      node.tagName === 'div' &&
      node.childNodes.length === 1 &&
      only &&
      isElement(only) &&
      only.tagName === 'div'
    if (depth <= deepest && !isWrapper) {
      push(node, depth + 1)
      continue
    }
    const inner = node.childNodes.filter(isElement)
    remove(node, true)
    for (const each of inner) stack.push({ node: each, depth })
  }
}

export function replaceWith(node: Element, made: Element): void {
  insertBefore(node, made)
  remove(node)
}

export function made(
  tag: string,
  children: readonly Node[],
  attributes: Record<string, string> = {},
): Element {
  const parent = element(tag, attributes)
  append(parent, children)
  return parent
}

export const isEmptyText = (text: string) => text.replace(/[\s\u00a0\u200b\ufeff]+/gu, '') === ''
