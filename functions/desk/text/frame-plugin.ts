import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from './schema.ts'

const { paragraph, heading, bullet_list, ordered_list } = schema.nodes

/** One can go on writing after these by Enter alone. */
const openEnded = [paragraph, heading, bullet_list, ordered_list]

function withEnd(state: EditorState): Transaction | undefined {
  const last = state.doc.lastChild
  if (last && openEnded.includes(last.type)) return undefined
  return state.tr.insert(state.doc.content.size, paragraph.create())
}

const isBlank = ({ childCount, firstChild }: Node) =>
  childCount === 1 && firstChild?.type === paragraph && firstChild.content.size === 0

/** There is always a place to write on after a table or a picture; an empty text says what it is for. */
export function framePlugin(placeholder: string): Plugin {
  return new Plugin({
    appendTransaction: (_, __, state) => withEnd(state),
    props: {
      decorations: ({ doc }) => {
        if (!isBlank(doc)) return null
        const attributes = { class: 'blank', 'data-placeholder': placeholder }
        return DecorationSet.create(doc, [Decoration.node(0, doc.content.size, attributes)])
      },
    },
  })
}
