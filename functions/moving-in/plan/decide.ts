import { fold, toLine } from '../../domain/text.ts'
import type { Reference, SourceItem } from '../item.ts'
import type { Notice, NoticeCode } from '../notice.ts'
import type { Catalogue } from './catalogue.ts'
import { type DateOrder, type DateReading, readDate } from './dates.ts'
import type { Fields } from './fields.ts'
import { type PlanOptions, toldOf } from './options.ts'
import type { Status } from './planned.ts'
import { lineOf, numberOf, referencesOf, textOf, wordsOf } from './values.ts'

/** Sections of the site, as the importer needs them. */
export interface SectionName {
  id: string
  names: readonly string[]
  slugs: Readonly<Record<string, string>>
}

/** What stops an item from being written. */
export class Skip extends Error {
  readonly notice: Omit<Notice, 'place'>
  constructor(code: NoticeCode, value?: Notice['value']) {
    super(code)
    this.notice = { code, ...(value !== undefined && { value }) }
  }
}

/** How far a text had come, in words of SharePoint in both languages and in those of other systems. */
const states: readonly [RegExp, Status | 'denied'][] = [
  [
    /^(?:0|approved|(?:da |duoc )?(?:phe )?duyet|duoc chap thuan|(?:da )?xuat ban|(?:da )?dang|publish(?:ed)?|public|cong khai|(?:dang )?hien thi|(?:dang )?hoat dong|active|da phat hanh)$/u,
    'published',
  ],
  [/^(?:1|denied|rejected|bi tu choi|tu choi|khong duyet|bi tra lai|tra lai|khong phe duyet)$/u, 'denied'],
  [
    /^(?:2|(?:dang )?cho (?:phe duyet|duyet|xuat ban|dang|bien tap|xu ly)|dang cho|pending|in review|submitted)$/u,
    'in_review',
  ],
  [
    /^(?:3|draft|nhap|ban nhap|ban thao|dang (?:bien )?soan(?: thao)?|dang bien tap|luu nhap|auto-draft|moi tao)$/u,
    'draft',
  ],
  // It was public, or never: nobody saw it at the end.
  [
    /^(?:chua (?:phe )?(?:duyet|xuat ban|dang|hien thi)|khong (?:xuat ban|dang|hien thi|hoat dong)|(?:da )?(?:an|go|go bo|huy|xoa|thu hoi|luu tru|khoa)|het han|het hieu luc|hidden|unpublished|inactive|archived|expired|deleted)$/u,
    'draft',
  ],
  [/^(?:4|scheduled|da len lich|da lap lich|theo lich|hen gio|future)$/u, 'scheduled'],
]

