import type { Node } from 'prosemirror-model'

export interface Counts {
  words: number
  /** Letters, signs and spaces, as a reader counts them. */
  characters: number
}

const known = new WeakMap<Node, Counts>()

function countBlock(block: Node): Counts {
  const found = known.get(block)
  if (found) return found
  const text = block.textBetween(0, block.content.size, '\n', ' ').normalize('NFC')
  const counts = {
    words: text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'.,:/%-]*/gu)?.length ?? 0,
    characters: [...text.replaceAll('\n', '')].length,
  }
  known.set(block, counts)
  return counts
}

/** Words and characters of a text: in Vietnamese a syllable is written as a word, and counted as one. */
export function countText(doc: Node): Counts {
  const all = doc.children.map(countBlock)
  return {
    words: all.reduce((sum, { words }) => sum + words, 0),
    characters: all.reduce((sum, { characters }) => sum + characters, 0),
  }
}
