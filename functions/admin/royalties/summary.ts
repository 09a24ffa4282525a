import { royaltyWords } from '../../../locales/index.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Statement } from '../../domain/royalty/statement.ts'
import { type StatementTable, titleOf } from './table.ts'

type Column = keyof (typeof royaltyWords)[Locale]['summaryColumns']

/** In their order, each with its width in characters. */
const widths = {
  ...{ number: 7, payee: 32, kind: 18, texts: 10, gross: 18, tax: 18, net: 18, signature: 26 },
} satisfies Record<Column, number>
const columns = Object.keys(widths).filter((name): name is Column => name in widths)

/** What each payee gets in the month, on one line that they sign: beside the statement in a workbook. */
export function summaryTable(statement: Statement, locale: Locale): StatementTable {
  const words = royaltyWords[locale]
  const { grossVnd, taxVnd, netVnd, inWords } = statement
  const lines = statement.payees.map((payee, index): StatementTable['rows'][number] => ({
    kind: 'line',
    cells: [
      index + 1,
      payee.name,
      words.kinds[payee.kind],
      new Set(payee.lines.map(({ article, locale: of }) => `${article} ${of}`)).size,
      ...[payee.grossVnd, payee.taxVnd, payee.netVnd],
      undefined,
    ],
  }))
  const total = [words.grandTotal, undefined, undefined, grossVnd, taxVnd, netVnd, undefined]
  const inFull = [`${words.words}: ${inWords[locale]}`, ...Array.from({ length: 6 }, () => undefined)]
  return {
    title: titleOf(statement, locale),
    sheet: words.summary,
    head: columns.map((column) => words.summaryColumns[column]),
    widths: columns.map((column) => widths[column]),
    rows: [
      ...lines,
      { kind: 'total', cells: [undefined, ...total] },
      { kind: 'total', cells: [undefined, ...inFull] },
    ],
    signatures: [
      { column: columns.indexOf('payee'), title: words.signatures.prepared },
      { column: columns.indexOf('gross'), title: words.signatures.accountant },
      { column: columns.indexOf('signature'), title: words.signatures.approved },
    ],
  }
}
