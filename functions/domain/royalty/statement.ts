import { AppError } from '../errors.ts'
import { defaultLocale, type Locale, perLocale } from '../locale.ts'
import { refusal } from '../rules.ts'
import { amountInWords } from './amount-in-words.ts'
import type { Calculation } from './calculation.ts'
import { partOf } from './money.ts'
import { monthsOf, type Royalty } from './royalty.ts'

/**
 * By which month a statement gathers royalties: that of their approval, so that a statement once signed never changes
 * (what is approved late or reversed stands in the month in which that was done), or that of the texts' publication.
 */
export const statementBasis = ['approved', 'published'] as const
export type StatementBasis = (typeof statementBasis)[number]

/** One payment for one text. */
export interface StatementLine {
  royalty: string
  reverses?: string
  article: string
  locale: Locale
  title: string
  publishedAt?: string
  role: Calculation['payments'][number]['role']
  shareBasisPoints: number
  unitVnd: number
  works: Calculation['works']
  state: Royalty['state']
  vnd: number
}

export interface PayeeStatement {
  payee: string
  name: string
  kind: 'staff' | 'outside'
  lines: StatementLine[]
  grossVnd: number
  taxVnd: number
  netVnd: number
  /** The net amount. */
  inWords: Record<Locale, string>
}

/** Bảng kê nhuận bút of one month. */
export interface Statement {
  month: string
  by: StatementBasis
  payees: PayeeStatement[]
  grossVnd: number
  taxVnd: number
  netVnd: number
  inWords: Record<Locale, string>
}

interface Paid {
  line: StatementLine
  payee: { id: string; name: string; kind: 'staff' | 'outside' }
  tax: Calculation['tax']
}

function paidBy({ id, article, locale, text, state, reverses, approval }: Royalty): Paid[] {
  if (!approval) return []
  const { payments, unitVnd, works, tax } = approval.calculation
  return payments.map(({ payee: payeeId, role, shareBasisPoints, vnd }) => {
    const payee = approval.payees.find((each) => each.id === payeeId)
    if (!payee) throw new AppError('not_found', refusal('unnamed_payee', { royalty: id, payee: payeeId }))
    const line = {
      royalty: id,
      ...(reverses && { reverses }),
      article,
      locale,
      title: text.title,
      ...(text.publishedAt && { publishedAt: text.publishedAt }),
      role,
      shareBasisPoints,
      unitVnd,
      works,
      state,
      vnd,
    }
    return { line, payee, tax }
  })
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/**
 * Withheld from what one outside contributor gets in the month, under each tax rule by itself. Nothing is given back for
 * what is reversed in a later month: that is between the office and the tax authority.
 */
function taxOn(paid: readonly Paid[]): number {
  const groups = Map.groupBy(
    paid.filter(({ payee, tax }) => payee.kind === 'outside' && tax.withhold),
    ({ tax }) => `${tax.basisPoints} ${tax.fromVnd}`,
  )
  return sumOf(
    [...groups.values()].map((group) => {
      const gross = sumOf(group.map(({ line }) => line.vnd))
      const [rule] = group
      return rule && gross > 0 && gross >= rule.tax.fromVnd ? partOf(gross, rule.tax.basisPoints) : 0
    }),
  )
}

function payeeStatement(paid: readonly Paid[], payee: Paid['payee']): PayeeStatement {
  const grossVnd = sumOf(paid.map(({ line }) => line.vnd))
  const taxVnd = taxOn(paid)
  const netVnd = grossVnd - taxVnd
  return {
    payee: payee.id,
    name: payee.name,
    kind: payee.kind,
    lines: paid.map(({ line }) => line),
    grossVnd,
    taxVnd,
    netVnd,
    inWords: perLocale((locale) => amountInWords(netVnd, locale)),
  }
}

/** The statement of a month, from records that may also belong to others. Names and texts are in the order of Vietnamese. */
export function composeStatement(
  month: string,
  by: StatementBasis,
  royalties: readonly Royalty[],
): Statement {
  const order = new Intl.Collator(defaultLocale).compare
  const paid = royalties
    .filter((royalty) => monthsOf(royalty)[by] === month)
    .toSorted((a, b) => (a.approval?.at ?? '').localeCompare(b.approval?.at ?? '') || order(a.id, b.id))
    .flatMap(paidBy)
  const groups = [...Map.groupBy(paid, ({ payee }) => payee.id).values()]
  const payees = groups
    .flatMap((group) => {
      // The name by which they were last known.
      const payee = group.at(-1)?.payee
      return payee ? [payeeStatement(group, payee)] : []
    })
    .toSorted((a, b) => order(a.name, b.name) || order(a.payee, b.payee))
  const netVnd = sumOf(payees.map((each) => each.netVnd))
  return {
    month,
    by,
    payees,
    grossVnd: sumOf(payees.map((each) => each.grossVnd)),
    taxVnd: sumOf(payees.map((each) => each.taxVnd)),
    netVnd,
    inWords: perLocale((locale) => amountInWords(netVnd, locale)),
  }
}
