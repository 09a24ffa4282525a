import type { Node } from 'prosemirror-model'
import { EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { type CommandName, commandOf } from '../../functions/desk/text/commands.ts'
import { countText } from '../../functions/desk/text/counts.ts'
import { findAll, type Query } from '../../functions/desk/text/find.ts'
import {
  findNext,
  findPlugin,
  foundIn,
  replaceAllFound,
  replaceFound,
  setQuery,
} from '../../functions/desk/text/find-plugin.ts'
import { actKeys, nameOfKeys, requestKeys, shownKeys } from '../../functions/desk/text/keys.ts'
import { keptHref } from '../../functions/desk/text/link-commands.ts'
import { schema } from '../../functions/desk/text/schema.ts'

const { doc, paragraph, heading, bullet_list, list_item, table } = schema.nodes
const p = (...parts: (string | Node)[]) =>
  paragraph.create(
    null,
    parts.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  )
const strong = (text: string) => schema.text(text, [schema.marks.strong.create()])
const text = (...blocks: Node[]) => doc.create(null, blocks)

/** A text in which the caret stands at `from`, or words up to `to` are selected. */
function stateOf(content: Node, from = 1, to = from, plugins: Plugin[] = []): EditorState {
  const selection = TextSelection.create(content, from, to)
  return EditorState.create({ doc: content, selection, plugins })
}

/** What a command makes of it. */
function made(state: EditorState, command: ReturnType<typeof commandOf>): EditorState {
  let next = state
  command(state, (tr) => {
    next = state.apply(tr)
  })
  return next
}

const wordsOf = (content: Node, query: Query) =>
  findAll(content, query).map(({ from, to }) => content.textBetween(from, to))

describe('a search in a text', () => {
  const content = text(p('Hòa bình, hoà BÌNH, ', strong('Hoa'), ' binh'), p('hòa'), p('bình'))

  it('finds words whatever their accents and capitals, and never over the end of a paragraph', () => {
    expect(wordsOf(content, { text: 'hoa binh', accents: false })).toEqual([
      'Hòa bình',
      'hoà BÌNH',
      'Hoa binh',
    ])
  })

  it('tells accents apart where it is asked to', () => {
    expect(wordsOf(content, { text: 'hòa', accents: true })).toEqual(['Hòa', 'hòa'])
    expect(wordsOf(content, { text: 'đ', accents: false })).toEqual([])
    expect(wordsOf(text(p('Đà Nẵng, da nang')), { text: 'da nang', accents: false })).toHaveLength(2)
  })

  it('finds letters that are written apart from their marks', () => {
    const apart = text(p('Hội nghị'.normalize('NFD'), ' hội nghị'))
    expect(findAll(apart, { text: 'hội nghị', accents: true })).toHaveLength(2)
  })

  it('knows places after what is no text', () => {
    const content = text(p('a', schema.nodes.hard_break.create(), 'bc'))
    expect(findAll(content, { text: 'bc', accents: true })).toEqual([{ from: 3, to: 5 }])
  })

  it('looks into footnotes, and replaces in them what it replaces in the text', () => {
    const note = schema.nodes.note.create(null, [schema.text('Theo Báo Hà Tĩnh')])
    const content = text(p('Hà Tĩnh', note, ', Hà Tĩnh'))
    expect(wordsOf(content, { text: 'ha tinh', accents: false })).toEqual(['Hà Tĩnh', 'Hà Tĩnh', 'Hà Tĩnh'])
    const asked = made(stateOf(content, 1, 1, [findPlugin]), setQuery({ text: 'Hà Tĩnh', accents: true }))
    const second = made(made(asked, findNext(1)), findNext(1))
    expect(foundIn(second)).toEqual({ count: 3, current: 2 })
    expect(made(second, replaceFound('Nghệ An')).doc.textContent).toBe('Hà TĩnhTheo Báo Nghệ An, Hà Tĩnh')
    expect(made(asked, replaceAllFound('X')).doc.textContent).toBe('XTheo Báo X, X')
  })

  it('goes from place to place and round, replaces one or all, with the marks that were there', () => {
    const start = stateOf(content, 1, 1, [findPlugin])
    const asked = made(start, setQuery({ text: 'hoa binh', accents: false }))
    const first = made(asked, findNext(1))
    expect(foundIn(first)).toEqual({ count: 3, current: 1 })
    expect(foundIn(made(first, findNext(-1)))).toEqual({ count: 3, current: 3 })
    const replaced = made(first, replaceFound('Hữu nghị'))
    expect(replaced.doc.textContent).toBe('Hữu nghị, hoà BÌNH, Hoa binhhòabình')
    expect(foundIn(replaced)).toEqual({ count: 2, current: 1 })
    const all = made(asked, replaceAllFound('X'))
    expect(all.doc.firstChild?.textContent).toBe('X, X, X')
    expect(foundIn(made(all, setQuery(null)))).toEqual({ count: 0, current: 0 })
  })
})

it('words and characters are counted as readers count them', () => {
  expect(countText(text(p('Sở Ngoại vụ tiếp 125 hồ sơ, đạt 98,5 %.'), p(), p('a'.normalize('NFD'))))).toEqual(
    {
      words: 10,
      characters: 40,
    },
  )
})

describe('the keys of the editor', () => {
  const pressed = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  const all = [...Object.values(actKeys), ...Object.values(requestKeys)].flat()

  it('are never a letter, a digit or a modifier alone, and each does one thing', () => {
    for (const keys of all)
      expect(keys).toMatch(/^(?:(?:Mod|Alt)\+.*(?:Key|Digit|Arrow|Enter|F\d|Comma|Period)|Shift\+\w*Enter)/)
    expect(new Set(all).size).toBe(all.length)
  })

  it('are read by their place, and AltGr types what it always types', () => {
    expect(nameOfKeys({ ...pressed, code: 'Digit2', ctrlKey: true, altKey: true }, false)).toBe(
      'Mod+Alt+Digit2',
    )
    const altGr = { ...pressed, code: 'Digit2', ctrlKey: true, altKey: true, getModifierState: () => true }
    expect(nameOfKeys(altGr, false)).toBeUndefined()
    expect(nameOfKeys({ ...pressed, code: 'KeyB', metaKey: true }, true)).toBe('Mod+KeyB')
    expect(nameOfKeys({ ...pressed, code: 'KeyB', ctrlKey: true }, true)).toBeUndefined()
  })

  it('are shown as they are written on the keyboard', () => {
    expect(shownKeys('Mod+Shift+Digit7', false)).toBe('Ctrl+Shift+7')
    expect(shownKeys('Mod+Alt+Digit2', true)).toBe('⌘⌥2')
    expect(shownKeys('Alt+Shift+ArrowUp', false)).toBe('Alt+Shift+↑')
  })
})

it.each([
  ['example.vn/a', 'https://example.vn/a'],
  ['www.mofa.gov.vn', 'https://www.mofa.gov.vn'],
  ['lanhsu@example.vn', 'mailto:lanhsu@example.vn'],
  ['/vi/tin-tuc', '/vi/tin-tuc'],
  ['media:4k7m2p9x1a', 'media:4k7m2p9x1a'],
  ['javascript:alert(1)', undefined],
  ['khong phai', undefined],
  ['', undefined],
])('a link typed as "%s" leads to %s', (typed, kept) => {
  expect(keptHref(typed)).toBe(kept)
})

describe('what is done in a text', () => {
  it('a link takes the selected words, is changed where the caret is in it, and is taken away again', () => {
    const linked = made(stateOf(text(p('xem trang này')), 5, 10), commandOf('link', { href: 'example.vn' }))
    const [, inside] = linked.doc.firstChild?.children ?? []
    expect(inside?.text).toBe('trang')
    expect(inside?.marks[0]?.attrs).toEqual({ href: 'https://example.vn' })
    const changed = made(stateOf(linked.doc, 7), commandOf('link', { href: '/vi', text: 'trang chủ' }))
    expect(changed.doc.textContent).toBe('xem trang chủ này')
    expect(made(stateOf(changed.doc, 7), commandOf('unlink')).doc.firstChild?.childCount).toBe(1)
    expect(commandOf('link', { href: 'javascript:alert(1)' })(linked)).toBe(false)
  })

  it('a new table has its head and a place for its caption, and the caret is in its first cell', () => {
    const { doc: whole, selection } = made(stateOf(text(p())), commandOf('table', { rows: 2, columns: 2 }))
    const [first] = whole.children
    expect(first?.type).toBe(table)
    expect(first?.children.map(({ type }) => type.name)).toEqual(['table_caption', 'table_rows'])
    expect(selection.$from.node(-1).type.name).toBe('table_header')
  })

  it('blocks move past each other with the caret in them', () => {
    const moved = made(stateOf(text(p('a'), p('b'), p('c')), 5), commandOf('moveUp'))
    expect(moved.doc.textBetween(0, moved.doc.content.size, '|')).toBe('b|a|c')
    expect(moved.selection.from).toBe(2)
    expect(commandOf('moveUp')(moved)).toBe(false)
  })

  it('a picture keeps being one, whatever is made of the text around it', () => {
    const figure = schema.nodes.figure.create({ id: '4k7m2p9x1a' }, schema.text('Chú thích'))
    const names: CommandName[] = ['heading2', 'paragraph', 'bulletList']
    for (const name of names) expect(commandOf(name as 'heading2')(stateOf(text(figure), 2))).toBe(false)
  })

  it('pictures join the one beside the caret to a gallery, however many are picked at once', () => {
    const file = (id: string) => ({ id, tag: 'img' as const, alt: 'a' })
    const start = stateOf(text(p()))
    const one = made(start, commandOf('gallery', [file('4k7m2p9x1a')]))
    expect(one.doc.firstChild?.type.name).toBe('figure')
    const two = made(one, commandOf('gallery', [file('4k7m2p9x1b')]))
    const three = made(two, commandOf('gallery', [file('4k7m2p9x1c'), file('4k7m2p9x1d')]))
    const [gallery] = three.doc.children
    expect(gallery?.type.name).toBe('gallery')
    expect(gallery?.children.map(({ attrs }) => attrs.id).slice(0, -1)).toEqual([
      '4k7m2p9x1a',
      '4k7m2p9x1b',
      '4k7m2p9x1c',
      '4k7m2p9x1d',
    ])
  })

  it('a header cell takes no heading', () => {
    const inHead = made(stateOf(text(p())), commandOf('table', { rows: 2, columns: 2 }))
    expect(commandOf('heading2')(inHead)).toBe(false)
  })

  it('a list becomes another, or paragraphs again', () => {
    const list = bullet_list.create(null, list_item.create(null, p('a')))
    const numbered = made(stateOf(text(list), 3), commandOf('orderedList'))
    expect(numbered.doc.firstChild?.type.name).toBe('ordered_list')
    expect(made(numbered, commandOf('orderedList')).doc.firstChild?.type).toBe(paragraph)
    expect(made(stateOf(text(p('a'))), commandOf('heading3')).doc.firstChild?.type).toBe(heading)
  })
})
