import type { Node } from 'prosemirror-model'
import { type Command, Selection } from 'prosemirror-state'
import { embedOf } from '../../domain/body/embed.ts'
import { insertBlock } from './block-commands.ts'
import { enterNote } from './note-keys.ts'
import { around } from './places.ts'
import { schema } from './schema.ts'

const { figure, gallery, gallery_caption, embed, note, horizontal_rule } = schema.nodes

export interface ShownFile {
  id: string
  tag: 'img' | 'audio' | 'video'
  /** What a picture shows; null while nobody has said it, empty where it only decorates. */
  alt?: string | null
}

/** A picture, sound or video of the library. Beside a gallery's picture it becomes one of the gallery. */
export function insertFile({ id, tag, alt = null }: ShownFile): Command {
  return (state, dispatch) => {
    const node = figure.create({ id, tag, alt: tag === 'img' ? alt : null })
    const within = around(state, figure)
    if (!within || !around(state, gallery)) return insertBlock(() => node)(state, dispatch)
    if (dispatch) dispatch(state.tr.insert(within.end, node).scrollIntoView())
    return true
  }
}

/** Pictures side by side with a caption for all of them. Beside one picture the others join it; a single one is a picture. */
export function insertGallery(files: readonly ShownFile[]): Command {
  const pictures = files.map(({ id, tag, alt = null }) => figure.create({ id, tag, alt }))
  const galleryOf = (all: readonly Node[]) => gallery.create(null, [...all, gallery_caption.create()])
  return (state, dispatch) => {
    const [first] = pictures
    if (!first) return false
    const beside = around(state, figure)
    if (!beside)
      return insertBlock(() => (pictures.length > 1 ? galleryOf(pictures) : first))(state, dispatch)
    if (dispatch) {
      const tr = around(state, gallery)
        ? state.tr.insert(beside.end, pictures)
        : state.tr.replaceWith(beside.start, beside.end, galleryOf([beside.node, ...pictures]))
      // Into the caption of the last one, so that more can join.
      const last =
        tr.mapping.map(beside.end) - (around(state, gallery) ? 0 : gallery_caption.create().nodeSize + 1)
      dispatch(tr.setSelection(Selection.near(tr.doc.resolve(last - 1), -1)).scrollIntoView())
    }
    return true
  }
}

/** A video of a site that readers may be shown one of; not of any other address. */
export function insertEmbed({ href, words = '' }: { href: string; words?: string }): Command {
  const found = embedOf(href.trim())
  if (!found) return () => false
  return insertBlock(() => embed.create({ href: found.href, words }))
}

export const insertRule = insertBlock(() => horizontal_rule.create())

/** What is said of a file of the library where it stands. */
export function describeFile(given: { alt: string | null }): Command {
  return (state, dispatch) => {
    const place = around(state, figure)
    if (place?.node.attrs.tag !== 'img') return false
    if (dispatch) dispatch(state.tr.setNodeAttribute(place.start, 'alt', given.alt))
    return true
  }
}

/** A footnote where the caret is. */
export const insertNote: Command = (state, dispatch, view) => {
  const { $from, to } = state.selection
  if (!$from.parent.inlineContent || !$from.parent.type.contentMatch.matchType(note)) return false
  if (dispatch) {
    dispatch(state.tr.insert(to, note.create()).scrollIntoView())
    if (view) enterNote(view, to, 'start')
  }
  return true
}
