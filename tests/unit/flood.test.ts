import { describe, expect, it } from 'vitest'
import { type Behind, isFlood, isTime, mostOneByOne, partFlood } from '../../functions/publisher/flood.ts'

const now = new Date('2026-11-27T08:00:00.000Z')
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000).toISOString()
const behind = (count: number, isImport: boolean, seconds = 0): Behind[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${isImport}-${n}`, isImport, moment: secondsAgo(seconds) }))

describe('an import', () => {
  it('is left to a rebuild where it is large, and what an editor does never waits for it', () => {
    const many = [...behind(mostOneByOne + 1, true), ...behind(3, false)]
    const { left, others } = partFlood(many)
    expect([left.length, others.map(({ isImport }) => isImport)]).toEqual([
      mostOneByOne + 1,
      [false, false, false],
    ])
    expect(partFlood(behind(mostOneByOne, true)).left).toEqual([])
  })

  it('is known as large by a batch, or by what came just before, for a stream brings it in small ones', () => {
    expect(isFlood(mostOneByOne + 1, 0)).toBe(true)
    expect(isFlood(5, 500)).toBe(true)
    expect(isFlood(5, 20)).toBe(false)
    expect(isFlood(0, 500)).toBe(false)
  })

  it('is shown when it is over, and a long one in parts', () => {
    expect(isTime([], now)).toBe(false)
    expect(isTime(behind(30, true, 5), now)).toBe(false)
    expect(isTime(behind(30, true, 25), now)).toBe(true)
    expect(isTime([...behind(1, true, 16 * 60), ...behind(30, true, 1)], now)).toBe(true)
  })
})
