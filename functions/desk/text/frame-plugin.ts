import { type EditorState, NodeSelection, Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from './schema.ts'

const { paragraph, heading, bullet_list, ordered_list } = schema.nodes

/** One can go on writing after these by Enter alone. */
const openEnded = [paragraph, heading, bullet_list, ordered_list]

function withEnd(state: EditorState): Transaction | undefined {
  const last = state.doc.lastChild
  if (last && openEnded.includes(last.type)) return undefined
  return state.tr.insert(state.doc.content.size, paragraph.create())
}

/**
 * There is always a place to write on after a table or a picture; and what is typed while one is selected comes after it, and
 * not in its place.
 */
export const framePlugin = new Plugin({
  appendTransaction: (_, __, state) => withEnd(state),
  props: {
    handleTextInput(view, _, to, text) {
      const { selection, tr } = view.state
      if (!(selection instanceof NodeSelection) || !selection.node.isBlock) return false
      tr.insert(to, paragraph.create(null, schema.text(text)))
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1 + text.length)).scrollIntoView())
      return true
    },
  },
})
