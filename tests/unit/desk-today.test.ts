import { describe, expect, it } from 'vitest'
import { type Copy, latestCopies } from '../../functions/desk/today/latest-copies.ts'

const at = (clock: string) => `2026-11-27T${clock}:00.000Z`
const copy = (article: string, clock: string, more: Partial<Copy> = {}): Copy => ({
  article,
  part: 'vi',
  at: at(clock),
  title: article,
  ...more,
})

describe('what is typed and not saved', () => {
  it('is one line for each article, the last typed first', () => {
    const there = [copy('a', '08:00'), copy('b', '09:00'), copy('a', '10:00', { part: 'en' })]
    expect(latestCopies([], there).map(({ article, part }) => [article, part])).toEqual([
      ['a', 'en'],
      ['b', 'vi'],
    ])
  })

  it('is called here where this computer has it, whatever the server has of it', () => {
    const [first, ...rest] = latestCopies([copy('a', '08:00', { isHere: true })], [copy('a', '08:01')])
    expect(first).toMatchObject({ isHere: true, at: at('08:00') })
    expect(rest).toEqual([])
  })

  it('is called by the title of a text, where what the languages share was typed last', () => {
    const { title: _, ...shared } = copy('a', '10:00', { part: 'shared' })
    expect(latestCopies([], [shared, copy('a', '09:00')])).toEqual([copy('a', '09:00', { at: at('10:00') })])
  })
})
