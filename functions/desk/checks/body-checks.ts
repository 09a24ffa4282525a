import { readClean } from '#body/read'
import { attribute, type Element, isElement, isText, type Node, type Parent } from '../../domain/body/tree.ts'
import { detectLegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import { fold } from '../../domain/text.ts'
import type { Found, Known } from './found.ts'
import { leadsNowhere } from './links.ts'

/** Words of a link that say nothing of where it leads. */
const emptyWords = new Set(
  ['tại đây', 'ở đây', 'đây', 'xem thêm', 'link', 'here', 'click here', 'read more', 'more', 'this link'].map(
    fold,
  ),
)

/** Words in a sentence that nobody reads in one breath. */
const longSentence = 60

const blocks = new Set([
  'p',
  'h2',
  'h3',
  'h4',
  'li',
  'ul',
  'ol',
  'blockquote',
  'table',
  'tr',
  'td',
  'th',
  'caption',
  'figure',
  'figcaption',
  'br',
])

/** Words as they are read: those of a block stand apart from those beside it, a link within a sentence does not. */
function textOf(node: Node | Parent): string {
  if ('value' in node && isText(node)) return node.value
  if (!('childNodes' in node)) return ''
  const text = node.childNodes.map(textOf).join('')
  return 'tagName' in node && blocks.has(node.tagName) ? ` ${text} ` : text
}

function* textsOf(parent: Parent): Generator<string> {
  for (const node of parent.childNodes) {
    if ('value' in node && isText(node)) yield node.value
    if (isElement(node)) yield* textsOf(node)
  }
}

function* elementsOf(parent: Parent): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    yield node
    yield* elementsOf(node)
  }
}

const wordsOf = (text: string) => text.split(/\s+/u).filter(Boolean)
const clean = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()

function* headings(block: Element, before: { level: number }): Generator<Omit<Found, 'block'>> {
  const level = /^h([2-4])$/u.exec(block.tagName)?.[1]
  if (!level) return
  if (clean(textOf(block)) === '') yield { rule: 'empty_heading', severity: 'warning' }
  if (Number(level) > before.level + 1)
    yield { rule: 'heading_order', severity: 'warning', params: { level } }
  before.level = Number(level)
}

/** Words of a heading; a bold paragraph of more is one that somebody stresses. */
const longestHeading = 15

/** A paragraph that only looks like a heading: whoever reads by headings does not find it. */
function* boldHeading(block: Element, next: Element | undefined): Generator<Omit<Found, 'block'>> {
  const [only, ...others] = block.childNodes.filter((each) => !isText(each) || each.value.trim() !== '')
  if (block.tagName !== 'p' || next?.tagName !== 'p' || others.length > 0 || !only) return
  if (!isElement(only) || only.tagName !== 'strong') return
  const words = clean(textOf(block))
  if (wordsOf(words).length <= longestHeading && !/[.!?…;,]$/u.test(words))
    yield { rule: 'bold_heading', severity: 'warning' }
}

function* fileChecks(element: Element, { file }: Known): Generator<Omit<Found, 'block'>> {
  const media = /^media:(.+)$/u.exec(attribute(element, 'src') ?? attribute(element, 'href') ?? '')?.[1]
  const state = media && file(media)
  if (state === 'gone') yield { rule: 'media_gone', severity: 'error' }
  // What is not there yet is described when it is.
  else if (state === 'missing') yield { rule: 'picture_missing', severity: 'error' }
  else if (element.tagName === 'img' && attribute(element, 'alt') === undefined)
    yield { rule: 'alt', severity: 'error' }
}

function* linkChecks(element: Element, { link }: Known): Generator<Omit<Found, 'block'>> {
  if (element.tagName !== 'a' || attribute(element, 'data-embed') !== undefined) return
  const words = clean(textOf(element))
  if (emptyWords.has(fold(words)) || /^(?:https?:\/\/|www\.)/u.test(words))
    yield { rule: 'link_text', severity: 'warning', params: { words } }
  const href = attribute(element, 'href') ?? ''
  const state = link(href)
  if (state) yield { rule: `link_${state}`, severity: 'warning', params: { words } }
  if (leadsNowhere(href)) yield { rule: 'link_address', severity: 'warning', params: { href } }
}

function* elements(block: Element, known: Known): Generator<Omit<Found, 'block'>> {
  for (const each of [block, ...elementsOf(block)]) {
    yield* fileChecks(each, known)
    if (each.tagName === 'table' && ![...elementsOf(each)].some(({ tagName }) => tagName === 'th'))
      yield { rule: 'table_head', severity: 'warning' }
    yield* linkChecks(each, known)
  }
}

function* sentences(block: Element): Generator<Omit<Found, 'block'>> {
  const text = textOf(block)
  if ([...textsOf(block)].some((each) => /\p{L} {2}\p{L}/u.test(each)))
    yield { rule: 'double_space', severity: 'warning' }
  if (detectLegacyEncoding(text)) yield { rule: 'legacy_letters', severity: 'warning' }
  for (const sentence of text.split(/(?<=[.!?…])\s+/u)) {
    const count = wordsOf(sentence).length
    if (count > longSentence) {
      yield { rule: 'long_sentence', severity: 'warning', params: { count } }
      return
    }
  }
}

/** What is to be looked at in a body, block by block. */
export function* bodyChecks(body: string, known: Known): Generator<Found> {
  const before = { level: 1 }
  const all = readClean(body).childNodes.filter(isElement)
  for (const [index, block] of all.entries()) {
    for (const found of headings(block, before)) yield { ...found, block: index }
    for (const found of boldHeading(block, all[index + 1])) yield { ...found, block: index }
    for (const found of elements(block, known)) yield { ...found, block: index }
    if (['p', 'ul', 'ol', 'blockquote'].includes(block.tagName))
      for (const found of sentences(block)) yield { ...found, block: index }
  }
}

export const wordCount = (body: string) => wordsOf(textOf(readClean(body))).length
