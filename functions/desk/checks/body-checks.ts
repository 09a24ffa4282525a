import { readClean } from '#body/read'
import { attribute, type Element, isElement, isText, type Node, type Parent } from '../../domain/body/tree.ts'
import { detectLegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import { fold } from '../../domain/text.ts'
import type { Found } from './found.ts'

/** Words of a link that say nothing of where it leads. */
const emptyWords = new Set(
  ['tại đây', 'ở đây', 'đây', 'xem thêm', 'link', 'here', 'click here', 'read more', 'more', 'this link'].map(
    fold,
  ),
)

/** Words in a sentence that nobody reads in one breath. */
const longSentence = 60

export function textOf(node: Node | Parent): string {
  if ('value' in node && isText(node)) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join(' ') : ''
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

function* elements(block: Element, isGone: (id: string) => boolean): Generator<Omit<Found, 'block'>> {
  for (const each of [block, ...elementsOf(block)]) {
    const media = /^media:(.+)$/u.exec(attribute(each, 'src') ?? attribute(each, 'href') ?? '')?.[1]
    if (media && isGone(media)) yield { rule: 'media_gone', severity: 'error' }
    if (each.tagName === 'img' && attribute(each, 'alt') === undefined)
      yield { rule: 'alt', severity: 'error' }
    if (each.tagName === 'table' && ![...elementsOf(each)].some(({ tagName }) => tagName === 'th'))
      yield { rule: 'table_head', severity: 'warning' }
    if (each.tagName === 'a' && attribute(each, 'data-embed') === undefined) {
      const words = clean(textOf(each))
      if (emptyWords.has(fold(words)) || /^(?:https?:\/\/|www\.)/u.test(words))
        yield { rule: 'link_text', severity: 'warning', params: { words } }
    }
  }
}

function* sentences(block: Element): Generator<Omit<Found, 'block'>> {
  const text = textOf(block)
  if (/\S {2,}\S/u.test(text.replaceAll(/\n/gu, ' ')) && /\p{L} {2}\p{L}/u.test(text))
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
export function* bodyChecks(body: string, isGone: (id: string) => boolean): Generator<Found> {
  const before = { level: 1 }
  const blocks = readClean(body).childNodes.filter(isElement)
  for (const [index, block] of blocks.entries()) {
    for (const found of headings(block, before)) yield { ...found, block: index }
    for (const found of elements(block, isGone)) yield { ...found, block: index }
    if (['p', 'ul', 'ol', 'blockquote'].includes(block.tagName))
      for (const found of sentences(block)) yield { ...found, block: index }
  }
}

/** Numbers and dates of a text, as they are compared between languages: `1.234,5` and `1,234.5` are the same. */
export function numbersIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\d[\d.,/]*\d|\d/gu)].map(([each]) => each.replaceAll(/[.,]/gu, '')))
}

export const wordCount = (body: string) => wordsOf(textOf(readClean(body))).length
