import { inert } from '../body/inert.ts'

/**
 * A body is edited in a slightly other form than it is written: each table and figure has a caption to type into, and the
 * rows of a table stand together, each with the name of its part. Both ways work on an inert document.
 */

/** An element of an inert document that holds what HTML says. */
export function boxOf(html: string): HTMLElement {
  const content = inert(html)
  const box = content.ownerDocument.createElement('div')
  box.append(content)
  return box
}

const create = (near: Element, tag: string) => near.ownerDocument.createElement(tag)

const childrenOf = (node: Element, ...tags: string[]) =>
  [...node.children].filter(({ localName }) => tags.includes(localName))

/** Rows of all parts of a table, marked with what they were part of. */
function gatherRows(table: Element): void {
  const rows = create(table, 'tbody')
  let bodies = 0
  for (const part of childrenOf(table, 'thead', 'tbody', 'tfoot')) {
    const isBody = part.localName === 'tbody'
    const name = isBody ? 'body' : part.localName.slice(1)
    childrenOf(part, 'tr').forEach((row, index) => {
      const begins = isBody && bodies > 0 && index === 0
      if (name !== 'body' || begins) row.setAttribute('data-part', begins ? 'next' : name)
      rows.append(row)
    })
    if (isBody) bodies += 1
    part.remove()
  }
  table.append(rows)
}

const tags: Record<string, string> = { head: 'thead', foot: 'tfoot' }

/** `thead`, `tbody` and `tfoot` of the rows, by what they say of themselves. */
function partRows(table: Element): void {
  for (const rows of childrenOf(table, 'tbody')) {
    let last: Element | undefined
    for (const row of childrenOf(rows, 'tr')) {
      const part = row.getAttribute('data-part') ?? 'body'
      row.removeAttribute('data-part')
      const tag = tags[part] ?? 'tbody'
      if (last?.localName !== tag || part === 'next') {
        last = create(table, tag)
        table.append(last)
      }
      last.append(row)
    }
    rows.remove()
  }
}

/** A body that has just been read, as the editor's schema reads it. */
export function toEditedForm(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    if (childrenOf(table, 'caption').length === 0) table.prepend(create(table, 'caption'))
    gatherRows(table)
  }
  for (const figure of body.querySelectorAll('figure'))
    if (childrenOf(figure, 'figcaption').length === 0) figure.append(create(figure, 'figcaption'))
}

/** What the editor's schema writes, as the rules of a body know it. They take empty captions away. */
export function toBodyForm(body: Element): void {
  for (const table of body.querySelectorAll('table')) partRows(table)
}
