import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'

const composed = (text: string) => text.normalize('NFC')

/** Every text of a fragment with its letters composed. */
function composedFragment(fragment: Fragment): Fragment {
  const nodes: Node[] = []
  fragment.forEach((node) => {
    if (!node.isText) nodes.push(node.copy(composedFragment(node.content)))
    else nodes.push(node.type.schema.text(composed(node.text ?? ''), node.marks))
  })
  return Fragment.from(nodes)
}

/** Composes every text that is not. A letter and its mark can stand in two pieces; the server joins those. */
export function composeText(state: EditorState): Transaction | undefined {
  const { tr } = state
  state.doc.descendants((node, start) => {
    const text = node.text ?? ''
    if (!node.isText || composed(text) === text) return
    const from = tr.mapping.map(start)
    tr.replaceWith(from, from + text.length, state.schema.text(composed(text), node.marks))
  })
  return tr.docChanged ? tr : undefined
}

/**
 * Letters with their marks as one (NFC), as the server keeps them: when text comes in and when the caret leaves, never while
 * somebody types.
 */
export const composedPlugin = new Plugin({
  props: {
    transformPastedText: composed,
    transformPasted: ({ content, openStart, openEnd }) =>
      new Slice(composedFragment(content), openStart, openEnd),
    handleDOMEvents: {
      blur(view) {
        const tr = view.composing ? undefined : composeText(view.state)
        if (tr) view.dispatch(tr)
        return false
      },
    },
  },
})
