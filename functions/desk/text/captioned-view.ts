import type { Node as BodyNode } from 'prosemirror-model'
import { NodeSelection, Selection } from 'prosemirror-state'
import type { EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view'
import { isTyping } from './keys.ts'

export type GetPosition = () => number | undefined

/** A block that shows something with its caption, which is text, and fields beside it, which are none. */
export abstract class CaptionedView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly contentDOM = document.createElement('figcaption')
  protected node: BodyNode
  protected readonly view: EditorView
  readonly #getPosition: GetPosition

  constructor(node: BodyNode, view: EditorView, getPosition: GetPosition, placeholder: string) {
    this.node = node
    this.view = view
    this.#getPosition = getPosition
    this.contentDOM.dataset.placeholder = placeholder
    this.dom.addEventListener('keydown', (event) => this.#leaveField(event))
  }

  /** Shows what a node of the same kind says now; false where that needs another view. */
  protected abstract show(node: BodyNode): boolean

  update(node: BodyNode): boolean {
    if (node.type !== this.node.type || !this.show(node)) return false
    this.node = node
    const { lang } = node.attrs
    if (typeof lang === 'string') this.dom.lang = lang
    else this.dom.removeAttribute('lang')
    for (const input of this.dom.querySelectorAll('input')) input.disabled = !this.view.editable
    return true
  }

  protected set(name: string, value: string | null): void {
    const at = this.#getPosition()
    if (at !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(at, name, value))
  }

  /** From a field beside the text back into it: Enter and Tab into the caption, Escape to the block as a whole. */
  #leaveField(event: KeyboardEvent): void {
    const at = this.#getPosition()
    if (!(event.target instanceof HTMLInputElement) || isTyping(event) || at === undefined) return
    const isTick = event.target.type === 'checkbox'
    const toCaption = event.code === 'Enter' || (event.code === 'Tab' && !event.shiftKey && isTick)
    const toBlock = event.code === 'Escape' || (event.code === 'Tab' && event.shiftKey && !isTick)
    if (toCaption || toBlock) this.#leave(event, at, toBlock)
    else this.#toOtherField(event)
  }

  #leave(event: KeyboardEvent, at: number, toBlock: boolean): void {
    event.preventDefault()
    const { state } = this.view
    const selection = toBlock
      ? NodeSelection.create(state.doc, at)
      : Selection.near(state.doc.resolve(at + 1))
    this.view.dispatch(state.tr.setSelection(selection))
    this.view.focus()
  }

  #toOtherField(event: KeyboardEvent): void {
    if (event.code !== 'Tab' || !(event.target instanceof HTMLInputElement)) return
    const fields = [...this.dom.querySelectorAll('input')]
    const index = fields.indexOf(event.target)
    const next = fields[index + (event.shiftKey ? -1 : 1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  stopEvent(event: Event): boolean {
    const { target } = event
    return target instanceof HTMLElement && target.closest('input, label, audio, video') !== null
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }
}
