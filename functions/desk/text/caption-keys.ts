import { type Command, NodeSelection, Selection } from 'prosemirror-state'
import { around } from './places.ts'
import { schema } from './schema.ts'

const { figure, embed, gallery, gallery_caption, table_caption, paragraph } = schema.nodes

/** Enter in a caption goes on after what it belongs to; in that of a table, to its first cell. */
export const leaveCaption: Command = (state, dispatch) => {
  const { $from } = state.selection
  const { parent } = $from
  if (parent.type === table_caption) {
    if (dispatch) dispatch(state.tr.setSelection(Selection.near(state.doc.resolve($from.after() + 1))))
    return true
  }
  if (![figure, embed, gallery_caption].includes(parent.type)) return false
  const whole = around(state, gallery) ?? around(state, figure, embed)
  if (!whole) return false
  if (dispatch) {
    const tr = state.tr
    const next = tr.doc.resolve(whole.end).nodeAfter
    if (next?.type !== paragraph) tr.insert(whole.end, paragraph.create())
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(whole.end + 1))).scrollIntoView())
  }
  return true
}

/** Backspace at the start of a caption selects what it belongs to; once more deletes it. */
export const selectCaptioned: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const whole = around(state, figure, embed)
  if (whole?.node !== $from.parent) return false
  if (dispatch) dispatch(state.tr.setSelection(NodeSelection.create(state.doc, whole.start)))
  return true
}

/** Into the fields that stand beside a caption, such as the description of a picture. */
export const toFields: Command = (state, dispatch, view) => {
  const whole = around(state, figure, embed)
  const isHere = whole?.node === state.selection.$from.parent || state.selection instanceof NodeSelection
  if (!whole || !isHere || (whole.node.type === figure && whole.node.attrs.tag !== 'img')) return false
  const shown = dispatch && view?.nodeDOM(whole.start)
  if (shown instanceof HTMLElement) shown.querySelector('input')?.focus()
  return true
}

/** The same for a picture that is selected as a whole. */
export const toFieldsOfSelected: Command = (state, dispatch, view) =>
  state.selection instanceof NodeSelection && toFields(state, dispatch, view)
