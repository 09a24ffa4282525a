import { Schema } from 'prosemirror-model'
import { marks } from './marks.ts'
import { mediaNodes } from './media-nodes.ts'
import { opaque } from './opaque-node.ts'
import { tableNodes } from './table-nodes.ts'
import { inlineNodes, textNodes } from './text-nodes.ts'

/** What a body may hold, as `functions/domain/body` keeps it: nothing can be written that would be lost. */
export const schema = new Schema({
  nodes: {
    doc: { content: '(block | top)+' },
    ...textNodes,
    ...tableNodes,
    ...mediaNodes,
    ...inlineNodes,
    opaque,
  },
  marks,
})
