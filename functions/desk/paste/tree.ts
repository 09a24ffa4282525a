export const isElement = (node: Node | null | undefined): node is Element =>
  node?.nodeType === Node.ELEMENT_NODE

export const isText = (node: Node | null | undefined): node is Text => node?.nodeType === Node.TEXT_NODE

/** Takes an element away and leaves what it held. */
export const unwrap = (element: Element) => element.replaceWith(...element.childNodes)

/** Puts an element around all that another one holds. */
export function wrapContent(element: Element, tag: string): void {
  const made = element.ownerDocument.createElement(tag)
  made.append(...element.childNodes)
  element.append(made)
}

/** The same element under another name. */
export function renamed(element: Element, tag: string, kept: readonly string[] = []): Element {
  const made = element.ownerDocument.createElement(tag)
  for (const name of kept) {
    const value = element.getAttribute(name)
    if (value !== null) made.setAttribute(name, value)
  }
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

/** Words of an element, on one line. */
export const wordsOf = (node: Node) => (node.textContent ?? '').replace(/\s+/gu, ' ').trim()

const blocks = new Set(
  'p h1 h2 h3 h4 h5 h6 li td th div caption figcaption blockquote dt dd address center pre section article'.split(
    ' ',
  ),
)
export const isBlock = (element: Element) => blocks.has(element.localName)
export const blockSelector = [...blocks].join()
export const headingSelector = 'h1,h2,h3,h4,h5,h6'

/** The next element or text that holds words, beside this one. */
export function nextFilled(node: Node): Node | undefined {
  let next = node.nextSibling
  while (next && (next.nodeType === Node.COMMENT_NODE || (isText(next) && wordsOf(next) === '')))
    next = next.nextSibling
  return next ?? undefined
}
