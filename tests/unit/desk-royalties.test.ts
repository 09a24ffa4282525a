import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOf, inputOf, sharesOf } from '../../functions/desk/royalties/draft.ts'
import { decimalOf, unitsOf, vndOf } from '../../functions/desk/royalties/money.ts'
import { aRoyalty, author, editor } from '../support/articles/royalties.ts'

describe('a number that somebody types', () => {
  it.each([
    ['1,5', 1, 15],
    ['1.5', 1, 15],
    ['2', 1, 20],
    ['33,33', 2, 3333],
    ['100', 2, 10_000],
    [' 7 ', 0, 7],
  ])('%j is %i digits after the sign, %i units', (text, places, units) => {
    expect(unitsOf(text, places)).toBe(units)
  })

  it.each(['', 'hai', '-1', '1,55', '1,5,5', '1e3', '1 5'])('%j is none with one digit', (text) => {
    expect(unitsOf(text, 1)).toBeUndefined()
  })

  it('is read as it is shown, in either language', () => {
    const units = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(units, fc.constantFrom(0, 1, 2), fc.constantFrom('vi', 'en'), (count, places, locale) => {
        expect(unitsOf(decimalOf(count, places, locale), places)).toBe(count)
      }),
    )
  })
})

describe('an amount that somebody types', () => {
  it.each(['2340000', '2.340.000', '2,340,000', '2 340 000', '2.340.000 đ', '2,340,000 VND'])(
    '%j is 2,340,000 đồng',
    (text) => {
      expect(vndOf(text)).toBe(2_340_000)
    },
  )

  it.each(['2.340,5', '2,5', '2.34', '1.0000', '-5', 'năm', ''])('%j is none', (text) => {
    expect(vndOf(text)).toBeUndefined()
  })
})

describe('a proposal that is being written', () => {
  it('is sent as it was read', () => {
    const input = aRoyalty({ pages: 2.5, note: 'Ghi chú', scheme: 'default' })
    expect(inputOf(draftOf(input))).toEqual(input)
  })

  it('is not sent while a number is none, or nobody is chosen for a share', () => {
    const draft = draftOf(aRoyalty())
    expect(inputOf({ ...draft, pages: undefined })).toBeUndefined()
    const [share] = draft.contributions
    if (!share) throw new Error('there is no share')
    expect(inputOf({ ...draft, contributions: [{ ...share, payee: undefined }] })).toBeUndefined()
    const works = [{ genre: 'news' as const, coefficientTenths: undefined }]
    expect(inputOf({ ...draft, works })).toBeUndefined()
  })

  it('sums up what is shared of the royalty and of the remuneration apart', () => {
    const contributions = [
      { payee: author, role: 'author' as const, shareBasisPoints: 6_000 },
      { payee: editor, role: 'editor' as const, shareBasisPoints: 10_000 },
    ]
    expect(sharesOf(draftOf(aRoyalty({ contributions })))).toEqual({ creators: 6_000, staff: 10_000 })
    expect(sharesOf(draftOf(aRoyalty()))).toEqual({ creators: 10_000, staff: undefined })
  })
})
