import type { Mark, MarkType } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import { mediaIn } from '../../domain/library/media-address.ts'
import { linkHref } from '../../domain/url.ts'
import { schema } from './schema.ts'

/** A link of the text, or the words that are to become one. */
export interface Link {
  href: string | undefined
  text: string
}

interface Marked {
  mark: Mark
  from: number
  to: number
}

/** Words around the caret that carry one and the same mark of this type. */
export function markAround({ selection: { $from } }: EditorState, type: MarkType): Marked | undefined {
  const { parent, parentOffset } = $from
  const beside = [parent.childAfter(parentOffset), parent.childBefore(parentOffset)]
  const mark = beside.map(({ node }) => node && type.isInSet(node.marks)).find((each) => each !== undefined)
  if (!mark) return undefined
  let [from, to] = [-1, -1]
  parent.forEach((node, offset) => {
    const is = mark.isInSet(node.marks)
    const touches = from >= 0 && to === offset
    if (is && (touches || to < parentOffset)) {
      if (!touches) from = offset
      to = offset + node.nodeSize
    }
  })
  const start = $from.start()
  return { mark, from: start + from, to: start + to }
}

/** What a dialog for the link at the selection begins with. */
export function linkAt(state: EditorState): Link {
  const found = markAround(state, schema.marks.link)
  const { from, to } = found ?? state.selection
  return { href: found && String(found.mark.attrs.href), text: state.doc.textBetween(from, to, ' ') }
}

/** An address as a body keeps it; undefined for one that leads nowhere, or where nobody should be sent. */
export function keptHref(given: string): string | undefined {
  const typed = given.trim()
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(typed)) return `mailto:${typed}`
  const isBareHost = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,}(?:[/?#]|$)/iu.test(typed)
  return mediaIn(typed) ? typed : linkHref(isBareHost ? `https://${typed}` : typed)
}

/** Makes a link of the selected words, changes the one around the caret, or puts new words there. */
export function setLink(given: { href: string; text?: string }): Command {
  return (state, dispatch) => {
    const href = keptHref(given.href)
    const { selection } = state
    if (href === undefined || !selection.$from.parent.inlineContent) return false
    if (!dispatch) return true
    const link = schema.marks.link.create({ href })
    const found = selection.empty ? markAround(state, schema.marks.link) : undefined
    const { from, to } = found ?? selection
    const { tr } = state
    const words = given.text ?? (from === to ? given.href.trim() : undefined)
    if (words === undefined || words === state.doc.textBetween(from, to, ' ')) tr.addMark(from, to, link)
    else {
      const marks = link.addToSet(selection.$from.marks())
      tr.replaceWith(from, to, schema.text(words, marks))
      tr.setSelection(TextSelection.create(tr.doc, from + words.length))
    }
    // What is typed after it is not part of it.
    dispatch(tr.removeStoredMark(schema.marks.link).scrollIntoView())
    return true
  }
}

export const removeLink: Command = (state, dispatch) => {
  const found = markAround(state, schema.marks.link)
  const { from, to } = state.selection.empty && found ? found : state.selection
  if (!found && !state.doc.rangeHasMark(from, to, schema.marks.link)) return false
  if (dispatch) dispatch(state.tr.removeMark(from, to, schema.marks.link))
  return true
}

/** Says which language words are in; without one they are in that of the text again. */
export function setLanguage(lang: string | undefined): Command {
  return (state, dispatch) => {
    const type = schema.marks.lang
    const found = state.selection.empty ? markAround(state, type) : undefined
    const { from, to } = found ?? state.selection
    if (from === to) return false
    if (dispatch) {
      const tr = state.tr.removeMark(from, to, type)
      dispatch(lang ? tr.addMark(from, to, type.create({ lang })) : tr)
    }
    return true
  }
}
