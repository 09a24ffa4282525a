import { anchorAt, blockOf } from '../../domain/notes/anchor.ts'
import { noteBlocks } from '../../domain/notes/blocks.ts'
import type { NoteField } from '../../domain/notes/bounds.ts'

/** Fields that a note can stand at, and the description of the lead picture. */
type ShownField = NoteField | 'alt'

/** What of a text something is about: a field, and of the body (as it was written) which block, counted from zero. */
export interface Place {
  field: ShownField
  body: string
  block?: number | undefined
}

const fields = {
  title: '.article h1',
  summary: '.article .lead',
  correction: '.article [aria-labelledby="corrections"]',
  body: '.article .body',
  section: '.trail li:nth-child(2)',
  alt: '.article .lead-image',
} satisfies Record<ShownField, string>

/** Whether a page may show it at all. */
export const isOnPage = (field: string): field is ShownField => Object.hasOwn(fields, field)

/** What an element says as it is shown; of a picture or a film what stands below it. */
function wordsOf(element: HTMLElement): string {
  const said = element.tagName === 'FIGURE' ? element.querySelector('figcaption') : element
  return (said?.textContent ?? '').replace(/\s+/gu, ' ').trim()
}

/**
 * The element of a page that shows a place of a text; undefined where readers do not get it. A page has the blocks of a body in
 * their order; where one is left out, for its file is not there any more, the others are known by their words.
 */
export function placeOnPage(page: Document, { field, body, block }: Place): HTMLElement | undefined {
  if (block === undefined) return page.querySelector<HTMLElement>(fields[field]) ?? undefined
  const blocks = noteBlocks(body)
  const shown = [...page.querySelectorAll<HTMLElement>(`${fields.body} > :not(.notes)`)]
  if (shown.length === blocks.length) return shown[block]
  const anchor = anchorAt(blocks, block)
  const at = anchor && blockOf(shown.map(wordsOf), anchor)
  return at === undefined ? undefined : shown[at]
}
