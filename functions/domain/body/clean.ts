import { serialize } from 'parse5'
import { readGiven } from '#body/read'
import { isId } from '../id.ts'
import { anchorsIn, findAnchors, keepAnchors } from './anchors.ts'
import { blocksOf } from './blocks.ts'
import { DropList, type Dropped } from './dropped.ts'
import { lostMedia } from './figure.ts'
import { withLinkedNotes } from './linked-notes.ts'
import { type Element, fragment, type Parent } from './tree.ts'
import { withWordLists } from './word-lists.ts'

/** Blocks of a body whose links within the text lead to a place of it, and whose places have a link. */
export function linkedBlocks(body: Parent, notes: DropList): Element[] {
  const ends = findAnchors(body)
  let kept: ReadonlySet<string> = new Set(ends.points.keys())
  keepAnchors(ends, kept)
  let blocks = blocksOf(body)
  if (kept.size > 0) {
    const { ids, links } = anchorsIn(blocks)
    kept = new Set([...ids].filter((id) => links.has(id)))
    if (kept.size < ends.points.size) {
      keepAnchors(ends, kept)
      blocks = blocksOf(body)
    }
  }
  for (const { name, given } of ends.links)
    if (name === undefined || !kept.has(name)) notes.add('anchor', given)
  return blocks
}

/** A body that may stand on a page, and what of it could not come along. */
export interface Cleaned {
  html: string
  dropped: Dropped[]
}

/**
 * The body of an article as it may stand on a page: safe, semantic, valid below an `h1`, and the same when cleaned again.
 * sanitize-html comes first, because it takes time in proportion to its input, where a browser's parser copies unclosed
 * elements with all their attributes. What that parser makes of the rest is written again element by element
 * (`blocksOf`), so nothing that the two read differently can reach the page.
 */
export function clean(html: string): Cleaned {
  const notes = new DropList()
  return cleanTree(readGiven(html, notes), notes)
}

/** The same of what was read already, by the rules of `#body/read`. */
export function cleanTree(body: Parent, notes: DropList): Cleaned {
  withWordLists(body)
  withLinkedNotes(body)
  const blocks = linkedBlocks(body, notes)
  for (const lost of lostMedia(body, blocks)) notes.add(isId(lost) ? 'picture' : 'video', lost)
  return { html: serialize(fragment(blocks)), dropped: notes.all() }
}

export const cleanBody = (html: string): string => clean(html).html
