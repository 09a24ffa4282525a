import { serializeOuter } from 'parse5'
import { attribute, type Element, element, isElement, isText, type Node } from '../body/tree.ts'

/** The tags around a text, from the outermost, as they are written. */
export type Look = readonly { open: string; close: string }[]

interface Piece {
  html: string
  look: Look
}

/** A word with what sticks to it, a note, or a line break. */
export interface Token {
  /** What is said, without how it looks. */
  text: string
  pieces: readonly Piece[]
  /** How the space before it looks, where one stands. */
  space: Look | undefined
  /** It follows what is before it without a space. */
  isGlued?: boolean
  isBreak?: boolean
  /** It begins a block: the tags around that. */
  block?: { open: string; close: string }
}

/** An element without what it holds: what is written before that, and after it. */
export function tagsOf({ tagName, attrs }: Element): { open: string; close: string } {
  const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
  const close = `</${tagName}>`
  return { open: serializeOuter(element(tagName, attributes)).slice(0, -close.length), close }
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u00a0', '&nbsp;')

/** A note of the text stands within it as a whole; so does what is not known here. */
const isWhole = (node: Element) => node.tagName === 'small'

const isAnchor = (node: Element) => attribute(node, 'id') !== undefined && node.childNodes.length === 0

/** Words in the making. */
class Reader {
  readonly tokens: Token[] = []
  #space: Look | undefined
  /** Whether the next piece of text goes on with the last word. */
  #open = false
  /** Places that begin with the next word. */
  #anchors = ''

  read(nodes: readonly Node[], look: Look = []): void {
    for (const node of nodes) {
      if (isText(node)) this.#text(node.value, look)
      else if (!isElement(node)) continue
      else if (node.tagName === 'br') this.#add({ text: '\n', pieces: [], space: undefined, isBreak: true })
      else if (isAnchor(node)) this.#anchors += serializeOuter(node)
      else if (isWhole(node)) {
        const html = serializeOuter(node)
        this.#add({ text: html, pieces: [{ html, look: [] }], space: this.#space, isGlued: this.#isGlued() })
      } else this.read(node.childNodes, [...look, tagsOf(node)])
    }
  }

  #isGlued(): boolean {
    return this.#space === undefined && this.tokens.length > 0 && !this.tokens.at(-1)?.isBreak
  }

  #add(token: Token): void {
    this.tokens.push(token)
    this.#space = undefined
    this.#open = false
  }

  #text(text: string, look: Look): void {
    for (const part of text.match(/\s+|\S+/gu) ?? []) {
      if (/\s/u.test(part)) {
        this.#space = look
        this.#open = false
        continue
      }
      const piece = { html: this.#anchors + escaped(part), look }
      this.#anchors = ''
      const last = this.#open ? this.tokens.pop() : undefined
      this.#add({
        text: (last?.text ?? '') + part,
        pieces: [...(last?.pieces ?? []), piece],
        space: last ? last.space : this.#space,
        isGlued: last ? last.isGlued === true : this.#isGlued(),
      })
      this.#open = true
    }
  }
}

/** Running text as words. A word may be partly emphasised. */
export function tokensOf(nodes: readonly Node[]): Token[] {
  const reader = new Reader()
  reader.read(nodes)
  return reader.tokens
}

/** The words of plain text, in which a line break is one. */
export function tokensOfText(text: string): Token[] {
  const tokens: Token[] = []
  let space: Look | undefined
  for (const part of text.match(/\n|[^\S\n]+|\S+/gu) ?? []) {
    if (part === '\n') tokens.push({ text: part, pieces: [], space: undefined, isBreak: true })
    else if (/\S/u.test(part)) tokens.push({ text: part, pieces: [{ html: part, look: [] }], space })
    space = /\S|\n/u.test(part) ? undefined : []
  }
  return tokens
}

/** Whether two tokens of the same text look the same; the space before them counts where both have one. */
export function looksSame(one: Token, other: Token): boolean {
  const look = ({ pieces, block }: Token) => JSON.stringify([pieces, block?.open])
  if (look(one) !== look(other)) return false
  return !one.space || !other.space || JSON.stringify(one.space) === JSON.stringify(other.space)
}

export const keyOf = ({ isBreak, pieces, block }: Token): string =>
  isBreak ? (block?.open ?? '\n') : JSON.stringify(pieces)

/** Blocks of running text as words, each after the sign that it begins. */
export function tokensOfBlocks(blocks: readonly Element[]): Token[] {
  return blocks.flatMap((each) => {
    const begin = { text: '\n\n', pieces: [], space: undefined, isBreak: true, block: tagsOf(each) }
    return [begin, ...tokensOf(each.childNodes)]
  })
}

const within = (html: string, look: Look) =>
  look.map(({ open }) => open).join('') +
  html +
  look
    .toReversed()
    .map(({ close }) => close)
    .join('')

/** Words as text again, each in its own tags: the rules of a body write those of neighbours as one. */
export function written(tokens: readonly Token[], lineBreak: string): string {
  return tokens
    .map((token, index) => {
      if (token.isBreak) return lineBreak
      const before = tokens[index - 1]
      const text = token.pieces.map(({ html, look }) => within(html, look)).join('')
      return before && !before.isBreak && !token.isGlued ? within(' ', token.space ?? []) + text : text
    })
    .join('')
}

/** Blocks of words that `tokensOfBlocks` made; words before the first of them are a paragraph. */
export function writtenBlocks(tokens: readonly Token[]): string {
  const blocks: { tags: { open: string; close: string }; words: Token[] }[] = []
  for (const token of tokens) {
    const last = blocks.at(-1)
    if (token.block) blocks.push({ tags: token.block, words: [] })
    else if (last) last.words.push(token)
    else blocks.push({ tags: { open: '<p>', close: '</p>' }, words: [token] })
  }
  return blocks.map(({ tags, words }) => tags.open + written(words, '<br>') + tags.close).join('')
}
