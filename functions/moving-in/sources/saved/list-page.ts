import { createHash } from 'node:crypto'
import { allElements, byTag, textIn } from '../../plan/html.ts'
import { childElements, elementsIn, lineIn, type SavedPage } from './document.ts'

const date = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/u

/** How many entries a page shows that are alike: each with a link and a date, side by side. */
export function entriesOf(page: SavedPage): number {
  const most = elementsIn(page).map((parent) => {
    const entries = childElements(parent).filter(
      (node) => byTag(node, 'a').length > 0 && date.test(lineIn(node)) && textIn(node).length < 3000,
    )
    return entries.length
  })
  return Math.max(0, ...most)
}

/** Entries without dates: links in headings. */
export function headlinesOf(page: SavedPage): number {
  return allElements(page.root).filter(
    (node) => /^h[2-5]$/u.test(node.tagName) && byTag(node, 'a').length === 1 && lineIn(node).length > 10,
  ).length
}

/** Words of a page, as they are: mirrors keep one page under hundreds of names. */
export const wordsOf = (page: SavedPage) =>
  createHash('sha256')
    .update(
      elementsIn(page)
        .filter(({ tagName }) => tagName === 'body')
        .map(lineIn)
        .join(''),
    )
    .digest('hex')
