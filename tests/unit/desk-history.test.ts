import { describe, expect, it } from 'vitest'
import { fold, type Line, tagOf } from '../../functions/desk/history/revisions.ts'

const editor = { id: 'e', name: 'Biên tập viên', role: 'editor' } as const
const approver = { id: 'a', name: 'Người duyệt bài', role: 'approver' } as const

let number = 100
function aLine(more: Partial<Line> = {}): Line {
  number -= 1
  const at = `2026-11-27T0${Math.min(9, Math.floor(number / 12))}:00:00.000Z`
  return { number, hash: 'ab'.repeat(32), at, actor: editor, action: 'edit', names: [], ...more }
}
const dayOf = (at: string) => at.slice(0, 10)
const sizes = (lines: Line[]) => fold(lines, dayOf).map(({ runs }) => runs.map((run) => run.length))

describe('a history', () => {
  it('shows the saves of one sitting as one thing', () => {
    expect(sizes([aLine(), aLine(), aLine()])).toEqual([[3]])
  })

  it('keeps acts apart from the saves around them', () => {
    expect(sizes([aLine(), aLine({ action: 'submit' }), aLine(), aLine()])).toEqual([[1, 1, 2]])
  })

  it('keeps apart what has a name or a note', () => {
    expect(
      sizes([aLine(), aLine({ names: [{ name: 'Bản trình' }] }), aLine({ note: 'gộp' }), aLine()]),
    ).toEqual([[1, 1, 1, 1]])
  })

  it('begins again with another person or another day', () => {
    const lines = [aLine({ actor: approver }), aLine(), aLine({ at: '2026-11-26T01:00:00.000Z' })]
    expect(sizes(lines)).toEqual([[1], [1], [1]])
  })

  it('loses no line', () => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      aLine({ action: index % 7 === 0 ? 'submit' : 'edit' }),
    )
    expect(fold(lines, dayOf).flatMap(({ runs }) => runs.flat())).toEqual(lines)
  })

  it('names a revision as the API does', () => {
    expect(tagOf({ number: 3, hash: `9f86d081${'0'.repeat(56)}` })).toBe('"3-9f86d081"')
  })
})
