import { type Command, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from './schema.ts'

/** Asks the footnote at a place to take the caret; it is told at which end. */
export const entering = 'note-entering'

export function enterNote(view: EditorView, at: number, end: 'start' | 'end'): void {
  view.nodeDOM(at)?.dispatchEvent(new CustomEvent(entering, { detail: end }))
}

/** The caret goes into a footnote as into the words beside it. */
export function intoNote(direction: -1 | 1): Command {
  return (state, dispatch, view) => {
    const { $head, empty } = state.selection
    const beside = direction > 0 ? $head.nodeAfter : $head.nodeBefore
    if (!empty || beside?.type !== schema.nodes.note || !view) return false
    if (dispatch)
      enterNote(
        view,
        direction > 0 ? $head.pos : $head.pos - beside.nodeSize,
        direction > 0 ? 'start' : 'end',
      )
    return true
  }
}

/** Puts the caret into the text around a footnote, on one side of it. */
export function leaveNote(view: EditorView, at: number): void {
  const { tr } = view.state
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at))).scrollIntoView())
  view.focus()
}
