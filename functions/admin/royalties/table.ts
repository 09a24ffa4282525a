import { royaltyWords } from '../../../locales/index.ts'
import { monthName } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { dayOf } from '../../domain/royalty/calendar.ts'
import type { PayeeStatement, Statement, StatementLine } from '../../domain/royalty/statement.ts'

/** A number with decimals, as a whole number of its smallest part: `{ units: 15, places: 1 }` is 1.5. */
export interface Decimal {
  units: number
  places: number
}

/** A statement as a table: what both spreadsheet forms are made of. `day` is a local calendar day. */
export type Cell = string | number | Decimal | { day: string } | undefined

export interface StatementTable {
  title: string
  /** Its name in a workbook. */
  sheet: string
  head: string[]
  /** Of the columns in a workbook, characters. */
  widths: number[]
  rows: { kind: 'line' | 'total'; cells: Cell[] }[]
  /** Below which column, by its place, each stands. */
  signatures: { column: number; title: string }[]
}

type Words = (typeof royaltyWords)[Locale]
type Column = keyof Words['columns']

/**
 * The columns in their order, each with its width in characters. Old form: `genre` is Loại bài viết, `quantity` Số Trang or
 * Số Ảnh, `amount` Số tiền.
 */
const widths = {
  ...{ number: 7, payee: 26, kind: 18, title: 48, published: 14, genre: 26, coefficient: 16 },
  ...{ quantity: 12, unit: 16, role: 18, share: 10, amount: 16, remark: 24 },
} satisfies Record<Column, number>
const columns = Object.keys(widths).filter((name): name is Column => name in widths)

/** Who signs, and below which column: those that are wide enough for a name. */
const signers = [
  ['prepared', 'payee'],
  ['accountant', 'title'],
  ['approved', 'role'],
] as const satisfies [keyof Words['signatures'], Column][]

/** What stands before the digits of a fraction. */
function decimalSign(locale: Locale): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.1)
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
}

/** `15` tenths -> `1,5` in Vietnamese, `1.5` in English. By digits, so that no number is ever rounded for showing. */
export function decimal({ units, places }: Decimal, locale: Locale): string {
  const digits = String(units).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/u, '')
  const whole = digits.slice(0, -places)
  return fraction ? `${whole}${decimalSign(locale)}${fraction}` : whole
}

type Work = StatementLine['works'][number]

function genreOf({ genre, translatedFrom }: Work, { genres }: Words): string {
  return translatedFrom ? `${genres[genre]} (${genres[translatedFrom.genre]})` : genres[genre]
}

/** A number for one work, so that a spreadsheet can count with it; of several, how they are put together. */
function numbersOf(
  works: readonly Work[],
  show: (work: Work) => Decimal | string,
  locale: Locale,
): Decimal | string {
  const shown = works.map(show)
  const [only] = shown
  if (shown.length === 1 && only !== undefined) return only
  return shown.map((each) => (typeof each === 'string' ? each : decimal(each, locale))).join(' + ')
}

function coefficientOf({ coefficientTenths, translatedFrom }: Work, locale: Locale): Decimal | string {
  const coefficient = { units: coefficientTenths, places: 1 }
  if (!translatedFrom) return coefficient
  const part = decimal({ units: translatedFrom.basisPoints, places: 2 }, locale)
  return `${decimal(coefficient, locale)} × ${part} %`
}

const quantityOf = ({ quantity }: Work): Decimal => ({ units: quantity.halves * 5, places: 1 })

function lineCells(line: StatementLine, payee: PayeeStatement, number: number, locale: Locale) {
  const words = royaltyWords[locale]
  return {
    number,
    payee: payee.name,
    kind: words.kinds[payee.kind],
    title: line.title,
    published: line.publishedAt && { day: dayOf(line.publishedAt) },
    genre: line.works.map((each) => genreOf(each, words)).join(' + '),
    coefficient: numbersOf(line.works, (each) => coefficientOf(each, locale), locale),
    quantity: numbersOf(line.works, quantityOf, locale),
    unit: line.unitVnd,
    role: words.roles[line.role],
    share: { units: line.shareBasisPoints, places: 2 },
    amount: line.vnd,
    remark: line.reverses ? `${words.states.reversal} ${line.reverses}` : words.states[line.state],
  } satisfies Record<Column, Cell>
}

const inOrder = (cells: Partial<Record<Column, Cell>>) => columns.map((column) => cells[column])

type Sums = Pick<Statement, 'grossVnd' | 'taxVnd' | 'netVnd' | 'inWords'>

/** The sum, what is withheld of it where something is, and the net amount in words. */
function totalRows(sums: Sums, payee: string | undefined, locale: Locale): StatementTable['rows'] {
  const words = royaltyWords[locale]
  const amounts = [
    { title: payee === undefined ? words.grandTotal : words.total, amount: sums.grossVnd },
    ...(sums.taxVnd > 0
      ? [
          { title: words.tax, amount: sums.taxVnd },
          { title: words.net, amount: sums.netVnd },
        ]
      : []),
    { title: `${words.words}: ${sums.inWords[locale]}` },
  ]
  return amounts.map((cells) => ({ kind: 'total', cells: inOrder({ payee, ...cells }) }))
}

/** `Bảng kê nhuận bút – Tháng 8 năm 2019 (theo ngày phê duyệt)`. */
export function titleOf({ month, by }: Pick<Statement, 'month' | 'by'>, locale: Locale): string {
  const words = royaltyWords[locale]
  return `${words.title} – ${monthName(month, locale)} (${words.by[by]})`
}

/** The statement in the words of one language. */
export function statementTable(statement: Statement, locale: Locale): StatementTable {
  const words = royaltyWords[locale]
  let number = 0
  const rows = statement.payees.flatMap((payee): StatementTable['rows'] => {
    const lines = payee.lines.map((line) => {
      number += 1
      return { kind: 'line' as const, cells: inOrder(lineCells(line, payee, number, locale)) }
    })
    return [...lines, ...totalRows(payee, payee.name, locale)]
  })
  return {
    title: titleOf(statement, locale),
    sheet: words.sheet,
    head: columns.map((column) => words.columns[column]),
    widths: columns.map((column) => widths[column]),
    rows: [...rows, ...totalRows(statement, undefined, locale)],
    signatures: signers.map(([signer, below]) => ({
      column: columns.indexOf(below),
      title: words.signatures[signer],
    })),
  }
}
