import * as z from 'zod'
import { genre } from '../article/article.ts'
import { day } from '../date-schemas.ts'
import { AppError } from '../errors.ts'
import { refusal, says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { line } from '../text-schemas.ts'
import { basisPoints, type Ratio, roundHalfUp, vnd, wholeBasisPoints } from './money.ts'

/**
 * A royalty scheme (chế độ nhuận bút): every number that pay is computed from, as data, because each of them is a decision
 * of the agency or of the State and changes. Its revisions are its versions; an approved royalty holds all it was computed
 * from and does not follow them.
 */
export const schemeId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, { error: says('form_scheme') })
export const defaultSchemeId = 'default'

/** Genres that are paid by a coefficient of their own. A translation is paid as a part of what it translates. */
export const originalGenre = genre.exclude(['translation'])
export type OriginalGenre = z.infer<typeof originalGenre>

/** What the coefficient is multiplied by: nothing, pages (Số Trang) or photos (Số Ảnh). */
export const quantityKind = z.enum(['one', 'pages', 'photos'])

/** Coefficients (hệ số) are counted in tenths: 15 is 1.5. */
export const tenths = z.int().min(0).max(1000)

const genreRule = z
  .strictObject({ maxCoefficientTenths: tenths, usualCoefficientTenths: tenths, quantity: quantityKind })
  .refine((rule) => rule.usualCoefficientTenths <= rule.maxCoefficientTenths, {
    path: ['usualCoefficientTenths'],
    error: says('usual_above_max'),
  })

/** The value of coefficient 1: a part of the base salary (lương cơ sở), or an amount. */
export const unit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentOfBase'), basisPoints }),
  z.strictObject({ kind: z.literal('fixedVnd'), vnd }),
])

const baseSalary = z.strictObject({
  effectiveFrom: day,
  vnd,
  /** Only `inForce` counts: rates have been announced that never came (1,600,000 for July 2020). */
  status: z.enum(['planned', 'inForce']),
  /** The decree that sets it. */
  decree: line(100).optional(),
})

/**
 * Withholding of personal income tax from outside contributors. Off until the accountant confirms it: 10 % from 2,000,000
 * VND is Circular 111/2013/TT-BTC, and the law has been changing since 2026.
 */
export const tax = z.strictObject({ withhold: z.boolean(), basisPoints, fromVnd: vnd })

export const rounding = z.union([z.literal(1), z.literal(100), z.literal(1000)])

export const royaltySchemeInput = z
  .strictObject({
    name: line(200),
    /** The days for which it may be chosen. */
    effectiveFrom: day,
    effectiveTo: day.optional(),
    unit,
    baseSalaries: z
      .array(baseSalary)
      .max(100)
      .refine((all) => new Set(all.map((each) => each.effectiveFrom)).size === all.length, {
        error: says('base_salary_twice'),
      }),
    genres: z.record(originalGenre, genreRule),
    translation: z
      .strictObject({
        minBasisPoints: basisPoints,
        usualBasisPoints: basisPoints,
        maxBasisPoints: basisPoints,
      })
      .refine((it) => it.minBasisPoints <= it.usualBasisPoints && it.usualBasisPoints <= it.maxBasisPoints, {
        error: says('parts_decrease'),
      }),
    /** Part of the full royalty that this site pays: all of it on a portal, 20 % on some departments' sites. */
    siteBasisPoints: basisPoints,
    /** Highest incentive, such as for a text written directly in a foreign language. */
    maxIncentiveBasisPoints: basisPoints,
    /** The smallest amount that is paid, in đồng. */
    rounding,
    /** Which day decides the base salary and the scheme. */
    dateBy: z.enum(['published', 'approved']),
    /** Thù lao: what editors and approvers share, as a part of the royalty and beside it. 0 pays them nothing. */
    remunerationBasisPoints: basisPoints,
    /** Letters, digits, punctuation and spaces that make one A4 page when pages are counted. */
    charactersPerPage: z.int().min(100).max(20_000),
    /** Days after publication until which royalties must be paid: at most 60 (Decree 18/2014/NĐ-CP). */
    dueDays: z.int().min(1).max(60),
    tax,
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === undefined || effectiveFrom <= effectiveTo, {
    path: ['effectiveTo'],
    error: says('before_effective'),
  })
export const royaltyScheme = shapeOf(royaltySchemeInput)
export type RoyaltyScheme = z.infer<typeof royaltyScheme>

/** A scheme and which revision of it; 0 is the one that the product comes with. */
export interface SchemeVersion {
  id: string
  revision: number
  scheme: RoyaltyScheme
}

/** The local days that may decide a rate; a text that was never published has only that of its approval. */
export interface Days {
  published: string | undefined
  approved: string
}

function countedDay({ dateBy }: RoyaltyScheme, { published, approved }: Days): string {
  return dateBy === 'published' ? (published ?? approved) : approved
}

/**
 * The scheme to pay by and the day that decides its rates: the scheme of that id, or else the one that came into force
 * last. Throws `conflict` where none is in force on its day.
 */
export function chooseScheme(versions: readonly SchemeVersion[], days: Days, id?: string) {
  const [last] = versions
    .filter((version) => id === undefined || version.id === id)
    .map((version) => ({ version, day: countedDay(version.scheme, days) }))
    .filter(({ version: { scheme }, day: onDay }) => {
      return scheme.effectiveFrom <= onDay && onDay <= (scheme.effectiveTo ?? onDay)
    })
    .toSorted((a, b) => b.version.scheme.effectiveFrom.localeCompare(a.version.scheme.effectiveFrom))
  if (last) return last
  const day = days.published ?? days.approved
  const why = id === undefined ? refusal('no_scheme', { day }) : refusal('scheme_not_in_force', { id, day })
  throw new AppError('conflict', why)
}

function latestBase({ baseSalaries }: RoyaltyScheme, onDay: string, status: 'planned' | 'inForce') {
  return baseSalaries
    .filter((each) => each.status === status && each.effectiveFrom <= onDay)
    .toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0]
}

/** The base salary of a day. Throws `conflict` where none is in force. */
function baseOn(scheme: RoyaltyScheme, onDay: string) {
  const base = latestBase(scheme, onDay, 'inForce')
  if (!base) throw new AppError('conflict', refusal('no_base_salary', { day: onDay }))
  return { effectiveFrom: base.effectiveFrom, vnd: base.vnd }
}

/** A base salary that was announced for this day or before, after the one that counts, and never confirmed. */
export function plannedBaseOn(scheme: RoyaltyScheme, onDay: string) {
  if (scheme.unit.kind === 'fixedVnd') return undefined
  const planned = latestBase(scheme, onDay, 'planned')
  const inForce = latestBase(scheme, onDay, 'inForce')
  return planned && (!inForce || inForce.effectiveFrom < planned.effectiveFrom) ? planned : undefined
}

/** Value of coefficient 1, exactly. `base` is the monthly base salary in VND, where the scheme goes by it. */
export function unitOf(of: RoyaltyScheme['unit'], base: { vnd: number } | undefined): Ratio {
  if (of.kind === 'fixedVnd') return { numerator: BigInt(of.vnd), denominator: 1n }
  return {
    numerator: BigInt(base?.vnd ?? 0) * BigInt(of.basisPoints),
    denominator: BigInt(wholeBasisPoints),
  }
}

/** What decides the unit value on a day, and the value in whole đồng for showing. */
export function unitOn(scheme: RoyaltyScheme, onDay: string) {
  const base = scheme.unit.kind === 'percentOfBase' ? baseOn(scheme, onDay) : undefined
  return { base, vnd: roundHalfUp(unitOf(scheme.unit, base)) }
}
