import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import type { Node as BodyNode } from 'prosemirror-model'
import { type Command, EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { StepMap } from 'prosemirror-transform'
import { type Decoration, type DecorationSource, EditorView, type NodeView } from 'prosemirror-view'
import type { GetPosition } from './captioned-view.ts'
import { isMac } from './is-mac.ts'
import { isTyping, nameOfKeys } from './keys.ts'
import { entering, leaveNote } from './note-keys.ts'
import { schema } from './schema.ts'

const { strong, em, u, s } = schema.marks
const marks: Record<string, Command> = {
  'Mod+KeyB': toggleMark(strong),
  'Mod+KeyI': toggleMark(em),
  'Mod+KeyU': toggleMark(u),
  'Mod+Shift+KeyX': toggleMark(s),
}
const times: Record<string, Command> = { 'Mod+KeyZ': undo, 'Mod+KeyY': redo, 'Mod+Shift+KeyZ': redo }

/** The mark of a change that comes from the text around a footnote. */
const fromOutside = 'from-outside'

interface NoteOptions {
  label: string
  /** What is shown of it beside its words, such as what is searched for. */
  marked: DecorationSource
}

/** A footnote where its number will stand: a field of its own within the text, every change of which is one of the text. */
export class NoteView implements NodeView {
  readonly dom = document.createElement('span')
  readonly #inner: EditorView
  readonly #outer: EditorView
  readonly #getPosition: GetPosition
  #node: BodyNode
  #marked: DecorationSource

  constructor(node: BodyNode, outer: EditorView, getPosition: GetPosition, { label, marked }: NoteOptions) {
    this.#node = node
    this.#marked = marked
    this.#outer = outer
    this.#getPosition = getPosition
    this.dom.className = 'note'
    this.dom.contentEditable = 'false'
    const field = document.createElement('small')
    this.dom.append(field)
    this.#inner = new EditorView(
      { mount: field },
      {
        state: EditorState.create({ doc: node }),
        editable: () => outer.editable,
        decorations: () => this.#marked,
        attributes: { role: 'textbox', 'aria-label': label, tabindex: '-1' },
        handleKeyDown: (_, event) => this.#press(event),
        dispatchTransaction: (tr) => this.#change(tr),
      },
    )
    this.dom.addEventListener(entering, (event) => this.#enter(event))
  }

  #enter(event: Event): void {
    const { doc, tr } = this.#inner.state
    const atEnd = event instanceof CustomEvent && event.detail === 'end'
    this.#inner.dispatch(tr.setSelection(atEnd ? Selection.atEnd(doc) : Selection.atStart(doc)))
    this.#inner.focus()
  }

  /** What is changed in it is changed in the text, whose undo takes it back. */
  #change(tr: Transaction): void {
    const { state, transactions } = this.#inner.state.applyTransaction(tr)
    this.#inner.updateState(state)
    const at = this.#getPosition()
    if (tr.getMeta(fromOutside) === true || at === undefined) return
    const outer = this.#outer.state.tr
    const offset = StepMap.offset(at + 1)
    for (const step of transactions.flatMap(({ steps }) => steps)) {
      const moved = step.map(offset)
      if (moved) outer.step(moved)
    }
    if (outer.docChanged) this.#outer.dispatch(outer)
  }

  #press(event: KeyboardEvent): boolean {
    const at = this.#getPosition()
    if (isTyping(event) || at === undefined) return false
    const keys = nameOfKeys(event, isMac) ?? ''
    const { state } = this.#inner
    const { from, to } = state.selection
    const end = at + this.#node.nodeSize
    const { size } = state.doc.content
    if (['Enter', 'Escape', 'Tab'].includes(keys)) leaveNote(this.#outer, end)
    else if (keys === 'Shift+Tab') leaveNote(this.#outer, at)
    else if (keys === 'ArrowLeft' && to === 0) leaveNote(this.#outer, at)
    else if (keys === 'ArrowRight' && from === size) leaveNote(this.#outer, end)
    else if (size === 0 && (keys === 'Backspace' || keys === 'Delete')) {
      this.#outer.dispatch(this.#outer.state.tr.delete(at, end))
      leaveNote(this.#outer, at)
    } else if (marks[keys]) marks[keys](state, this.#inner.dispatch)
    else if (times[keys]) times[keys](this.#outer.state, this.#outer.dispatch)
    else return false
    return true
  }

  update(node: BodyNode, _: readonly Decoration[], marked: DecorationSource): boolean {
    if (!node.sameMarkup(this.#node)) return false
    this.#node = node
    this.#marked = marked
    this.#take(node)
    // What is marked may have changed where the words have not.
    this.#inner.updateState(this.#inner.state)
    return true
  }

  #take(node: BodyNode): void {
    const { state } = this.#inner
    const start = node.content.findDiffStart(state.doc.content)
    const ends = node.content.findDiffEnd(state.doc.content)
    if (start === null || !ends) return
    const overlap = Math.max(0, start - Math.min(ends.a, ends.b))
    const tr = state.tr.replace(start, ends.b + overlap, node.slice(start, ends.a + overlap))
    this.#inner.dispatch(tr.setMeta(fromOutside, true))
  }

  /** Words of it were found, and the text has the focus. */
  setSelection(anchor: number, head: number): void {
    const { doc, tr } = this.#inner.state
    this.#inner.focus()
    this.#inner.dispatch(tr.setSelection(TextSelection.create(doc, anchor, head)).setMeta(fromOutside, true))
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Node && this.#inner.dom.contains(event.target)
  }

  ignoreMutation(): boolean {
    return true
  }

  destroy(): void {
    this.#inner.destroy()
  }
}
