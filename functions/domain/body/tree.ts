import { type DefaultTreeAdapterTypes, type html, serialize, defaultTreeAdapter as tree } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Parent = DefaultTreeAdapterTypes.ParentNode
export type Text = DefaultTreeAdapterTypes.TextNode
export type Element = DefaultTreeAdapterTypes.Element

/** As a text: with parse5's own list of names, a browser would load a table of every element. */
const namespace = 'http://www.w3.org/1999/xhtml' as html.NS.HTML

export function element(tag: string, attributes: Record<string, string | undefined> = {}): Element {
  const given = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  )
  return tree.createElement(tag, namespace, given)
}

export function isElement(node: Node): node is Element {
  return tree.isElementNode(node)
}

export function isText(node: Node): node is Text {
  return tree.isTextNode(node)
}

export function append(parent: Parent, children: readonly Node[]): void {
  for (const child of children) {
    tree.detachNode(child)
    tree.appendChild(parent, child)
  }
}

export function insertBefore(node: Node, added: Element): void {
  if (node.parentNode) tree.insertBefore(node.parentNode, added, node)
}

/** Sets an attribute, or takes it away where there is no value. */
export function setAttribute(node: Element, name: string, value: string | undefined): void {
  node.attrs = node.attrs.filter((each) => each.name !== name)
  if (value !== undefined) node.attrs.push({ name, value })
}

export function appendText(parent: Parent, text: string): void {
  tree.insertText(parent, text)
}

/** Takes a node out of its parent; `keepContent` leaves what it held in its place. */
export function remove(node: Element, keepContent = false): void {
  const parent = node.parentNode
  if (!parent) return
  if (keepContent)
    for (const child of [...node.childNodes]) {
      tree.detachNode(child)
      tree.insertBefore(parent, child, node)
    }
  tree.detachNode(node)
}

export function fragment(children: readonly Node[]): Parent {
  const parent = tree.createDocumentFragment()
  append(parent, children)
  return parent
}

/** What stands in a tree, as HTML. */
export const htmlOf = (parent: Parent): string => serialize(parent)

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value
}

/** A whole number of the attribute, if it lies within the bounds. */
export function integer(node: Element, name: string, min: number, max: number): string | undefined {
  const value = attribute(node, name)?.trim() ?? ''
  if (!/^\d{1,6}$/u.test(value)) return undefined
  const number = Number(value)
  return number >= min && number <= max ? String(number) : undefined
}

/** The language of a part (WCAG 2.2, 3.1.2), if it is a well-formed BCP 47 tag. */
export function langOf(node: Element): string | undefined {
  const value = attribute(node, 'lang')
  if (!value || value.length > 35) return undefined
  try {
    return Intl.getCanonicalLocales(value)[0] && value
  } catch {
    return undefined
  }
}
