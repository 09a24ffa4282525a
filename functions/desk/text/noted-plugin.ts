import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

const key = new PluginKey<DecorationSet>('noted')

function marksOf(doc: Node, blocks: readonly number[]): DecorationSet {
  const marks: Decoration[] = []
  doc.forEach((node, start, index) => {
    if (blocks.includes(index)) marks.push(Decoration.node(start, start + node.nodeSize, { class: 'noted' }))
  })
  return DecorationSet.create(doc, marks)
}

/** Marks the blocks at which notes stand. It is drawn beside the text, and no part of it. */
export const notedPlugin = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, before) {
      const asked: readonly number[] | undefined = tr.getMeta(key)
      return asked ? marksOf(tr.doc, asked) : before.map(tr.mapping, tr.doc)
    },
  },
  props: { decorations: (state) => key.getState(state) },
})

/** Marks these blocks, counted from zero, and no others. */
export const markNoted =
  (blocks: readonly number[]): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, blocks).setMeta('addToHistory', false))
    return true
  }

/** The block in which the caret is, counted from zero. */
export const blockAtCaret = ({ selection }: EditorState): number => selection.$from.index(0)
