import { openArchive } from './archive.ts'
import type { InputFile } from './input-file.ts'
import { type XmlEvent, xmlEvents } from './xml-events.ts'

/** A row of a sheet: what its cells hold, by column from 0. Dates are as the clock showed them, without a zone. */
export interface SheetRow {
  number: number
  cells: (string | number | boolean | undefined)[]
}

/** What "Export to Excel" says beside its rows. */
export interface Sheet {
  /** Names of columns inside SharePoint, by what the header says. */
  names: Map<string, string>
  list?: string
  listPath?: string
  /** Those that people see, in their order. */
  sheets: readonly { name: string; rows(): AsyncGenerator<SheetRow> }[]
}

/** Signs that XML cannot hold are written so in a workbook (`_x000D_`). */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-F]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const nameOf = (name: string) => name.split(':').at(-1) ?? name

/** Formats of dates that every workbook knows, by number. */
const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])
const isDateFormat = (code: string) => /[ymdhs]/iu.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, ''))

async function textsOf(file: InputFile | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!file) return texts
  let text: string | undefined
  let isShown = false
  let isReading = 0
  for await (const event of xmlEvents(file)) {
    if ('text' in event) {
      if (isShown && isReading === 0 && text !== undefined) text += event.text
      continue
    }
    const name = nameOf('open' in event ? event.open : event.close)
    if (name === 'si') {
      if ('open' in event) text = ''
      else texts.push(unescaped(text ?? ''))
    } else if (name === 't') isShown = 'open' in event
    else if (name === 'rPh') isReading += 'open' in event ? 1 : -1
  }
  return texts
}

/** Of each style, whether it shows a date. */
async function dateStyles(file: InputFile | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (!file) return styles
  const own = new Map<number, string>()
  let isIn = false
  for await (const event of xmlEvents(file)) {
    if ('text' in event) continue
    if ('close' in event) {
      if (nameOf(event.close) === 'cellXfs') isIn = false
      continue
    }
    const { attributes } = event
    const name = nameOf(event.open)
    if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
    else if (name === 'cellXfs') isIn = true
    else if (name === 'xf' && isIn) {
      const id = Number(attributes.numFmtId ?? 0)
      styles.push(dateFormats.has(id) || isDateFormat(own.get(id) ?? ''))
    }
  }
  return styles
}

const day = 86_400_000

/** A serial number as the clock shows it; Excel believes that 1900 was a leap year. */
function clockOf(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1462 : serial
  const at = new Date(Math.round((((days < 60 ? days + 1 : days) - 25_569) * day) / 1000) * 1000)
  const text = Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 19)
  return Number.isInteger(serial) ? text.slice(0, 10) : text
}

const columnOf = (reference: string) =>
  [...(/^[A-Z]+/u.exec(reference)?.[0] ?? 'A')].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  ) - 1

interface Workbook {
  texts: readonly string[]
  isDate: readonly boolean[]
  is1904: boolean
}

interface Cell {
  column: number
  type: string
  style: number
  value: string | undefined
  inline: string
}

class RowReader {
  readonly #book: Workbook
  #row: SheetRow | undefined
  #cell: Cell | undefined
  #isIn: 'v' | 't' | undefined
  #last = 0

  constructor(book: Workbook) {
    this.#book = book
  }

  read(event: XmlEvent): SheetRow | undefined {
    if ('text' in event) {
      if (this.#cell && this.#isIn === 'v') this.#cell.value = (this.#cell.value ?? '') + event.text
      if (this.#cell && this.#isIn === 't') this.#cell.inline += event.text
      return undefined
    }
    if ('close' in event) return this.#close(nameOf(event.close))
    const { attributes } = event
    const name = nameOf(event.open)
    if (name === 'row') {
      this.#last = Number(attributes.r ?? this.#last + 1)
      this.#row = { number: this.#last, cells: [] }
    } else if (name === 'c')
      this.#cell = {
        column: attributes.r ? columnOf(attributes.r) : (this.#row?.cells.length ?? 0),
        type: attributes.t ?? 'n',
        style: Number(attributes.s ?? 0),
        value: undefined,
        inline: '',
      }
    else if (name === 'v' || name === 't') this.#isIn = name
    return undefined
  }

  #close(name: string): SheetRow | undefined {
    if (name === 'v' || name === 't') this.#isIn = undefined
    if (name === 'c' && this.#cell && this.#row) {
      this.#row.cells[this.#cell.column] = this.#valueOf(this.#cell)
      this.#cell = undefined
    }
    if (name !== 'row') return undefined
    const row = this.#row
    this.#row = undefined
    return row
  }

  #valueOf({ type, style, value, inline }: Cell) {
    const { texts, isDate, is1904 } = this.#book
    if (type === 's') return texts[Number(value)]
    if (type === 'inlineStr') return unescaped(inline)
    if (value === undefined || type === 'e') return undefined
    if (type === 'b') return value === '1'
    if (type === 'str' || type === 'd') return unescaped(value)
    return isDate[style] ? clockOf(Number(value), is1904) : Number(value)
  }
}

