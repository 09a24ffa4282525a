import writeXlsxFile, { type Row } from 'write-excel-file/node'
import { accessWords } from '../../../locales/index.ts'
import { dateline, monthName, shortDate } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import type { AccessReport } from '../../domain/people/access.ts'
import { onPaper } from '../spreadsheet-paper.ts'

const border = { borderStyle: 'thin', borderColor: '#808080', alignVertical: 'top', wrap: true } as const
const widths = [5, 28, 18, 30, 24, 34, 30]
/** Rows above the first line; the last of them has the names of the columns. */
const headRows = 5

interface Spoken {
  words: Locale
  organisation: string
  sectionNames: ReadonlyMap<string, string>
}

/** The report as an Excel workbook (ECMA-376), ready to be printed on A4 and signed. Text is always typed as text, never computed. */
export async function accessWorkbook(
  { month, at, isComplete, people, digest }: AccessReport,
  { words: locale, organisation, sectionNames }: Spoken,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = accessWords[locale]
  const line = (value: string, more: object = {}): Row => [
    { type: String, value, columnSpan: widths.length, wrap: true, ...more },
  ]
  const cells = (values: readonly string[], more: object = {}): Row =>
    values.map((value) => ({ ...border, type: String, value, ...more }))
  const dayOf = (day: string | undefined) => (day ? shortDate(`${day}T00:00:00+07:00`, locale) : '')
  const spanOf = (from: string | undefined, until: string | undefined) =>
    from || until ? `${dayOf(from)} – ${dayOf(until)}` : words.always
  const rows = people.map(
    (each, index): Row => [
      { ...border, type: Number, value: index + 1 },
      ...cells([
        each.name,
        words.roles[each.role],
        each.sections?.map((id) => sectionNames.get(id) ?? id).join(', ') ?? words.every_section,
        spanOf(each.from, each.until),
        each.given ? `${each.given.by.name}, ${dateline(each.given.at, locale)}` : words.set_up,
        each.id,
      ]),
    ],
  )
  const state = isComplete ? words.complete : words.incomplete.replace('{{at}}', dateline(at, locale))
  const data: Row[] = [
    line(organisation, { fontSize: 11, fontWeight: 'bold' }),
    line(`${words.title}: ${monthName(month, locale)}`, { fontSize: 14, fontWeight: 'bold' }),
    line(state),
    [],
    cells(Object.values(words.columns), { fontWeight: 'bold', align: 'center' }),
    ...rows,
    [],
    line(`${words.digest}: ${digest}`),
  ]
  const columns = widths.map((width) => ({ width }))
  const book = writeXlsxFile(
    data,
    { columns, orientation: 'landscape', stickyRowsCount: headRows, sheet: words.sheet },
    { features: [onPaper([{ sheet: words.sheet, headRows }])] },
  )
  return new Uint8Array(await book.toBuffer())
}
