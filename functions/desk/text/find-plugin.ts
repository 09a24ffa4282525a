import { type Command, type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { findAll, type Match, type Query } from './find.ts'

interface Search {
  query: Query | undefined
  matches: readonly Match[]
}

const key = new PluginKey<Search>('find')
const nothing: Search = { query: undefined, matches: [] }

/** Shows what is searched for, as long as it is. */
export const findPlugin = new Plugin<Search>({
  key,
  state: {
    init: () => nothing,
    apply(tr, before) {
      const asked: Query | null | undefined = tr.getMeta(key)
      if (asked === undefined && !tr.docChanged) return before
      const query = asked === undefined ? before.query : (asked ?? undefined)
      return query ? { query, matches: findAll(tr.doc, query) } : nothing
    },
  },
  props: {
    decorations(state) {
      const { matches } = searchOf(state)
      const current = currentOf(state)
      const marked = matches.map((each, index) =>
        Decoration.inline(each.from, each.to, { class: index === current ? 'found current' : 'found' }),
      )
      return DecorationSet.create(state.doc, marked)
    },
  },
})

const searchOf = (state: EditorState): Search => key.getState(state) ?? nothing

const currentOf = (state: EditorState) => {
  const { from, to } = state.selection
  return searchOf(state).matches.findIndex((each) => each.from === from && each.to === to)
}

/** How many places there are, and the number of the one that is selected, counted from one; zero where none is. */
export function foundIn(state: EditorState): { count: number; current: number } {
  return { count: searchOf(state).matches.length, current: currentOf(state) + 1 }
}

/** Begins a search, changes it, or ends it. */
export const setQuery =
  (query: Query | null): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, query))
    return true
  }

/** Selects the next or previous place, and begins again at the end. */
export const findNext =
  (direction: -1 | 1): Command =>
  (state, dispatch) => {
    const { matches } = searchOf(state)
    const { from, to } = state.selection
    const next =
      direction > 0
        ? (matches.find((each) => each.from >= to && !(each.from === from && each.to === to)) ?? matches[0])
        : (matches.findLast((each) => each.to <= from) ?? matches.at(-1))
    if (!next) return false
    const selection = TextSelection.create(state.doc, next.from, next.to)
    dispatch?.(state.tr.setSelection(selection).scrollIntoView())
    return true
  }

/** Puts other words in place of the selected ones, with their marks, and selects the next. */
export const replaceFound =
  (words: string): Command =>
  (state, dispatch) => {
    const match = searchOf(state).matches[currentOf(state)]
    if (!match) return findNext(1)(state, dispatch)
    const tr = state.tr.insertText(words.normalize('NFC'), match.from, match.to)
    const next = findAll(tr.doc, searchOf(state).query ?? { text: '', accents: true })
    const after = next.find(({ from }) => from >= match.from + words.length) ?? next[0]
    if (after) tr.setSelection(TextSelection.create(tr.doc, after.from, after.to))
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** The same for all of them, which one undo takes back. */
export const replaceAllFound =
  (words: string): Command =>
  (state, dispatch) => {
    const { matches } = searchOf(state)
    if (matches.length === 0) return false
    const { tr } = state
    for (const { from, to } of matches.toReversed()) tr.insertText(words.normalize('NFC'), from, to)
    dispatch?.(tr)
    return true
  }
