import { isBold, isItalic } from '../../domain/body/pasted.ts'
import { saidStyle } from '../body/inert.ts'
import type { Pass } from './pass.ts'
import { stylesOf, withoutStyle } from './style.ts'
import { headingSelector, isBlock, unwrap, wrapContent } from './tree.ts'

/**
 * What styles say of words, as elements, where the rules of bodies do not read it themselves: those read the styles of running
 * text, but not of blocks, and no underline.
 */
export const makeMarks: Pass = ({ root }) => {
  for (const element of root.querySelectorAll(`[${saidStyle}]`)) {
    const styles = stylesOf(element)
    const says = (property: string) => styles.get(property) ?? ''
    const line = says('text-decoration') + says('text-decoration-line')
    const isInLink = element.closest('a') !== null || element.querySelector('a') !== null
    if (line.includes('underline') && !isInLink && element.localName !== 'u') wrapContent(element, 'u')
    if (!isBlock(element) && element.localName !== 'tr') continue
    if (line.includes('line-through')) wrapContent(element, 's')
    if (isItalic(says('font-style'))) wrapContent(element, 'em')
    if (isBold(says('font-weight')) && element.localName !== 'th') wrapContent(element, 'strong')
  }
  // An element of rows and cells cannot stand around cells.
  for (const mark of root.querySelectorAll('tr > strong, tr > em, tr > s, tr > u')) {
    for (const cell of mark.children) wrapContent(cell, mark.localName)
    unwrap(mark)
  }
}

const emphatic = 'b, strong'

/** Headings and header cells are emphatic themselves. */
export function withoutEmphasis(element: Element): void {
  for (const mark of element.querySelectorAll(emphatic)) unwrap(mark)
  for (const styled of [element, ...element.querySelectorAll(`[${saidStyle}]`)])
    if (isBold(stylesOf(styled).get('font-weight') ?? '')) withoutStyle(styled, 'font-weight')
}

export const plainHeadings: Pass = ({ root }) => {
  for (const heading of root.querySelectorAll(headingSelector)) withoutEmphasis(heading)
}
