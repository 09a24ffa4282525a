import { saidStyle } from '../body/inert.ts'
import type { DroppedFromPaste } from './notice.ts'
import type { Pass } from './pass.ts'
import { isOffice } from './source.ts'
import { stylesOf } from './style.ts'
import { isElement, wordsOf } from './tree.ts'

/** Takes elements away, and notes it if that loses words. */
function takeAway(
  elements: Iterable<Element>,
  noted: Set<DroppedFromPaste>,
  kind: DroppedFromPaste | undefined,
): void {
  for (const element of [...elements]) {
    if (kind && (wordsOf(element) !== '' || element.querySelector('img'))) noted.add(kind)
    element.remove()
  }
}

/** Programs, sheets, and what programs say of themselves. */
export const leaveOutMachinery: Pass = ({ root, notes }) => {
  takeAway(root.querySelectorAll('script,style,meta,link,title,base,xml,template'), notes.dropped, undefined)
}

/** What was struck out while changes were tracked, and what was said about it. */
export const leaveOutTracked: Pass = ({ root, source, notes }) => {
  const gone = isOffice(source)
    ? 'del, .msoDel, .msodel, [class*="TrackChangeTextDelet"], [class*="TrackedDeletion"]'
    : 'del[cite], del[datetime]'
  takeAway(root.querySelectorAll(gone), notes.dropped, 'deleted')
  const comments = [...root.querySelectorAll(`[${saidStyle}]`)].filter((element) =>
    /^comment(?:-list)?$/u.test(stylesOf(element).get('mso-element') ?? ''),
  )
  const marks = root.querySelectorAll(
    '.MsoCommentReference, .msocomtxt, a.msocomanchor, [class~="CommentAnchor"], [id^="cmnt_ref"], [href^="#cmnt"]',
  )
  takeAway(comments, notes.dropped, 'comments')
  takeAway(marks, notes.dropped, 'comments')
  takeAway(root.querySelectorAll('hr.msocomoff'), notes.dropped, undefined)
}

/** Word draws an equation for those who cannot read its own, as a small picture that only its computer has. */
export const leaveOutEquations: Pass = ({ root, notes }) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const drawn: Element[] = []
  while (walker.nextNode()) {
    if (!/^\[if !msEquation\]/u.test(walker.currentNode.nodeValue ?? '')) continue
    for (let next = walker.currentNode.nextSibling; next; next = next.nextSibling) {
      if (next.nodeType === Node.COMMENT_NODE) break
      if (isElement(next)) drawn.push(next)
    }
  }
  if (drawn.length > 0) notes.dropped.add('equation')
  for (const each of drawn) each.remove()
}

const isHidden = (element: Element) => {
  const styles = stylesOf(element)
  const says = (property: string, value: RegExp) => value.test(styles.get(property) ?? '')
  return (
    element.hasAttribute('hidden') ||
    says('display', /^none/u) ||
    says('visibility', /^(?:hidden|collapse)/u) ||
    says('mso-hide', /^all/u)
  )
}

/** Columns that Excel hid: each cell stands in the column of its place, where no cell spans several. */
function leaveOutColumns(root: DocumentFragment): void {
  for (const table of root.querySelectorAll('table')) {
    const columns = [...table.querySelectorAll('col')].flatMap((column) =>
      Array.from({ length: column.span || 1 }, () => isHidden(column)),
    )
    if (!columns.includes(true) || table.querySelector('td[colspan], th[colspan], td[rowspan], th[rowspan]'))
      continue
    for (const row of table.rows)
      for (const [index, cell] of [...row.cells].entries()) if (columns[index]) cell.remove()
    for (const column of [...table.querySelectorAll('col')]) if (isHidden(column)) column.remove()
  }
}

/** What nobody saw where it was copied. */
export const leaveOutHidden: Pass = ({ root, notes }) => {
  leaveOutColumns(root)
  takeAway(
    [...root.querySelectorAll(`[${saidStyle}], [hidden]`)].filter(
      (each) => each.localName !== 'col' && isHidden(each),
    ),
    notes.dropped,
    'hidden',
  )
  takeAway(root.querySelectorAll('.sr-only, .visually-hidden, .screen-reader-text'), notes.dropped, 'hidden')
}

/** A table of contents counts pages that are not here. */
export const leaveOutContents: Pass = ({ root, notes }) => {
  const entries = [...root.querySelectorAll('[class]')].filter(({ className }) =>
    /\bMsoToc(?:\d|Heading)\b/u.test(String(className)),
  )
  takeAway(entries, notes.dropped, 'contents')
}

/** Names that portals give to what stands around and between the paragraphs of an article. */
const promotion =
  /^(?:ads?|adv|advert\w*|adsbygoogle|adm-?zone\w*|zone-?ads?\w*|socials?|social-\w+|share|share-\w+|sharing|addthis\w*|fb-(?:like|share)\w*|zalo-share\w*|related|related-?(?:news|post|article|box)\w*|tin-?lien-?quan|tinlienquan|box-?tin\w*|related\w*news)$/iu

/** Advertisements, buttons to share, teasers of other articles: unless they are most of what was copied. */
export const leaveOutPromotion: Pass = ({ root, source, notes }) => {
  if (isOffice(source)) return
  const whole = wordsOf(root).length
  const isPromotion = (element: Element) =>
    [...element.classList, element.id, element.getAttribute('type') ?? ''].some((name) =>
      promotion.test(name),
    )
  const found = [...root.querySelectorAll('[class], [id], [type]')].filter(
    (element) => isPromotion(element) && wordsOf(element).length < whole / 2,
  )
  takeAway(found, notes.dropped, 'promotion')
  takeAway(root.querySelectorAll('button, nav'), notes.dropped, undefined)
}
