import { lift, wrapIn } from 'prosemirror-commands'
import type { NodeType } from 'prosemirror-model'
import { wrapInList } from 'prosemirror-schema-list'
import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state'
import { around } from './places.ts'
import { schema } from './schema.ts'

const { paragraph, heading, bullet_list, ordered_list, blockquote, table_header } = schema.nodes

const isRunning = (type: NodeType) => type === paragraph || type === heading

/** Whether the selection lies in paragraphs and headings only: a caption cannot become one of them. */
function isInRunningText({ doc, selection: { from, to } }: EditorState): boolean {
  let found = 0
  let others = 0
  doc.nodesBetween(from, to, ({ isTextblock, type }) => {
    if (isTextblock) isRunning(type) ? found++ : others++
    return !isTextblock
  })
  return found > 0 && others === 0
}

function setBlock(type: NodeType, attrs: { level?: number } = {}): Command {
  return (state, dispatch) => {
    if (!isInRunningText(state)) return false
    const { from, to } = state.selection
    if (dispatch)
      dispatch(state.tr.setBlockType(from, to, type, ({ attrs: { lang } }) => ({ ...attrs, lang })))
    return true
  }
}

export const toParagraph = setBlock(paragraph)

export const isHeadingOf = (level: number) => (state: EditorState) => {
  const { parent } = state.selection.$from
  return parent.type === heading && parent.attrs.level === level
}

/** Makes a heading, or a paragraph of one of this level. A header cell holds none (HTML, 4.9.10). */
export function toHeading(level: number): Command {
  return (state, dispatch) => {
    if (isHeadingOf(level)(state)) return toParagraph(state, dispatch)
    if (around(state, table_header)) return false
    return setBlock(heading, { level })(state, dispatch)
  }
}

const isList = (type: NodeType) => type === bullet_list || type === ordered_list

const listAround = (state: EditorState) => around(state, bullet_list, ordered_list)

export const isInList = (type: NodeType) => (state: EditorState) => listAround(state)?.node.type === type

/** Makes a list, another kind of list, or paragraphs again. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = listAround(state)
    if (list?.node.type === type) return lift(state, dispatch)
    if (!list) return isInRunningText(state) && wrapInList(type)(state, dispatch)
    if (dispatch) dispatch(state.tr.setNodeMarkup(list.start, type, { lang: list.node.attrs.lang }))
    return true
  }
}

export const isInQuote = (state: EditorState) => around(state, blockquote) !== undefined

/** Makes a quotation, or takes it away again. */
export const toggleQuote: Command = (state, dispatch) => {
  const quote = around(state, blockquote)
  if (!quote) return wrapIn(blockquote)(state, dispatch)
  if (dispatch) {
    const { start, end, node } = quote
    const tr = state.tr.replaceWith(start, end, node.content)
    const [anchor, head] = [state.selection.anchor - 1, state.selection.head - 1]
    dispatch(tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head))))
  }
  return true
}

/** Moves the block of the text that the caret is in past its neighbour: what dragging does, by a key or a button. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { doc, selection } = state
    const { $from, $to } = selection
    const [first, last] = [$from.index(0), $to.indexAfter(0) - 1]
    const neighbour = direction < 0 ? first - 1 : last + 1
    if (!doc.maybeChild(neighbour) || last < first) return false
    if (!dispatch) return true
    const startOf = (index: number) =>
      doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
    const [start, end] = [startOf(Math.min(first, neighbour)), startOf(Math.max(last, neighbour) + 1)]
    const moved = doc.children.slice(first, last + 1)
    const other = doc.child(neighbour)
    const tr = state.tr.replaceWith(start, end, direction < 0 ? [...moved, other] : [other, ...moved])
    const by = direction * other.nodeSize
    const place = (at: number) => tr.doc.resolve(at + by)
    tr.setSelection(
      selection instanceof NodeSelection
        ? NodeSelection.create(tr.doc, selection.from + by)
        : TextSelection.between(place(selection.anchor), place(selection.head)),
    )
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Puts a block where the caret is: in place of an empty paragraph, otherwise after the block around the caret. */
export function insertBlock(make: () => ReturnType<NodeType['create']>): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const block = make()
    // The innermost place that may hold it.
    let depth = $from.depth
    while (depth > 0) {
      const holder = $from.node(depth - 1)
      const index = $from.indexAfter(depth - 1)
      if (!holder.type.spec.tableRole && holder.canReplaceWith(index, index, block.type)) break
      depth--
    }
    const inRoot = $from.depth === 0
    if (depth === 0 && !inRoot) return false
    if (!dispatch) return true
    const node = inRoot ? undefined : $from.node(depth)
    const isEmpty = node?.type === paragraph && node.content.size === 0
    const [from, to] = inRoot
      ? [state.selection.to, state.selection.to]
      : [isEmpty ? $from.before(depth) : $from.after(depth), $from.after(depth)]
    const tr = state.tr.replaceWith(from, to, block)
    const inside = Selection.findFrom(tr.doc.resolve(from + 1), 1, true)
    const isIn = inside && inside.from < from + block.nodeSize
    tr.setSelection(isIn ? inside : Selection.near(tr.doc.resolve(from + block.nodeSize)))
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Which number a list begins with. */
export function startList(start: number): Command {
  return (state, dispatch) => {
    const list = listAround(state)
    if (list?.node.type !== ordered_list || !isList(list.node.type)) return false
    if (dispatch) dispatch(state.tr.setNodeAttribute(list.start, 'start', start))
    return true
  }
}
