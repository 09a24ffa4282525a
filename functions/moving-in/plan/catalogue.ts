import { toText } from '../../domain/text.ts'
import { internalName } from '../files/names.ts'
import { tooLongIn } from '../files/too-long.ts'
import type { Column, Meaning, SourceItem, Value, Version } from '../item.ts'
import type { Notice } from '../notice.ts'
import type { ListInfo, LookupTable, Read } from '../sources/source.ts'
import { hostOf } from './address.ts'
import { understand } from './columns.ts'
import { needsOrder, orderIn } from './dates.ts'
import { type PlanOptions, toldOf } from './options.ts'
import { Spool, type Spooled } from './spool.ts'
import { textOf } from './values.ts'

/** What is known of a column over the whole run. */
export interface ColumnFacts {
  name: string
  label?: string
  /** How many items have something in it. */
  values: number
  meaning?: Meaning
  how: 'mapped' | 'left out' | 'unknown' | 'unclear'
  /** What it could be. */
  may?: readonly Meaning[]
  sample: string
}

interface DateColumn {
  dmy: number
  mdy: number
  either: number
}

/** Values in one normal form, and marked where they were too long to keep. */
function normal(value: Value): Value {
  if (typeof value === 'string') {
    const tooLong = tooLongIn(value)
    return tooLong === undefined ? value.normalize('NFC') : { tooLong }
  }
  if (typeof value !== 'object') return value
  if ('html' in value) {
    const tooLong = tooLongIn(value.html)
    return tooLong === undefined ? { html: value.html.normalize('NFC') } : { tooLong }
  }
  if ('references' in value)
    return {
      references: value.references.map(({ label, ...reference }) => ({
        ...reference,
        ...(label !== undefined && { label: label.normalize('NFC') }),
      })),
    }
  return value
}

const isEmpty = (value: Value) =>
  value === '' || (typeof value === 'object' && 'references' in value && value.references.length === 0)

/** All that was read, by what it is: the items on disk, what is known of lists and columns in memory. */
export class Catalogue {
  readonly spool = new Spool<SourceItem>()
  readonly entries: {
    item: Spooled
    source: string
    list: string | undefined
    id: string | undefined
    file: string
  }[] = []
  readonly versionSpool = new Spool<readonly Version[]>()
  readonly versions: { file: string; list: string | undefined; id: string | undefined; at: Spooled }[] = []
  readonly tables: LookupTable[] = []
  readonly infos = new Map<string, ListInfo>()
  readonly listOfFile = new Map<string, string>()
  readonly listPaths = new Map<string, string>()
  readonly columns = new Map<string, ColumnFacts>()
  readonly dates = new Map<string, DateColumn>()
  readonly hosts = new Set<string>()
  readonly clocks = new Map<string, SourceItem['clock']>()
  readonly pages: { file: string; next?: string }[] = []
  /** What formats say themselves, whether or not an item has it. */
  readonly #said = new Set<Meaning>()
  /** Names that people see, by list and name inside: from `/fields` and schemas. */
  readonly #labels = new Map<string, string>()
  readonly #options: PlanOptions

  constructor(options: PlanOptions) {
    this.#options = options
  }

  add(read: Read): Notice | undefined {
    if ('notice' in read) return read.notice
    if ('item' in read) this.#addItem(read.item)
    else if ('columns' in read)
      for (const { name, label } of read.columns.columns) {
        this.#labels.set(`${read.columns.list ?? ''}\n${internalName(name)}`, label)
        this.#labels.set(`\n${internalName(name)}`, label)
      }
    else if ('table' in read) this.tables.push(read.table)
    else if ('info' in read) {
      this.infos.set(read.info.list, read.info)
      if (read.info.path) this.listPaths.set(read.info.list, read.info.path)
    } else if ('versions' in read) {
      const { file, list, id, versions } = read.versions
      this.versions.push({ file, list, id, at: this.versionSpool.add(versions) })
    } else {
      const { file, list, next } = read.page
      if (list) this.listOfFile.set(file, list)
      this.pages.push({ file, ...(next !== undefined && { next }) })
      const host = next && hostOf(next)
      if (host) this.hosts.add(host)
    }
    return undefined
  }

