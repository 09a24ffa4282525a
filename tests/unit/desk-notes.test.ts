import { describe, expect, it } from 'vitest'
import { mentionsIn, nameBefore, offered, pieces, withName } from '../../functions/desk/notes/mentions.ts'
import { placed, type ShownNote } from '../../functions/desk/notes/note.ts'
import { openAt } from '../../functions/desk/notes/open-at.ts'
import { peopleHere } from '../../functions/desk/presence/people.ts'

const people = [
  { id: 'p1', name: 'Phòng Lãnh sự' },
  { id: 'p2', name: 'Phòng Lãnh sự 2' },
  { id: 'p3', name: 'Văn phòng' },
]

describe('the name of a colleague in a note', () => {
  it('is looked for after an @, by its beginning or that of one of its words, with marks or without', () => {
    expect(nameBefore('Nhờ @lanh', 9)).toEqual({ from: 4, name: 'lanh' })
    expect(nameBefore('a@b', 3)).toBeUndefined()
    const names = (typed: string) => offered(people, typed).map(({ id }) => id)
    expect(names('lanh s')).toEqual(['p1', 'p2'])
    expect(names('Phòng')).toEqual(['p1', 'p2', 'p3'])
    expect(names('')).toEqual(['p1', 'p2', 'p3'])
    expect(names('Văn phòng đã')).toEqual([])
    expect(names('kế')).toEqual([])
  })

  it('comes in place of what was typed of it, and the words after it stay', () => {
    expect(withName('Nhờ @lanh xem', 9, 'Phòng Lãnh sự')).toEqual({
      words: 'Nhờ @Phòng Lãnh sự xem',
      caret: 19,
    })
  })

  it('is found in the words again, the longer of two first', () => {
    const words = 'Nhờ @Phòng Lãnh sự 2 và @Văn phòng xem, @ai đó'
    expect(mentionsIn(words, people)).toEqual(['p2', 'p3'])
    expect(
      pieces(words, people)
        .map(({ text }) => text)
        .join(''),
    ).toBe(words)
    expect(mentionsIn('Không nhắc ai', people)).toEqual([])
  })
})

const entry = { id: 'e', by: 'p1', at: '2026-11-27T08:00:00.000Z', words: 'Xem', mentions: [], etag: '"e"' }
const aNote = (id: string, more: Partial<ShownNote> = {}): ShownNote => ({
  id,
  part: 'vi',
  entries: [entry],
  etag: '"n"',
  ...more,
})

describe('notes beside a text', () => {
  const blocks = ['Đoạn một', 'Đoạn hai']
  const notes = [
    aNote('english', { part: 'en' }),
    aNote('all', { part: 'shared' }),
    aNote('second', { field: 'body', block: { words: 'Đoạn hai', at: 1 } }),
    aNote('gone', { field: 'body', block: { words: 'Điều khác hẳn', at: 1 } }),
    aNote('first', { field: 'body', block: { words: 'Đoạn một', at: 0 } }),
    aNote('title', { field: 'title' }),
    aNote('settled', { resolved: { by: 'p1', at: entry.at } }),
  ]

  it('stand in the order of the text: its own first, then what languages share, then other languages', () => {
    const { open, settled } = placed(notes, 'vi', blocks)
    expect(open.map(({ note, block }) => [note.id, block])).toEqual([
      ['title', undefined],
      ['gone', undefined],
      ['first', 0],
      ['second', 1],
      ['all', undefined],
      ['english', undefined],
    ])
    expect(settled.map(({ note }) => note.id)).toEqual(['settled'])
  })

  it('are counted where they are about the text, and wait', () => {
    expect([openAt(notes, 'vi'), openAt(notes, 'en'), openAt(undefined, 'vi')]).toEqual([5, 2, 0])
  })
})

it('a person with several windows is there once, and where they write they need not be said to read', () => {
  const by = { id: 'p1', name: 'Phòng Lãnh sự' }
  expect(
    peopleHere([
      { by, part: 'vi', editing: false },
      { by, part: 'vi', editing: true },
      { by, part: 'en', editing: false },
      { by: { id: 'p3', name: 'Văn phòng' }, part: 'vi', editing: false },
    ]),
  ).toEqual([
    { ...by, editing: ['vi'], reading: ['en'] },
    { id: 'p3', name: 'Văn phòng', editing: [], reading: ['vi'] },
  ])
})
