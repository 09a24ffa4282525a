import { type BodyElement, type BodyNode, childrenOf } from './body-tree.ts'
import type { View } from './frame.ts'

/** A footnote as the page numbers it, with the language that is spoken around it. */
export interface Note {
  element: BodyElement
  number: number
  lang: string | undefined
}

const isNote = ({ tag, attributes }: BodyElement) => tag === 'small' && attributes.role === 'note'

/** The notes of a body in the order in which a reader meets them. */
export function notesIn(nodes: readonly BodyNode[]): Map<BodyElement, Note> {
  const notes = new Map<BodyElement, Note>()
  const visit = (children: readonly BodyNode[], around: string | undefined) => {
    for (const element of childrenOf(children)) {
      const lang = element.attributes.lang ?? around
      if (isNote(element)) notes.set(element, { element, number: notes.size + 1, lang })
      else visit(element.children, lang)
    }
  }
  visit(nodes, undefined)
  return notes
}

/** Where the note is (Digital Publishing WAI-ARIA, `doc-noteref`). */
export function NoteReference({ number }: Note) {
  return (
    <sup class="note">
      <a id={`note-ref-${number}`} href={`#note-${number}`} role="doc-noteref" aria-describedby="notes">
        {number}
      </a>
    </sup>
  )
}

/** The notes at the end of the text, each with a link back to its place. `Words` shows what one holds. */
export function Notes({
  view,
  notes,
  Words,
}: {
  view: View
  notes: readonly Note[]
  Words: (props: { nodes: readonly BodyNode[] }) => unknown
}) {
  if (notes.length === 0) return null
  return (
    <section class="notes" role="doc-endnotes" aria-labelledby="notes">
      <h2 id="notes">{view.say('article.notes')}</h2>
      <ol>
        {notes.map(({ element, number, lang }) => (
          <li id={`note-${number}`}>
            <span lang={lang}>{Words({ nodes: element.children })}</span>{' '}
            <a
              class="back"
              href={`#note-ref-${number}`}
              role="doc-backlink"
              aria-label={view.t('article.backToText', { number })}
            >
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
