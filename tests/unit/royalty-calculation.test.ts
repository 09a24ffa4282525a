import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { genre } from '../../functions/domain/article/article.ts'
import { amountOf, calculate, calculation } from '../../functions/domain/royalty/calculation.ts'
import { addDays, dayOf } from '../../functions/domain/royalty/calendar.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import type { RoyaltyInput } from '../../functions/domain/royalty/royalty.ts'
import {
  chooseScheme,
  plannedBaseOn,
  type RoyaltyScheme,
  royaltySchemeInput,
} from '../../functions/domain/royalty/scheme.ts'
import { aRoyalty, author, editor } from '../support/articles/royalties.ts'
import { refusal } from '../support/refusal.ts'

function versionOf(changes: Partial<RoyaltyScheme> = {}) {
  return {
    id: 'default',
    revision: 1,
    scheme: royaltySchemeInput.parse({ ...defaultRoyaltyScheme, ...changes }),
  }
}

function amountFor(day: string, changes: Partial<RoyaltyInput> = {}, scheme: Partial<RoyaltyScheme> = {}) {
  return calculate(aRoyalty(changes), versionOf(scheme), day).amountVnd
}

const news = (coefficientTenths: number) => [{ genre: 'news' as const, coefficientTenths }]
const translated = (coefficientTenths: number, basisPoints: number) => [
  {
    genre: 'translation' as const,
    coefficientTenths,
    translatedFrom: { genre: 'news' as const, basisPoints },
  },
]

/** The field that a refusal names. */
function refusedField(act: () => unknown): string | undefined {
  const refused = refusal(act)
  return refused?.fields[0]?.field ?? refused?.code
}

describe('the amount', () => {
  it.each([
    ['a news item of July 2019', amountFor('2019-07-15'), 149_000],
    ['the same a day before the base salary rose', amountFor('2019-06-30'), 139_000],
    ['coefficient 3', amountFor('2019-07-15', { works: news(30) }), 447_000],
    ['a site that pays 20 %', amountFor('2019-07-15', {}, { siteBasisPoints: 2000 }), 29_800],
    [
      'coefficient 1.5, translated at 55 %',
      amountFor('2019-07-15', { works: translated(15, 5500) }),
      122_925,
    ],
    ['a news item on the last day before July 2026', amountFor('2026-06-30'), 234_000],
    ['a news item since July 2026', amountFor('2026-07-01'), 253_000],
    ['coefficient 2.5 in July 2024', amountFor('2024-07-01', { works: news(25) }), 585_000],
  ])('of %s', (_what, amount, expected) => {
    expect(amount).toBe(expected)
  })

  it('grows with pages in halves, with photos and with the incentive', () => {
    const pages = {
      ...defaultRoyaltyScheme.genres,
      news: { ...defaultRoyaltyScheme.genres.news, quantity: 'pages' },
    }
    const byPages = { genres: pages as RoyaltyScheme['genres'] }
    expect(amountFor('2019-07-15', { pages: 2.5 }, byPages)).toBe(372_500)
    expect(
      amountFor('2019-07-15', { works: [...news(10), { genre: 'photo', coefficientTenths: 3 }], photos: 4 }),
    ).toBe(149_000 + 4 * 44_700)
    expect(amountFor('2019-07-15', { incentiveBasisPoints: 1250 })).toBe(167_625)
  })

  it('is rounded once, at the end', () => {
    const thirds = { unit: { kind: 'fixedVnd' as const, vnd: 15 } }
    // 0.1 × 15 = 1.5 twice: rounded each, they would make 4.
    expect(amountFor('2019-07-15', { works: [...news(1), ...news(1)] }, thirds)).toBe(3)
    expect(amountFor('2019-07-15', { works: translated(15, 5500) }, { rounding: 100 })).toBe(122_900)
    expect(amountFor('2019-07-15', { works: translated(15, 5500) }, { rounding: 1000 })).toBe(123_000)
  })

  it('goes by a fixed unit where the scheme has one, and then needs no base salary', () => {
    expect(amountFor('2019-07-15', {}, { unit: { kind: 'fixedVnd', vnd: 200_000 }, baseSalaries: [] })).toBe(
      200_000,
    )
  })

  it('follows from the factors that are kept with it, for everything that can be paid', () => {
    const genres = fc.constantFrom(...genre.exclude(['translation', 'document']).options)
    const factor = fc.integer({ min: 4000, max: 6500 })
    const works = fc.array(
      fc.oneof(
        fc.record({ genre: genres, coefficientTenths: fc.integer({ min: 0, max: 100 }) }),
        fc.record({
          genre: fc.constant('translation' as const),
          coefficientTenths: fc.integer({ min: 0, max: 100 }),
          translatedFrom: fc.record({ genre: genres, basisPoints: factor }),
        }),
      ),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(
        works,
        fc.nat({ max: 100 }).map((halves) => halves / 2),
        fc.nat({ max: 50 }),
        fc.nat({ max: 10_000 }),
        fc.nat({ max: 10_000 }),
        fc.constantFrom(1 as const, 100 as const, 1000 as const),
        (of, pages, photos, incentiveBasisPoints, siteBasisPoints, rounding) => {
          const input = aRoyalty({ works: of, pages, photos, incentiveBasisPoints })
          const made = calculate(input, versionOf({ siteBasisPoints, rounding }), '2019-07-15')
          const read = calculation.parse(JSON.parse(JSON.stringify(made)))
          expect(amountOf(read)).toBe(made.amountVnd)
          expect(made.payments.map(({ vnd }) => vnd)).toEqual([made.amountVnd])
          expect(Number.isSafeInteger(made.amountVnd) && made.amountVnd % rounding === 0).toBe(true)
        },
      ),
    )
  })

  it('keeps every factor that it was computed from', () => {
    const made = calculate(aRoyalty({ works: translated(15, 5500) }), versionOf(), '2019-07-15')
    expect(made).toMatchObject({
      day: '2019-07-15',
      scheme: { id: 'default', revision: 1 },
      unit: { kind: 'percentOfBase', basisPoints: 1000 },
      base: { effectiveFrom: '2019-07-01', vnd: 1_490_000 },
      unitVnd: 149_000,
      works: [{ maxCoefficientTenths: 100, quantity: { of: 'one', halves: 2 } }],
      siteBasisPoints: 10_000,
      incentiveBasisPoints: 0,
      rounding: 1,
      amountVnd: 122_925,
    })
  })
})

