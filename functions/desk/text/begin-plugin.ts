import { closeHistory } from 'prosemirror-history'
import { type Command, type EditorState, Plugin, Selection, type Transaction } from 'prosemirror-state'
import { commandOf } from './commands.ts'
import { schema } from './schema.ts'

/** Adds to a transaction what a command would do after it; false where it does nothing. */
function extend(state: EditorState, tr: Transaction, command: Command): boolean {
  return command(state.apply(tr), (more) => {
    for (const step of more.steps) tr.step(step)
    tr.setSelection(Selection.fromJSON(tr.doc, more.selection.toJSON()))
  })
}

const headings = [commandOf('heading2'), commandOf('heading3'), commandOf('heading4')]

/** What the signs at the beginning of a paragraph stand for, once a space is typed after them. */
function commandsFor(signs: string): Command[] {
  if (/^[-*•]$/u.test(signs)) return [commandOf('bulletList')]
  if (signs === '>') return [commandOf('quote')]
  if (/^#{2,4}$/u.test(signs)) return headings.slice(signs.length - 2, signs.length - 1)
  const number = /^(\d{1,3})[.)]$/u.exec(signs)?.[1]
  if (number === undefined) return []
  const start = Number(number)
  return [commandOf('orderedList'), ...(start === 1 ? [] : [commandOf('startList', start)])]
}

/**
 * `- `, `1. `, `## ` and `> ` at the beginning of a paragraph. Only a typed space does it, so nothing happens in the middle of
 * a word that is being composed; one undo gives the signs back.
 */
export const beginPlugin = new Plugin({
  props: {
    handleTextInput(view, from, to, text) {
      const { $from } = view.state.selection
      const { parent, parentOffset } = $from
      if (view.composing || text !== ' ' || from !== to || parent.type !== schema.nodes.paragraph)
        return false
      const signs = parent.textBetween(0, parentOffset, '', ' ')
      const commands = commandsFor(signs)
      if (commands.length === 0) return false
      const tr = view.state.tr.delete(from - parentOffset, from)
      if (!commands.every((command) => extend(view.state, tr, command))) return false
      // What was typed comes first, so that undo stops at it.
      view.dispatch(view.state.tr.insertText(text, from))
      const typed = closeHistory(view.state.tr.delete(from - parentOffset, from + 1))
      for (const command of commands) extend(view.state, typed, command)
      view.dispatch(typed.scrollIntoView())
      return true
    },
  },
})
