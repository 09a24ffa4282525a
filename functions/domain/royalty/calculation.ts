import * as z from 'zod'
import { genre } from '../article/article.ts'
import { day } from '../date-schemas.ts'
import { wrongFields } from '../errors.ts'
import { type Refusal, refusal, says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import {
  allot,
  basisPoints,
  partOf,
  type Ratio,
  roundHalfUp,
  signedVnd,
  vnd,
  wholeBasisPoints,
} from './money.ts'
import { payeeId } from './payee.ts'
import {
  originalGenre,
  quantityKind,
  type RoyaltyScheme,
  rounding,
  type SchemeVersion,
  schemeId,
  tax,
  tenths,
  unit,
  unitOf,
  unitOn,
} from './scheme.ts'

/** One thing that is paid for: the text, its photos. `genre` is what the old form calls Loại bài viết. */
export const work = z
  .strictObject({
    genre,
    coefficientTenths: tenths,
    /** Of a translation: the genre of what was translated, and the part of its royalty (0.40 to 0.65 by the decree). */
    translatedFrom: z.strictObject({ genre: originalGenre, basisPoints }).optional(),
  })
  .refine((it) => (it.genre === 'translation') === (it.translatedFrom !== undefined), {
    path: ['translatedFrom'],
    error: says('only_translations'),
  })
export type Work = z.infer<typeof work>

/** Who did what part. Creators share the royalty (nhuận bút), editors and approvers the remuneration (thù lao). */
export const contribution = z.strictObject({
  payee: payeeId,
  role: z.enum(['author', 'photographer', 'translator', 'editor', 'approver']),
  shareBasisPoints: basisPoints,
})
export type Contribution = z.infer<typeof contribution>

export function isCreator({ role }: Pick<Contribution, 'role'>): boolean {
  return role !== 'editor' && role !== 'approver'
}

/** What is written down to pay for a text. */
export interface Measures {
  works: readonly Work[]
  /** Số Trang, in steps of half a page. */
  pages: number
  /** Số Ảnh. */
  photos: number
  incentiveBasisPoints: number
  contributions: readonly Contribution[]
}

/** An amount with everything it was computed from; kept whole in an approved royalty. `amountVnd` is Số tiền. */
export const calculation = shapeOf(
  z.object({
    /** The local day that decided the rate. */
    day,
    scheme: z.object({ id: schemeId, revision: z.int().min(0) }),
    unit,
    base: z.object({ effectiveFrom: day, vnd }).optional(),
    /** Value of coefficient 1 in whole đồng; the amount is computed from `unit` and `base` exactly. */
    unitVnd: vnd,
    works: z.array(
      z.object({
        ...work.shape,
        maxCoefficientTenths: tenths,
        /** How many of what, in halves: 3 pages are 6. */
        quantity: z.object({ of: quantityKind, halves: z.int().min(0) }),
      }),
    ),
    siteBasisPoints: basisPoints,
    incentiveBasisPoints: basisPoints,
    rounding,
    amountVnd: signedVnd,
    remunerationBasisPoints: basisPoints,
    remunerationVnd: signedVnd,
    payments: z.array(z.object({ ...contribution.shape, vnd: signedVnd })),
    dueDays: z.int(),
    tax,
  }),
)
export type Calculation = z.infer<typeof calculation>

function refuse(field: string, message: Refusal): never {
  throw wrongFields([{ field, message }])
}

/** A work with the rule of its genre. Throws `invalid` above the genre's maximum, and for a factor out of bounds. */
function judged(each: Work, index: number, { pages, photos }: Measures, scheme: RoyaltyScheme) {
  const original = originalGenre.parse(each.translatedFrom?.genre ?? each.genre)
  const rule = scheme.genres[original]
  if (!rule) refuse(`works.${index}.genre`, refusal('no_genre_in_scheme', { genre: original }))
  const { maxCoefficientTenths, quantity: of } = rule
  if (each.coefficientTenths > maxCoefficientTenths) {
    const given = { tenths: String(each.coefficientTenths), max: String(maxCoefficientTenths) }
    refuse(`works.${index}.coefficientTenths`, refusal('coefficient_too_high', { ...given, genre: original }))
  }
  const factor = each.translatedFrom?.basisPoints
  const { minBasisPoints, maxBasisPoints } = scheme.translation
  if (factor !== undefined && (factor < minBasisPoints || factor > maxBasisPoints)) {
    const message = refusal('translation_part', {
      value: String(factor),
      min: String(minBasisPoints),
      max: String(maxBasisPoints),
    })
    refuse(`works.${index}.translatedFrom.basisPoints`, message)
  }
  const halves = { one: 2, pages: pages * 2, photos: photos * 2 }[of]
  return { ...each, maxCoefficientTenths, quantity: { of, halves } }
}

type Factors = Pick<
  Calculation,
  'unit' | 'base' | 'works' | 'siteBasisPoints' | 'incentiveBasisPoints' | 'rounding'
>

/** Σ coefficient × quantity × unit × site × translation × (1 + incentive), exact, rounded once at the end. */
export function amountOf({ works, ...factors }: Factors): number {
  const exactUnit = unitOf(factors.unit, factors.base)
  const whole = BigInt(wholeBasisPoints)
  const sum = works.reduce((total, each) => {
    const translation = BigInt(each.translatedFrom?.basisPoints ?? wholeBasisPoints)
    return total + BigInt(each.coefficientTenths) * BigInt(each.quantity.halves) * translation
  }, 0n)
  const exact: Ratio = {
    numerator:
      sum *
      exactUnit.numerator *
      BigInt(factors.siteBasisPoints) *
      BigInt(wholeBasisPoints + factors.incentiveBasisPoints),
    // Tenths of a coefficient, halves of a quantity, and three factors in basis points.
    denominator: 10n * 2n * whole * exactUnit.denominator * whole * whole,
  }
  return roundHalfUp(exact, factors.rounding)
}

function paymentsOf(contributions: readonly Contribution[], amount: number, remuneration: number) {
  const creators = contributions.filter(isCreator)
  const staff = contributions.filter((each) => !isCreator(each))
  const divide = (group: Contribution[], whole: number) => {
    const parts = allot(
      whole,
      group.map(({ shareBasisPoints }) => shareBasisPoints),
    )
    return group.map((each, index) => ({ ...each, vnd: parts[index] ?? 0 }))
  }
  return [...divide(creators, amount), ...divide(staff, remuneration)]
}

/** Decree 18/2014/NĐ-CP: what creators get must not be lower than what anyone on the staff gets for the same text. */
function requireFairness(payments: Calculation['payments']): void {
  const creators = payments.filter(isCreator).reduce((sum, each) => sum + each.vnd, 0)
  const staff = new Map<string, number>()
  for (const each of payments.filter((payment) => !isCreator(payment)))
    staff.set(each.payee, (staff.get(each.payee) ?? 0) + each.vnd)
  const highest = Math.max(0, ...staff.values())
  if (highest > creators) {
    const message = refusal('unfair_remuneration', { staff: highest, authors: creators })
    refuse('contributions', message)
  }
}

/** Computes the royalty of a text on a day. Throws `invalid` with the field for what the scheme does not allow. */
export function calculate(
  measures: Measures,
  { id, revision, scheme }: SchemeVersion,
  onDay: string,
): Calculation {
  if (measures.incentiveBasisPoints > scheme.maxIncentiveBasisPoints) {
    const message = refusal('incentive_too_high', {
      value: String(measures.incentiveBasisPoints),
      max: String(scheme.maxIncentiveBasisPoints),
    })
    refuse('incentiveBasisPoints', message)
  }
  if (scheme.remunerationBasisPoints === 0 && measures.contributions.some((each) => !isCreator(each))) {
    refuse('contributions', refusal('no_remuneration'))
  }
  const { base, vnd: unitVnd } = unitOn(scheme, onDay)
  const { siteBasisPoints, remunerationBasisPoints, dueDays, rounding } = scheme
  const factors = {
    unit: scheme.unit,
    ...(base && { base }),
    works: measures.works.map((each, index) => judged(each, index, measures, scheme)),
    siteBasisPoints,
    incentiveBasisPoints: measures.incentiveBasisPoints,
    rounding,
  }
  const amountVnd = amountOf(factors)
  const remunerationVnd = partOf(amountVnd, remunerationBasisPoints, rounding)
  const payments = paymentsOf(measures.contributions, amountVnd, remunerationVnd)
  requireFairness(payments)
  return {
    day: onDay,
    scheme: { id, revision },
    ...factors,
    unitVnd,
    amountVnd,
    remunerationBasisPoints,
    remunerationVnd,
    payments,
    dueDays,
    tax: scheme.tax,
  }
}
