import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInWords } from '../../functions/domain/royalty/amount-in-words.ts'

describe('an amount in Vietnamese words', () => {
  it.each([
    [0, 'Không đồng'],
    [1, 'Một đồng'],
    [10, 'Mười đồng'],
    [14, 'Mười bốn đồng'],
    [15, 'Mười lăm đồng'],
    [21, 'Hai mươi mốt đồng'],
    [24, 'Hai mươi tư đồng'],
    [55, 'Năm mươi lăm đồng'],
    [101, 'Một trăm linh một đồng'],
    [104, 'Một trăm linh bốn đồng'],
    [110, 'Một trăm mười đồng'],
    [511, 'Năm trăm mười một đồng'],
    [1_005, 'Một nghìn không trăm linh năm đồng'],
    [1_010, 'Một nghìn không trăm mười đồng'],
    [29_800, 'Hai mươi chín nghìn tám trăm đồng'],
    [122_925, 'Một trăm hai mươi hai nghìn chín trăm hai mươi lăm đồng'],
    [149_000, 'Một trăm bốn mươi chín nghìn đồng'],
    [1_234_000, 'Một triệu hai trăm ba mươi tư nghìn đồng'],
    [1_000_001, 'Một triệu không trăm linh một đồng'],
    [21_000_021, 'Hai mươi mốt triệu không trăm hai mươi mốt đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_005_000_000, 'Một tỷ không trăm linh năm triệu đồng'],
    [24_000_000_004, 'Hai mươi tư tỷ không trăm linh bốn đồng'],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [
      1_002_003_004_005,
      'Một nghìn không trăm linh hai tỷ không trăm linh ba triệu không trăm linh bốn nghìn không trăm linh năm đồng',
    ],
    [-149_000, 'Âm một trăm bốn mươi chín nghìn đồng'],
  ])('%d: %s', (amount, words) => {
    expect(amountInWords(amount, 'vi')).toBe(words)
  })
})

describe('an amount in English words', () => {
  it.each([
    [0, 'Zero dong'],
    [13, 'Thirteen dong'],
    [40, 'Forty dong'],
    [101, 'One hundred and one dong'],
    [1_005, 'One thousand and five dong'],
    [1_100, 'One thousand one hundred dong'],
    [122_925, 'One hundred and twenty-two thousand nine hundred and twenty-five dong'],
    [1_234_000, 'One million two hundred and thirty-four thousand dong'],
    [1_000_000_000_000, 'One trillion dong'],
    [-29_800, 'Minus twenty-nine thousand eight hundred dong'],
  ])('%d: %s', (amount, words) => {
    expect(amountInWords(amount, 'en')).toBe(words)
  })
})

describe('amounts in words', () => {
  const numbers = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

  it('are tidy and tell any two amounts apart', () => {
    for (const locale of ['vi', 'en'] as const) {
      fc.assert(
        fc.property(numbers, numbers, (a, b) => {
          const words = amountInWords(a, locale)
          expect(words).toMatch(/^\p{Lu}[\p{Ll} -]+$/u)
          expect(words).not.toMatch(/ {2}|undefined/)
          expect(words).toBe(words.normalize('NFC'))
          if (a !== b) expect(amountInWords(b, locale)).not.toBe(words)
        }),
      )
    }
  })

  it('are all different from 0 to 20,000', () => {
    for (const locale of ['vi', 'en'] as const) {
      const all = Array.from({ length: 20_001 }, (_, amount) => amountInWords(amount, locale))
      expect(new Set(all).size).toBe(all.length)
    }
  })
})
