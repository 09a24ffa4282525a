import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { schema } from './schema.ts'

const { paragraph, heading, bullet_list, ordered_list } = schema.nodes

/** One can go on writing after these by Enter alone. */
const openEnded = [paragraph, heading, bullet_list, ordered_list]

function withEnd(state: EditorState): Transaction | undefined {
  const last = state.doc.lastChild
  if (last && openEnded.includes(last.type)) return undefined
  return state.tr.insert(state.doc.content.size, paragraph.create())
}

/** There is always a place to write on after a table or a picture. */
export const framePlugin = new Plugin({ appendTransaction: (_, __, state) => withEnd(state) })
