import type { Node as BodyNode } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import type { Translate } from '../words.tsx'
import { boxOf } from './body-form.ts'

/** A block that cannot be edited here, with its text, so that one knows which it is. */
export class OpaqueView implements NodeView {
  readonly dom = document.createElement('div')

  constructor({ attrs: { html } }: BodyNode, t: Translate) {
    this.dom.className = 'opaque'
    const title = document.createElement('strong')
    title.textContent = t('text.opaque')
    const text = document.createElement('p')
    text.textContent = boxOf(String(html)).textContent
    this.dom.append(title, text)
  }

  ignoreMutation(): boolean {
    return true
  }
}
