import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allot, partOf, roundHalfUp } from '../../functions/domain/royalty/money.ts'

const amounts = fc.integer({ min: 0, max: 1_000_000_000_000 })

/** Shares in basis points that make exactly the whole. */
const wholes = fc
  .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { maxLength: 12 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 10_000])
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)))

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

describe('an amount divided by shares', () => {
  it('is paid to the last đồng when the shares make the whole', () => {
    fc.assert(
      fc.property(amounts, wholes, (amount, shares) => {
        expect(sum(allot(amount, shares))).toBe(amount)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives nobody a đồng more or less than the next whole number to their exact share', () => {
    fc.assert(
      fc.property(amounts, wholes, fc.nat(), (amount, shares, drop) => {
        // Without one of the shares, which then stays undivided.
        const given = shares.toSpliced(drop % shares.length, 1)
        const parts = allot(amount, given)
        for (const [index, part] of parts.entries()) {
          const exact = BigInt(amount) * BigInt(given[index]!)
          const distance = exact - BigInt(part) * 10_000n
          expect(distance < 10_000n && distance > -10_000n).toBe(true)
          expect(Number.isSafeInteger(part)).toBe(true)
        }
        expect(sum(parts)).toBeLessThanOrEqual(amount)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives what is left over to the largest remainders, the earlier of equal ones first', () => {
    expect(allot(100, [3333, 3333, 3334])).toEqual([33, 33, 34])
    expect(allot(149_000, [3333, 3333, 3334])).toEqual([49_662, 49_662, 49_676])
    expect(allot(1, [5000, 5000])).toEqual([1, 0])
    expect(allot(100, [5000])).toEqual([50])
    expect(allot(100, [])).toEqual([])
  })
})

describe('rounding', () => {
  it('goes half up, to the smallest amount that is paid', () => {
    const ratio = (numerator: number, denominator: number) => ({
      numerator: BigInt(numerator),
      denominator: BigInt(denominator),
    })
    expect([ratio(1, 2), ratio(49, 100), ratio(3, 2), ratio(0, 7)].map((each) => roundHalfUp(each))).toEqual([
      1, 0, 2, 0,
    ])
    expect(roundHalfUp(ratio(122_950, 1), 100)).toBe(123_000)
    expect(roundHalfUp(ratio(122_949, 1), 100)).toBe(122_900)
    expect(roundHalfUp(ratio(122_500, 1), 1000)).toBe(123_000)
  })

  it('is never more than half a step from the exact amount', () => {
    const steps = fc.constantFrom(1, 100, 1000)
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1_000_000 }), steps, (numerator, denominator, step) => {
        const exact = { numerator: BigInt(numerator), denominator: BigInt(denominator) }
        const rounded = roundHalfUp(exact, step)
        expect(rounded % step).toBe(0)
        const distance = 2n * (BigInt(rounded) * exact.denominator - exact.numerator)
        const limit = exact.denominator * BigInt(step)
        expect(distance <= limit && distance > -limit).toBe(true)
      }),
    )
  })

  it('keeps what a floating-point product would lose', () => {
    // 1.005 × 100 in floating point is 100.49999…, which would round down.
    expect(partOf(10_050, 5000)).toBe(5025)
    expect(partOf(999_999_999_999, 9999)).toBe(999_899_999_999)
    expect(partOf(3, 5000)).toBe(2)
  })
})
