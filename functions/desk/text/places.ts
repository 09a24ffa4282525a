import type { Node, NodeType, ResolvedPos } from 'prosemirror-model'
import { type EditorState, NodeSelection } from 'prosemirror-state'

/** A node and where it stands in the document. */
export interface Place {
  node: Node
  start: number
  end: number
  depth: number
}

/** The innermost node of one of these types around a position. */
export function aroundPosition($at: ResolvedPos, ...types: NodeType[]): Place | undefined {
  for (let depth = $at.depth; depth > 0; depth--) {
    const node = $at.node(depth)
    if (types.includes(node.type)) return { node, depth, start: $at.before(depth), end: $at.after(depth) }
  }
  return undefined
}

/** The innermost node of one of these types that is selected, or that the caret is in. */
export function around({ selection }: EditorState, ...types: NodeType[]): Place | undefined {
  const { $from, from, to } = selection
  if (selection instanceof NodeSelection && types.includes(selection.node.type))
    return { node: selection.node, start: from, end: to, depth: $from.depth + 1 }
  return aroundPosition($from, ...types)
}
