import { type RoyaltyScheme, royaltySchemeInput } from './scheme.ts'

const rule = (
  maxCoefficientTenths: number,
  usualCoefficientTenths: number,
  quantity: 'one' | 'pages' | 'photos' = 'one',
) => ({ maxCoefficientTenths, usualCoefficientTenths, quantity })

const inForce = (effectiveFrom: string, vnd: number, decree: string) => ({
  effectiveFrom,
  vnd,
  decree,
  status: 'inForce' as const,
})

/**
 * Where an agency starts, until an administrator replaces it. Maximum coefficients and the unit of 10 % of the base salary
 * are those of Decree 18/2014/NĐ-CP, Article 7, which state portals apply by their own decision; usual coefficients are
 * common practice, and so is a limit for compiled texts, which the decree does not name. A feature (bài phản ánh) counts as
 * reportage.
 */
export const defaultRoyaltyScheme: RoyaltyScheme = royaltySchemeInput.parse({
  name: 'Nghị định 18/2014/NĐ-CP',
  effectiveFrom: '2014-06-01',
  unit: { kind: 'percentOfBase', basisPoints: 1000 },
  baseSalaries: [
    inForce('2012-05-01', 1_050_000, '31/2012/NĐ-CP'),
    inForce('2013-07-01', 1_150_000, '66/2013/NĐ-CP'),
    inForce('2016-05-01', 1_210_000, '47/2016/NĐ-CP'),
    inForce('2017-07-01', 1_300_000, '47/2017/NĐ-CP'),
    inForce('2018-07-01', 1_390_000, '72/2018/NĐ-CP'),
    inForce('2019-07-01', 1_490_000, '38/2019/NĐ-CP'),
    inForce('2023-07-01', 1_800_000, '24/2023/NĐ-CP'),
    inForce('2024-07-01', 2_340_000, '73/2024/NĐ-CP'),
    inForce('2026-07-01', 2_530_000, '161/2026/NĐ-CP'),
  ],
  genres: {
    news: rule(100, 10),
    qa: rule(100, 10),
    photo: rule(100, 3, 'photos'),
    drawing: rule(100, 10),
    feature: rule(300, 20),
    commentary: rule(300, 30),
    reportage: rule(300, 30),
    interview: rule(300, 30),
    literature: rule(300, 30),
    research: rule(300, 30),
    media: rule(500, 30),
    compiled: rule(100, 2),
    document: rule(0, 0),
  },
  translation: { minBasisPoints: 4000, usualBasisPoints: 5500, maxBasisPoints: 6500 },
  siteBasisPoints: 10_000,
  maxIncentiveBasisPoints: 10_000,
  rounding: 1,
  dateBy: 'published',
  remunerationBasisPoints: 0,
  charactersPerPage: 1800,
  dueDays: 60,
  tax: { withhold: false, basisPoints: 1000, fromVnd: 2_000_000 },
} satisfies RoyaltyScheme)