async function attributesOf(
  file: InputFile | undefined,
  element: string,
): Promise<Readonly<Record<string, string>>[]> {
  const found: Readonly<Record<string, string>>[] = []
  if (file)
    for await (const event of xmlEvents(file))
      if ('open' in event && nameOf(event.open) === element) found.push(event.attributes)
  return found
}

const largestBook = 256 * 1024 * 1024

/** The sheets that a workbook shows: what somebody hid in it is not meant for others. */
async function shownIn(files: readonly InputFile[]): Promise<{ name: string; file: InputFile }[]> {
  const at = (path: string) => files.find((each) => each.path.toLowerCase() === path.toLowerCase())
  const told = await attributesOf(at('xl/workbook.xml'), 'sheet')
  const links = new Map(
    (await attributesOf(at('xl/_rels/workbook.xml.rels'), 'Relationship')).map(({ Id = '', Target = '' }) => [
      Id,
      Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`,
    ]),
  )
  const shown = told.flatMap(({ name = '', state = 'visible', ...more }) => {
    const id = Object.entries(more).find(([each]) => nameOf(each) === 'id')?.[1]
    const file = at(links.get(id ?? '') ?? '')
    return file && state === 'visible' ? [{ name, file }] : []
  })
  if (told.length > 0 && links.size > 0) return shown
  // Some programs write no such list.
  const all = files.filter(({ path }) => /^xl\/worksheets\/[^/]+\.xml$/iu.test(path))
  return all.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map((file) => ({ name: '', file }))
}

/** The sheets of a workbook, with what its table and its connection say. */
export async function openSheet(file: InputFile): Promise<Sheet & { close(): void }> {
  const archive = await openArchive(await file.bytes(largestBook), '')
  const part = (pattern: RegExp) =>
    archive.files
      .filter(({ path }) => pattern.test(path))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1))[0]
  const [book] = await attributesOf(part(/^xl\/workbook\.xml$/iu), 'workbookPr')
  const known: Workbook = {
    texts: await textsOf(part(/^xl\/sharedStrings\.xml$/iu)),
    isDate: await dateStyles(part(/^xl\/styles\.xml$/iu)),
    is1904: /^(?:1|true)$/u.test(book?.date1904 ?? ''),
  }
  const columns = await attributesOf(part(/^xl\/tables\/table\d*\.xml$/iu), 'tableColumn')
  const [connection] = await attributesOf(part(/^xl\/connections\.xml$/iu), 'dbPr')
  const list = /<LISTNAME>\{?([0-9a-f-]{36})\}?<\/LISTNAME>/iu
    .exec(connection?.command ?? '')?.[1]
    ?.toLowerCase()
  const listPath = /<ROOTFOLDER>([^<]+)<\/ROOTFOLDER>/iu.exec(connection?.command ?? '')?.[1]
  const shown = await shownIn(archive.files)
  return {
    names: new Map(
      columns.flatMap(({ name, uniqueName }) => (name && uniqueName ? [[unescaped(name), uniqueName]] : [])),
    ),
    ...(list !== undefined && { list }),
    ...(listPath !== undefined && { listPath }),
    sheets: shown.map((sheet) => ({
      name: sheet.name,
      async *rows() {
        const reader = new RowReader(known)
        for await (const event of xmlEvents(sheet.file)) {
          const row = reader.read(event)
          if (row) yield row
        }
      },
    })),
    close: () => archive.close(),
  }
}
