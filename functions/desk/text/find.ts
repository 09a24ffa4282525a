import type { Node } from 'prosemirror-model'

export interface Query {
  text: string
  /** Whether `toan` must not find `toàn`. */
  accents: boolean
}

export interface Match {
  from: number
  to: number
}

/** Text as it is compared, with the place in the original of each of its letters. */
interface Folded {
  text: string
  places: number[]
}

const withoutMarks = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đðɖ]/giu, 'd')

function fold(text: string, accents: boolean): Folded {
  const folded: Folded = { text: '', places: [] }
  // A letter and the marks that stand after it are one, however they are written.
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const plain = (accents ? letter.normalize('NFC') : withoutMarks(letter)).toLowerCase()
    const said = /^\s$/u.test(plain) ? ' ' : plain
    folded.text += said
    for (let unit = 0; unit < said.length; unit++) folded.places.push(index)
  }
  folded.places.push(text.length)
  return folded
}

/** Something that is no text stands for one letter, so that places in the text are places in the block. */
const leaf = '\ufffc'

/** What blocks are compared as, with accents and without: a block never changes, an edited one is another. */
const foldings = { true: new WeakMap<Node, Folded>(), false: new WeakMap<Node, Folded>() }

function foldBlock(block: Node, accents: boolean): Folded {
  const known = foldings[`${accents}`]
  const text = () => block.children.map((node) => node.text ?? leaf.repeat(node.nodeSize)).join('')
  const folded = known.get(block) ?? fold(text(), accents)
  known.set(block, folded)
  return folded
}

function matchesIn(block: Node, start: number, wanted: string, accents: boolean): Match[] {
  const { text, places } = foldBlock(block, accents)
  const found: Match[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const [from = 0, to = block.content.size] = [places[at], places[at + wanted.length]]
    found.push({ from: start + from, to: start + to })
  }
  return found
}

/** What holds words of its own: a paragraph, and a footnote within one. */
const isField = (node: Node) => node.isTextblock || (node.inlineContent && node.isInline)

/** Every place of these words, in capitals or not. None goes over the end of a paragraph, nor into or out of a footnote. */
export function findAll(doc: Node, { text, accents }: Query): Match[] {
  const wanted = fold(text, accents).text
  if (wanted === '') return []
  const found: Match[] = []
  doc.descendants((node, start) => {
    if (isField(node)) found.push(...matchesIn(node, start + 1, wanted, accents))
  })
  return found.sort((one, other) => one.from - other.from)
}
