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

function matchesIn(block: Node, start: number, wanted: string, accents: boolean): Match[] {
  const text = block.children.map((node) => node.text ?? leaf.repeat(node.nodeSize)).join('')
  const folded = fold(text, accents)
  const found: Match[] = []
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
    const [from, to] = [folded.places[at] ?? 0, folded.places[at + wanted.length] ?? text.length]
    found.push({ from: start + from, to: start + to })
  }
  return found
}

/** Every place of these words, in capitals or not. None goes over the end of a paragraph, nor into a footnote, which is a field of its own. */
export function findAll(doc: Node, { text, accents }: Query): Match[] {
  const wanted = fold(text, accents).text
  if (wanted === '') return []
  const found: Match[] = []
  doc.descendants((node, start) => {
    if (node.isTextblock) found.push(...matchesIn(node, start + 1, wanted, accents))
  })
  return found.sort((one, other) => one.from - other.from)
}