  #addItem(given: SourceItem): void {
    const columns = given.columns.map((column) => ({
      ...column,
      name: internalName(column.name),
      value: normal(column.value),
    }))
    const item = { ...given, columns: columns.filter(({ value }) => !isEmpty(value)) }
    const { list, id, source, place, listPath, clock } = item
    if (list !== undefined && listPath && !this.listPaths.has(list)) this.listPaths.set(list, listPath)
    if (list !== undefined && !this.listOfFile.has(place.file)) this.listOfFile.set(place.file, list)
    // Where each item has a file of its own, once for all of them.
    if (!item.noArticle) this.clocks.set(item.isKnownByText ? '' : place.file, clock)
    for (const address of item.addresses) {
      const host = hostOf(address)
      if (host) this.hosts.add(host)
    }
    if (item.base) {
      const host = hostOf(item.base)
      if (host) this.hosts.add(host)
    }
    this.entries.push({ item: this.spool.add(item), source, list, id, file: place.file })
    if (item.noArticle) return
    for (const { meaning } of columns) if (meaning) this.#said.add(meaning)
    for (const column of item.columns) this.#note(column, item)
    for (const column of columns) if (isEmpty(column.value)) this.#facts(column)
  }

  #facts({ name, label }: Column): ColumnFacts {
    const known = this.columns.get(name)
    if (known) {
      if (label !== undefined) known.label ??= label
      return known
    }
    const made: ColumnFacts = {
      name,
      ...(label !== undefined && { label }),
      values: 0,
      how: 'unknown',
      sample: '',
    }
    this.columns.set(name, made)
    return made
  }

  #note(column: Column, item: SourceItem): void {
    const text = typeof column.value === 'string' && column.value.length < 40 ? column.value : undefined
    if (column.meaning === undefined) {
      const facts = this.#facts(column)
      facts.values += 1
      facts.sample ||= toText(textOf(column.value)).slice(0, 60)
    }
    if (text === undefined || (item.clock === 'utc' && item.monthFirst === undefined)) return
    const dates = this.dates.get(`${item.place.file}\n${column.name}`) ?? { dmy: 0, mdy: 0, either: 0 }
    const order = orderIn(text)
    if (order) dates[order] += 1
    else if (needsOrder(text)) dates.either += 1
    else return
    this.dates.set(`${item.place.file}\n${column.name}`, dates)
  }

  /** Once everything is read: what each column means. */
  settle(): void {
    const asked = this.#options.mapping.columns
    for (const facts of this.columns.values()) {
      const label = this.labelOf(facts.name) ?? facts.label
      if (label !== undefined) facts.label = label
      const told = toldOf(asked, facts.name) ?? (label === undefined ? undefined : toldOf(asked, label))
      const understood = told ? { meaning: told } : understand(facts.name, label)
      if ('meaning' in understood) {
        facts.meaning = understood.meaning
        facts.how = understood.meaning === 'leftOut' ? 'left out' : 'mapped'
      } else if ('machinery' in understood) facts.how = 'left out'
      else if ('unclear' in understood) {
        facts.how = 'unclear'
        facts.may = understood.unclear
      }
    }
  }

  labelOf(name: string, list = ''): string | undefined {
    return this.#labels.get(`${list}\n${name}`) ?? this.#labels.get(`\n${name}`)
  }

  meaningOf(column: Column): Meaning | undefined {
    return column.meaning ?? this.columns.get(column.name)?.meaning
  }

  /** Whether any item of the run could say what a meaning asks for. */
  hasColumnFor(meaning: Meaning): boolean {
    return this.#said.has(meaning) || [...this.columns.values()].some((facts) => facts.meaning === meaning)
  }

  close(): void {
    this.spool.close()
    this.versionSpool.close()
  }
}
