import type { NodeView, NodeViewConstructor } from 'prosemirror-view'
import type { Translate } from '../words.tsx'
import { EmbedView } from './embed-view.ts'
import { FigureView } from './figure-view.ts'
import type { MediaSource } from './media-source.ts'
import { NoteView } from './note-view.ts'
import { OpaqueView } from './opaque-view.ts'

export interface ViewOptions {
  media: MediaSource
  t: Translate
}

/** A caption that says what it is for while it is empty. */
function captionView(tag: string, placeholder: string): NodeView {
  const dom = document.createElement(tag)
  dom.dataset.placeholder = placeholder
  return { dom, contentDOM: dom }
}

/** What is shown in another way than it is written. */
export function nodeViews(options: ViewOptions): Record<string, NodeViewConstructor> {
  const { t } = options
  return {
    figure: (node, view, getPosition) => new FigureView(node, view, getPosition, options),
    embed: (node, view, getPosition) => new EmbedView(node, view, getPosition, t),
    gallery_caption: () => captionView('figcaption', t('text.galleryCaption')),
    table_caption: () => captionView('caption', t('text.tableCaption')),
    note: (node, view, getPosition, _, marked) =>
      new NoteView(node, view, getPosition, { label: t('text.acts.note'), marked }),
    opaque: (node) => new OpaqueView(node, t),
  }
}