export function stateIn(
  text: string,
  { states: mapped }: PlanOptions['mapping'],
): Status | 'denied' | undefined {
  const told = toldOf(mapped, text)
  if (told) return told
  const known = fold(toLine(text)).replace(/^\d+;#/u, '')
  return states.find(([pattern]) => pattern.test(known))?.[1]
}

export interface Decided {
  title: string
  section: { id: string; name: string; isOption: boolean }
  status: Status
  /** UTC; what it is public from, or was meant for. */
  date?: string
  isDenied: boolean
  notices: Omit<Notice, 'place'>[]
}

export class Deciding {
  readonly #catalogue: Catalogue
  readonly #options: PlanOptions
  readonly #sections: readonly SectionName[]
  readonly #byName: ReadonlyMap<string, SectionName>

  constructor(catalogue: Catalogue, options: PlanOptions, sections: readonly SectionName[]) {
    this.#catalogue = catalogue
    this.#options = options
    this.#sections = sections
    this.#byName = new Map(
      sections.flatMap((section) =>
        [section.id, ...section.names].map((name) => [fold(toLine(name)), section]),
      ),
    )
  }

  /** Day or month first: as the column says, the source, or whoever runs it. A column that tells neither is asked about. */
  #orderOf(item: SourceItem, column: string): DateOrder | undefined {
    if (this.#options.order) return this.#options.order
    const own = this.#catalogue.dates.get(`${item.place.file}\n${column}`)
    if (item.monthFirst !== undefined) {
      // A source may be wrong of itself: days beyond the twelfth tell.
      const { dmy = 0, mdy = 0 } = own ?? {}
      const isOther = item.monthFirst ? dmy > 0 && mdy === 0 : mdy > 0 && dmy === 0
      return item.monthFirst !== isOther ? 'mdy' : 'dmy'
    }
    const all = [...this.#catalogue.dates].filter(([key]) => key.startsWith(`${item.place.file}\n`))
    const counted = own && own.dmy + own.mdy > 0 ? [own] : all.map(([, facts]) => facts)
    const [dmy, mdy] = [
      counted.reduce((sum, { dmy: each }) => sum + each, 0),
      counted.reduce((sum, { mdy: each }) => sum + each, 0),
    ]
    if (dmy > 0 && mdy > 0) return dmy >= mdy * 4 ? 'dmy' : mdy >= dmy * 4 ? 'mdy' : undefined
    if (mdy > 0) return 'mdy'
    if (dmy > 0 || !own || own.either === 0) return 'dmy'
    return undefined
  }

  clockOf(item: SourceItem): 'utc' | 'site' {
    if (item.clock === 'utc') return 'utc'
    return this.#options.clock ?? (item.clock === 'site' ? 'site' : 'utc')
  }

  date(fields: Fields, meaning: 'publishedAt' | 'createdAt' | 'unpublishAt' | 'changedAt'): DateReading {
    for (const { value, item, column } of fields.all(meaning)) {
      const text = wordsOf(value).trim()
      const order = this.#orderOf(item, column.name)
      // Only a date that needs the order is held up by it.
      const readings = order
        ? [readDate(text, this.clockOf(item), order)]
        : [readDate(text, this.clockOf(item), 'dmy'), readDate(text, this.clockOf(item), 'mdy')]
      const [first, second] = readings
      if (second && JSON.stringify(first) !== JSON.stringify(second))
        throw new Skip('date-order-unknown', text)
      if (first && !('none' in first)) return first
    }
    return { none: true }
  }

  #labelOf({ id, label }: Reference, item: SourceItem | undefined): string | undefined {
    if (label !== undefined) return label
    if (id === undefined) return undefined
    const found = this.#catalogue.tables.filter(
      ({ list, names }) => names.has(id) && (list === undefined || list !== item?.list),
    )
    const labels = found.flatMap(({ names }) => names.get(id) ?? [])
    // Several lists have such an id: the one that names sections is meant.
    return labels.find((each) => this.#byName.has(fold(each))) ?? labels[0]
  }

  /** A term may be told with those above it: `Tin tức:Lãnh sự`. */
  #named(label: string): SectionName | undefined {
    const whole = fold(toLine(label))
    return this.#byName.get(whole) ?? this.#byName.get(whole.split(/\s*[:>›»/]\s*/u).at(-1) ?? '')
  }

  #section(fields: Fields): Decided['section'] {
    const { mapping, section: option } = this.#options
    const asked = fields
      .all('section')
      .flatMap(({ value, item }) => referencesOf(value).map((reference) => ({ reference, item })))
    const values = asked.map(({ reference, item }) => ({ reference, label: this.#labelOf(reference, item) }))
    for (const { reference, label } of values) {
      const told = toldOf(mapping.sections, label ?? '') ?? toldOf(mapping.sections, reference.id ?? '')
      const found = this.#named(told ?? label ?? '')
      if (found) return { id: found.id, name: found.names[0] ?? found.id, isOption: false }
    }
    const chosen = option === undefined ? undefined : this.#byName.get(fold(option))
    if (chosen) return { id: chosen.id, name: chosen.names[0] ?? chosen.id, isOption: true }
    const [first] = values
    if (!first) throw new Skip('section-missing')
    throw new Skip('section-unknown', first.label ?? first.reference.id ?? '')
  }

  /** Words that nobody knows are told, and make nothing public. */
  #state(fields: Fields, notices: Decided['notices']): Status | 'denied' {
    const said = fields.get('moderation') ?? fields.get('state')
    if (said !== undefined) {
      const words = lineOf(said)
      const read = stateIn(words, this.#options.mapping)
      if (!read) notices.push({ code: 'state-unknown', value: words })
      return read ?? 'draft'
    }
    // A minor version is one that was never approved.
    const version = textOf(fields.get('version')).trim()
    return /^\d+\.[1-9]\d*$/u.test(version) ? 'draft' : 'published'
  }

  /** What an item is to become. Throws `Skip`. */
  decide(fields: Fields): Decided {
    const notices: Decided['notices'] = []
    const title = toLine(wordsOf(fields.get('title')))
    if (title === '') throw new Skip('no-title')
    const published = this.date(fields, 'publishedAt')
    if ('wrong' in published) throw new Skip('no-such-date', published.wrong)
    const section = this.#section(fields)
    const state = this.#state(fields, notices)
    let date = 'at' in published ? published.at : undefined
    if ('at' in published && published.isDay) notices.push({ code: 'date-without-time' })
    if (date === undefined && state === 'published') {
      const created = this.date(fields, 'createdAt')
      date = 'at' in created ? created.at : undefined
      notices.push(date === undefined ? { code: 'no-date' } : { code: 'date-from-creation', value: date })
    }
    if (state === 'denied') notices.push({ code: 'was-denied' })
    return {
      title: title.length > 255 ? title.slice(0, 255) : title,
      section,
      status: this.#statusOf(state, date),
      ...(date !== undefined && { date }),
      isDenied: state === 'denied',
      notices: title.length > 255 ? [...notices, { code: 'field-cut', value: 'title' }] : notices,
    }
  }

  /** Nothing that was not public becomes so; what was to come is to come here too. */
  #statusOf(state: Status | 'denied', date: string | undefined): Status {
    const isToCome = date !== undefined && Date.parse(date) > this.#options.now
    if (state === 'denied' || state === 'draft') return 'draft'
    if (state === 'in_review') return 'in_review'
    if (date === undefined) return 'draft'
    if (isToCome) return 'scheduled'
    return state === 'scheduled' ? 'in_review' : 'published'
  }

  /** Of a version, what its moderation says, or else its number: whole ones were public. */
  versionStatus(fields: Fields, number: string): Status {
    const moderation = fields.get('moderation')
    const state = moderation === undefined ? undefined : stateIn(wordsOf(moderation), this.#options.mapping)
    if (state === undefined) return /\.0$/u.test(number) ? 'published' : 'draft'
    return state === 'denied' ? 'draft' : state
  }

  views = (fields: Fields): number =>
    Math.max(0, ...fields.all('views').map(({ value }) => Math.round(numberOf(value) ?? 0)))

  get sections(): readonly SectionName[] {
    return this.#sections
  }
}
