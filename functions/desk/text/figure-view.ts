import type { Node as BodyNode } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Translate } from '../words.tsx'
import { CaptionedView, type GetPosition } from './captioned-view.ts'
import { aside, type LineField, lineField, tickField } from './fields.ts'
import type { MediaInfo, MediaSource } from './media-source.ts'

interface Words {
  t: Translate
  media: MediaSource
}

/** What kind of file each element shows. */
const kinds: Record<string, MediaInfo['kind']> = { img: 'picture', audio: 'audio', video: 'video' }

function shownFile(tag: string, info: MediaInfo | undefined, words: string): HTMLElement {
  if (!info?.address || info.kind !== kinds[tag]) {
    const name = document.createElement('p')
    name.textContent = words
    return name
  }
  if (tag === 'img') {
    const picture = document.createElement('img')
    picture.src = info.address
    return picture
  }
  const player = document.createElement(tag === 'video' ? 'video' : 'audio')
  player.controls = true
  player.preload = 'none'
  player.tabIndex = -1
  player.src = info.address
  player.setAttribute('aria-label', info.title)
  return player
}

/** A picture, sound or video of the library with what is said of it: a missing description is asked for where it is missing. */
export class FigureView extends CaptionedView {
  readonly #words: Words
  readonly #shown = aside('shown')
  readonly #alt: LineField
  readonly #decorates: ReturnType<typeof tickField>
  readonly #missing = document.createElement('span')
  readonly #stop: (() => void) | undefined

  constructor(node: BodyNode, view: EditorView, getPosition: GetPosition, words: Words) {
    const { t, media } = words
    super(node, view, getPosition, t('text.caption'))
    this.#words = words
    this.#alt = lineField(t('text.alt'), (value) => this.set('alt', value.trim() === '' ? null : value))
    this.#decorates = tickField(t('text.decorates'), (is) => this.set('alt', is ? '' : null))
    this.#missing.className = 'missing'
    this.#missing.id = `${this.#alt.input.id}-missing`
    this.#missing.textContent = t('text.undescribed')
    const isPicture = node.attrs.tag === 'img'
    const described = aside('described', this.#alt.dom, this.#missing, this.#decorates.dom)
    this.dom.append(this.#shown, ...(isPicture ? [described] : []), this.contentDOM)
    this.#showFile(node)
    this.update(node)
    this.#stop = media.subscribe?.(() => this.#showFile(this.node))
  }

  #showFile({ attrs: { tag, id } }: BodyNode): void {
    const { t, media } = this.#words
    const info = media.find(String(id))
    const words = info ? info.title : t('text.unknownFile')
    const credit = document.createElement('small')
    credit.textContent = info?.credit ? t('text.credit', { name: info.credit }) : ''
    this.#shown.replaceChildren(shownFile(String(tag), info, words), ...(info?.credit ? [credit] : []))
    this.#sayAlt(this.node)
  }

  #sayAlt({ attrs: { alt } }: BodyNode): void {
    const picture = this.#shown.querySelector('img')
    if (picture) picture.alt = typeof alt === 'string' ? alt : this.#words.t('text.undescribed')
  }

  protected show(node: BodyNode): boolean {
    const { tag, id, alt } = node.attrs
    if (tag !== this.node.attrs.tag || id !== this.node.attrs.id) return false
    const isMissing = alt === null && tag === 'img'
    this.#alt.show(typeof alt === 'string' ? alt : '')
    this.#alt.input.placeholder = alt === null ? this.#words.t('text.altHint') : ''
    this.#alt.input.setAttribute('aria-describedby', isMissing ? this.#missing.id : '')
    this.#decorates.input.checked = alt === ''
    this.#missing.hidden = !isMissing
    this.dom.classList.toggle('undescribed', isMissing)
    this.#sayAlt(node)
    return true
  }

  destroy(): void {
    this.#stop?.()
  }
}