describe('what the scheme does not allow', () => {
  const refused = (changes: Partial<RoyaltyInput>, scheme: Partial<RoyaltyScheme> = {}) =>
    refusedField(() => amountFor('2019-07-15', changes, scheme))

  it('is a coefficient above the maximum of the genre, or of what was translated', () => {
    expect(refused({ works: news(100) })).toBeUndefined()
    expect(refused({ works: news(101) })).toBe('works.0.coefficientTenths')
    expect(refused({ works: translated(101, 5500) })).toBe('works.0.coefficientTenths')
    expect(refused({ works: [...news(10), { genre: 'document', coefficientTenths: 1 }] })).toBe(
      'works.1.coefficientTenths',
    )
  })

  it('is a translation paid below 40 % or above 65 %, and too high an incentive', () => {
    expect(refused({ works: translated(10, 3999) })).toBe('works.0.translatedFrom.basisPoints')
    expect(refused({ works: translated(10, 6501) })).toBe('works.0.translatedFrom.basisPoints')
    expect(refused({ incentiveBasisPoints: 501 }, { maxIncentiveBasisPoints: 500 })).toBe(
      'incentiveBasisPoints',
    )
  })

  it('is a day without a base salary', () => {
    expect(refusedField(() => amountFor('2012-04-30'))).toBe('conflict')
  })
})

describe('remuneration (thù lao) of editors and approvers', () => {
  const both = [
    { payee: author, role: 'author', shareBasisPoints: 10_000 },
    { payee: editor, role: 'editor', shareBasisPoints: 10_000 },
  ] satisfies RoyaltyInput['contributions']

  it('is a part of the royalty beside it, shared by themselves', () => {
    const made = calculate(
      aRoyalty({ contributions: both }),
      versionOf({ remunerationBasisPoints: 1500 }),
      '2019-07-15',
    )
    expect(made).toMatchObject({ amountVnd: 149_000, remunerationVnd: 22_350 })
    expect(made.payments.map(({ role, vnd }) => [role, vnd])).toEqual([
      ['author', 149_000],
      ['editor', 22_350],
    ])
  })

  it('is refused where the scheme pays none', () => {
    expect(refusedField(() => amountFor('2019-07-15', { contributions: both }))).toBe('contributions')
  })

  it('is never more for one of the staff than the royalty of the authors', () => {
    const small = both.with(0, { ...both[0]!, shareBasisPoints: 1000 })
    const pays = (remunerationBasisPoints: number) =>
      refusedField(() => amountFor('2019-07-15', { contributions: small }, { remunerationBasisPoints }))
    expect(pays(1000)).toBeUndefined()
    expect(pays(1001)).toBe('contributions')
  })
})

