import { describe, expect, it } from 'vitest'
import { createSameness } from '../../../functions/moving-in/plan/sameness.ts'

const told = (rows: readonly { publishedAt: string | null; views: number }[]) => {
  const sameness = createSameness()
  for (const row of rows) sameness.note(row)
  return [...sameness.told()].map((line) => 'notice' in line && [line.notice?.code, line.notice?.value])
}
const rows = (count: number, row: (index: number) => { publishedAt: string | null; views: number }) =>
  Array.from({ length: count }, (_, index) => row(index))
const day = '2015-01-01T00:00:00Z'

describe('what all articles of a run have in common', () => {
  it('is named when it is their date, or the count of their readers', () => {
    expect(told(rows(12, () => ({ publishedAt: day, views: 5 })))).toEqual([
      ['same-date', day],
      ['same-count', '5'],
    ])
  })

  it('is nothing to name when one of them differs, when they are few, or when there is none', () => {
    expect(told(rows(12, (index) => ({ publishedAt: index ? day : null, views: index })))).toEqual([])
    expect(told(rows(9, () => ({ publishedAt: day, views: 5 })))).toEqual([])
    expect(told(rows(12, () => ({ publishedAt: null, views: 0 })))).toEqual([])
  })
})
