import { saidStyle } from '../body/inert.ts'
import type { Pass } from './pass.ts'
import { styleOf } from './style.ts'
import { isElement, isText, unwrap, wordsOf } from './tree.ts'

/**
 * Other programs write an item as a paragraph with the sign that they drew. Word says so in a style, which the rules of bodies
 * read (`domain/body/word-lists.ts`); here the others are told in the same way.
 */
function sayItem(paragraph: Element, list: string, level: number, sign: string): void {
  const marker = paragraph.ownerDocument.createElement('span')
  marker.setAttribute(saidStyle, 'mso-list:Ignore')
  marker.textContent = sign
  paragraph.prepend(marker)
  paragraph.setAttribute(saidStyle, `mso-list:l${list} level${Math.min(Math.max(level, 1), 9)} lfo1`)
}

/** The sign of an item of Word online: its number where it is counted. */
function signOf(item: Element, list: Element): string {
  if (list.localName !== 'ol') return '·'
  const start = list.getAttribute('start') ?? item.getAttribute('data-aria-posinset') ?? '1'
  return `${/^\d{1,5}$/u.test(start) ? start : '1'}.`
}

/** Word online puts every item into a list of its own, and says its depth in an attribute. */
export const joinOnlineLists: Pass = ({ root }) => {
  const numbers = new Map<string, string>()
  for (const item of [...root.querySelectorAll('li[data-aria-level]')]) {
    const list = item.parentElement
    if (!list) continue
    const name = `${list.localName} ${item.getAttribute('data-listid') ?? ''}`
    const number = numbers.get(name) ?? String(numbers.size)
    numbers.set(name, number)
    const paragraph = root.ownerDocument.createElement('p')
    paragraph.append(...item.childNodes)
    sayItem(paragraph, number, Number(item.getAttribute('data-aria-level')), signOf(item, list))
    for (const inner of paragraph.querySelectorAll('p')) unwrap(inner)
    // The list of a single item, and the box around it.
    const box = list.closest('.ListContainerWrapper')
    if (list.children.length === 1) list.replaceWith(paragraph)
    else {
      list.before(paragraph)
      item.remove()
    }
    if (box) unwrap(box)
  }
}

/** Blanks in a small font between the sign and the words: so Outlook and filtered HTML of Word draw items. */
const isGap = (element: Element) =>
  /\b7(?:\.0)?pt\b/u.test(styleOf(element, 'font')) && /^[\s\u00a0]*$/u.test(element.textContent ?? '')

const signs = /^(?:[·•●○▪■◦§ØüvÞ\-–—+o\uf0a0-\uf0ff]|\(?(?:\d{1,3}|[a-zđ]|[ivx]{1,5})[.)])$/iu

/** From `margin-left:72.0pt`; Word indents by half an inch. */
const levelOf = (paragraph: Element) => {
  const points = /(?:^|\s)(-?[\d.]+)pt$/u.exec(
    styleOf(paragraph, 'margin-left') || styleOf(paragraph, 'margin'),
  )?.[1]
  return points === undefined ? 1 : Math.max(1, Math.round(Number(points) / 36))
}

function takeDrawnSign(paragraph: Element): string | undefined {
  const gap = [...paragraph.querySelectorAll('span')].find(isGap)
  const holder = gap?.parentElement
  if (!gap || !holder) return undefined
  const before: Node[] = []
  for (let node = gap.previousSibling; node; node = node.previousSibling) before.unshift(node)
  const sign = before
    .map((node) => node.textContent ?? '')
    .join('')
    .trim()
  if (!signs.test(sign) || !wordsOf(paragraph).startsWith(sign)) return undefined
  for (const node of [...before, gap]) (isElement(node) || isText(node)) && node.remove()
  return sign
}

/** Items of which only the drawing is left. */
export const readDrawnLists: Pass = ({ root }) => {
  for (const paragraph of root.querySelectorAll('p')) {
    if (styleOf(paragraph, 'mso-list') !== '') continue
    const level = levelOf(paragraph)
    const sign = takeDrawnSign(paragraph)
    if (sign !== undefined) sayItem(paragraph, /\d/u.test(sign) ? '801' : '800', level, sign)
  }
}