describe('a scheme', () => {
  it('counts a base salary that is in force, never one that is only planned', () => {
    const announced = { effectiveFrom: '2027-07-01', vnd: 2_700_000, status: 'planned' as const }
    const baseSalaries = [...defaultRoyaltyScheme.baseSalaries, announced]
    expect(amountFor('2027-08-01', {}, { baseSalaries })).toBe(253_000)
    const { scheme } = versionOf({ baseSalaries })
    expect(plannedBaseOn(scheme, '2027-08-01')).toMatchObject({ vnd: 2_700_000 })
    expect(plannedBaseOn(scheme, '2027-06-30')).toBeUndefined()
    const confirmed = [...defaultRoyaltyScheme.baseSalaries, { ...announced, status: 'inForce' as const }]
    expect(amountFor('2027-08-01', {}, { baseSalaries: confirmed })).toBe(270_000)
  })

  it('is chosen by the day that counts: of publication, or of approval', () => {
    const old = { ...versionOf({ effectiveTo: '2019-12-31' }), id: 'old' }
    const current = { ...versionOf({ effectiveFrom: '2020-01-01', dateBy: 'approved' }), id: 'current' }
    const chosen = (published: string | undefined, approved: string, id?: string) => {
      const { version, day } = chooseScheme([old, current], { published, approved }, id)
      return [version.id, day]
    }
    expect(chosen('2019-07-15', '2019-08-01')).toEqual(['old', '2019-07-15'])
    expect(chosen('2019-12-31', '2020-01-05')).toEqual(['current', '2020-01-05'])
    expect(chosen('2019-12-31', '2020-01-05', 'old')).toEqual(['old', '2019-12-31'])
    expect(chosen(undefined, '2019-12-31')).toEqual(['old', '2019-12-31'])
    expect(refusedField(() => chosen('2010-01-01', '2010-01-02'))).toBe('conflict')
    expect(refusedField(() => chosen('2020-05-01', '2020-05-02', 'old'))).toBe('conflict')
  })

  it('names every genre of the newsroom, and refuses one that it does not know', () => {
    const { news: _, ...without } = defaultRoyaltyScheme.genres
    const parse = (genres: object) =>
      royaltySchemeInput.safeParse({ ...defaultRoyaltyScheme, genres }).success
    expect(Object.keys(defaultRoyaltyScheme.genres)).toEqual(
      genre.options.filter((each) => each !== 'translation'),
    )
    expect(parse(without)).toBe(false)
    expect(parse({ ...defaultRoyaltyScheme.genres, gossip: defaultRoyaltyScheme.genres.news })).toBe(false)
  })

  it.each([
    ['a part of a đồng', { unit: { kind: 'fixedVnd', vnd: 0.5 } }],
    ['a term longer than the law allows', { dueDays: 61 }],
    ['another rounding', { rounding: 10 }],
    [
      'a usual coefficient above the maximum',
      {
        genres: {
          ...defaultRoyaltyScheme.genres,
          news: { maxCoefficientTenths: 1, usualCoefficientTenths: 2, quantity: 'one' },
        },
      },
    ],
    [
      'two base salaries from one day',
      { baseSalaries: [1, 2].map((vnd) => ({ effectiveFrom: '2020-01-01', vnd, status: 'inForce' })) },
    ],
    ['an end before its beginning', { effectiveTo: '2014-05-31' }],
  ])('refuses %s', (_what, changes) => {
    expect(royaltySchemeInput.safeParse({ ...defaultRoyaltyScheme, ...changes }).success).toBe(false)
  })
})

describe('the local calendar', () => {
  it('begins its days at 17:00 UTC', () => {
    expect(dayOf('2019-06-30T16:59:59.999Z')).toBe('2019-06-30')
    expect(dayOf('2019-06-30T17:00:00.000Z')).toBe('2019-07-01')
  })

  it('counts days over months and leap days', () => {
    expect(addDays('2019-07-15', 60)).toBe('2019-09-13')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2019-12-31', 1)).toBe('2020-01-01')
  })
})
