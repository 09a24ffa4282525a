import type { Node as BodyNode } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Translate } from '../words.tsx'
import { CaptionedView, type GetPosition } from './captioned-view.ts'
import { aside, lineField } from './fields.ts'

/** A video of another site: what its link says can be changed; it is played where it is published. */
export class EmbedView extends CaptionedView {
  readonly #words
  readonly #address = document.createElement('p')

  constructor(node: BodyNode, view: EditorView, getPosition: GetPosition, t: Translate) {
    super(node, view, getPosition, t('text.caption'))
    this.#words = lineField(t('text.embedWords'), (value) => this.set('words', value))
    const name = document.createElement('p')
    name.textContent = t('text.embed')
    this.dom.append(aside('shown card', name, this.#address, this.#words.dom), this.contentDOM)
    this.update(node)
  }

  protected show({ attrs: { href, words } }: BodyNode): boolean {
    this.#address.textContent = String(href)
    this.#words.show(words === href ? '' : String(words))
    return true
  }
}
