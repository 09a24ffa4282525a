import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, NodeSelection, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { printBody, readBody } from './body.ts'
import { type ArgumentsOf, type CommandName, commandOf, isActive } from './commands.ts'
import { type Counts, countText } from './counts.ts'
import type { Query } from './find.ts'
import { findNext, foundIn, replaceAllFound, replaceFound, setQuery } from './find-plugin.ts'
import { type Link, linkAt } from './link-commands.ts'
import { blockAtCaret, markNoted } from './noted-plugin.ts'
import { insertHtml } from './paste-plugin.ts'
import { TypingQueue } from './typing-queue.ts'
import { createView, type Speech, spoken, type TextEditorOptions, written } from './view.ts'

export type { TextEditorOptions }

export interface TextEditor {
  /** The very HTML that the server keeps of it. */
  read: () => string
  /** Puts another body in its place, as soon as nobody is in the middle of a word. What stays the same is not touched. */
  write: (body: string) => void
  /** HTML where the caret is. */
  insert: (html: string) => void
  run: <Name extends CommandName>(name: Name, ...given: ArgumentsOf<Name>) => void
  can: <Name extends CommandName>(name: Name, ...given: ArgumentsOf<Name>) => boolean
  isActive: (name: CommandName) => boolean
  link: () => Link
  counts: () => Counts
  search: (query: Query | null) => void
  findNext: (direction: -1 | 1) => void
  replace: (words: string) => void
  replaceAll: (words: string) => void
  found: () => { count: number; current: number }
  /** Selects a block of the body, counted from zero, and shows it. */
  reveal: (block: number) => void
  /** The block of the body in which the caret is, counted from zero. */
  block: () => number
  /** Marks these blocks as ones at which notes stand, and no others. */
  markNoted: (blocks: readonly number[]) => void
  setReadOnly: (is: boolean) => void
  /** Says what it says in another language. */
  speak: (speech: Speech) => void
  focus: () => void
  destroy: () => void
}

/** Replaces the blocks that are not the same, so that the caret stays where it is in the others. */
function replaceBlocks(state: EditorState, { children: next }: Node) {
  const { children: before } = state.doc
  const shared = Math.min(before.length, next.length)
  let start = 0
  while (start < shared && before[start]?.eq(next[start] ?? state.doc)) start++
  let end = 0
  while (end < shared - start && before.at(-1 - end)?.eq(next.at(-1 - end) ?? state.doc)) end++
  const sizeOf = (nodes: readonly Node[]) => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const from = sizeOf(before.slice(0, start))
  const to = from + sizeOf(before.slice(start, before.length - end))
  return state.tr.replaceWith(from, to, next.slice(start, next.length - end))
}

/** What the form around a text does with it. */
export function editorOf(view: EditorView, options: TextEditorOptions): TextEditor {
  const queue = new TypingQueue(view)
  const runCommand = (command: Command) =>
    queue.run(() => {
      command(view.state, view.dispatch, view)
      // A field beside a picture is part of the text, too.
      if (!view.dom.contains(document.activeElement)) view.focus()
    })
  return {
    read: () => printBody(view.state.doc),
    write: (body) =>
      queue.run(() => {
        const tr = replaceBlocks(view.state, readBody(body))
        if (tr.docChanged) view.dispatch(tr.setMeta(written, true))
      }),
    insert: (html) => queue.run(() => insertHtml(view, html)),
    run: (name, ...given) => runCommand(commandOf(name, ...given)),
    can: (name, ...given) => view.editable && commandOf(name, ...given)(view.state),
    isActive: (name) => isActive(view.state, name),
    link: () => linkAt(view.state),
    counts: () => countText(view.state.doc),
    search: (query) => queue.run(() => setQuery(query)(view.state, view.dispatch)),
    findNext: (direction) => queue.run(() => findNext(direction)(view.state, view.dispatch)),
    replace: (words) => queue.run(() => replaceFound(words)(view.state, view.dispatch)),
    replaceAll: (words) => queue.run(() => replaceAllFound(words)(view.state, view.dispatch)),
    found: () => foundIn(view.state),
    reveal(block) {
      const { doc } = view.state
      const at = doc.children.slice(0, block).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
      const target = doc.nodeAt(at)
      if (!target) return
      // Of what is dragged as a whole the whole is selected; in a table or a list that would be typed over.
      const selection = target.type.spec.draggable
        ? NodeSelection.create(doc, at)
        : Selection.near(doc.resolve(at + 1))
      view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
      view.focus()
    },
    block: () => blockAtCaret(view.state),
    markNoted: (blocks) => queue.run(() => markNoted(blocks)(view.state, view.dispatch)),
    speak: (speech) => queue.run(() => view.setProps(spoken(speech, options))),
    setReadOnly: (is) => view.setProps({ editable: () => !is }),
    focus: () => view.focus(),
    destroy() {
      queue.destroy()
      view.destroy()
    },
  }
}

/** A field of formatted text at `node`, which knows nothing of what stands around it. */
export const createTextEditor = (node: HTMLElement, options: TextEditorOptions): TextEditor =>
  editorOf(createView(node, options), options)
