import { closeHistory } from 'prosemirror-history'
import { type Command, Plugin } from 'prosemirror-state'
import { commandOf } from './commands.ts'
import { schema } from './schema.ts'

const numbered = (start: number): Command => {
  const list = commandOf('orderedList')
  return (state, dispatch) =>
    list(
      state,
      dispatch &&
        ((tr) => {
          const next = state.apply(tr)
          let sent = tr
          if (start !== 1)
            commandOf('startList', start)(next, (more) => {
              sent = more.steps.reduce((all, step) => all.step(step), tr)
            })
          dispatch(sent)
        }),
    )
}

/** What the signs at the beginning of a paragraph stand for, once a space is typed after them. */
function commandFor(signs: string): Command | undefined {
  if (/^[-*•]$/u.test(signs)) return commandOf('bulletList')
  if (/^>$/u.test(signs)) return commandOf('quote')
  const level = /^#{2,4}$/u.exec(signs)?.[0].length
  if (level) return commandOf(level === 2 ? 'heading2' : level === 3 ? 'heading3' : 'heading4')
  const number = /^(\d{1,3})[.)]$/u.exec(signs)?.[1]
  return number === undefined ? undefined : numbered(Number(number))
}

/**
 * `- `, `1. `, `## ` and `> ` at the beginning of a paragraph. Only a typed space does it, so nothing happens in the middle of
 * a word that is being composed; undo gives the signs back.
 */
export const beginPlugin = new Plugin({
  props: {
    handleTextInput(view, from, to, text) {
      const { $from, empty } = view.state.selection
      const { parent, parentOffset } = $from
      if (view.composing || text !== ' ' || !empty || from !== to) return false
      if (parent.type !== schema.nodes.paragraph || parentOffset > 4) return false
      const signs = parent.textBetween(0, parentOffset, '', ' ')
      const command = signs.length === parentOffset ? commandFor(signs) : undefined
      if (!command?.(view.state.apply(view.state.tr.delete(from - parentOffset, from)))) return false
      view.dispatch(view.state.tr.insertText(text, from))
      view.dispatch(closeHistory(view.state.tr.delete(from - parentOffset, from + 1)))
      command(view.state, view.dispatch)
      return true
    },
  },
})
