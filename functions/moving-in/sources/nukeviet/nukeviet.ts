import { decodeBytes } from '../../files/decode.ts'
import type { Column, Meaning, SourceItem, Value } from '../../item.ts'
import type { Notice } from '../../notice.ts'
import type { Read, Source } from '../source.ts'
import { type SqlRow, sqlRows } from './sql-rows.ts'

/** News of NukeViet, out of a dump of its database: `nv4_vi_news_rows`, `…_cat` and `…_detail` of each language and module. */

type Row = SqlRow['row']

interface Module {
  language: string
  name: string
  rows: Map<string, Row>
  categories: Map<string, Row>
  bodies: Map<string, string>
}

/** Of the parts of a prefix that could be a language the last one is: of `so_nv_vi_news_rows` it is `vi`. */
const table = /^\w+?_(vi|en|[a-z]{2}(?!_(?:vi|en)_))_(\w+?)_(rows|cat|detail|bodyhtml_\d+|bodytext)$/u
/** A dump of a whole database is held in memory once. */
const mostBytes = 200_000_000

function modulesIn(sql: string): Module[] {
  const modules = new Map<string, Module>()
  for (const { table: name, row } of sqlRows(sql)) {
    const [, language, module, part] = table.exec(name) ?? []
    if (language === undefined || module === undefined) continue
    const known = modules.get(`${language}/${module}`) ?? {
      language,
      name: module,
      rows: new Map(),
      categories: new Map(),
      bodies: new Map(),
    }
    modules.set(`${language}/${module}`, known)
    const id = row.get('id') ?? ''
    const body = row.get('bodyhtml') ?? ''
    if (part === 'cat') known.categories.set(row.get('catid') ?? '', row)
    else if (part === 'rows') known.rows.set(id, row)
    else if (body !== '') known.bodies.set(id, body)
  }
  return [...modules.values()].filter(({ rows }) => [...rows.values()].some((row) => row.has('publtime')))
}

/** Unix seconds; 0 is never. */
function moment(seconds: string | undefined): string | undefined {
  const at = Number(seconds) * 1000
  return at > 0 && at < 8e15 ? new Date(at).toISOString().replace('.000Z', 'Z') : undefined
}

/** What readers did not see, and what is over, is not public here either. */
const states: Readonly<Record<string, string>> = { 0: 'in review', 1: 'published', 2: 'scheduled' }

function itemOf(id: string, row: Row, module: Module, file: string): SourceItem {
  const get = (name: string) => row.get(name) ?? ''
  const category = module.categories.get(get('catid'))
  const others = get('listcatid')
    .split(',')
    .filter((each) => each !== '' && each !== get('catid'))
    .map((each) => module.categories.get(each)?.get('title') ?? each)
  const picture = get('homeimgfile')
  const isWhole = /^(?:https?:|\/)/iu.test(picture)
  const columns: [string, Meaning, Value | undefined][] = [
    ['title', 'title', get('title')],
    ['hometext', 'summary', get('hometext')],
    ['bodyhtml', 'body', { html: module.bodies.get(id) ?? get('bodyhtml') }],
    [
      'catid',
      'section',
      { references: [{ id: get('catid'), ...(category && { label: category.get('title') ?? '' }) }] },
    ],
    ['publtime', 'publishedAt', moment(get('publtime'))],
    ['addtime', 'createdAt', moment(get('addtime'))],
    ['edittime', 'changedAt', moment(get('edittime'))],
    ['exptime', 'unpublishAt', moment(get('exptime'))],
    ['Tác giả', 'byline', get('author')],
    ['status', 'state', states[get('status')] ?? 'draft'],
    ['hitstotal', 'views', get('hitstotal')],
    [
      'homeimgfile',
      'image',
      picture === '' ? undefined : { url: isWhole ? picture : `uploads/${module.name}/${picture}` },
    ],
    ['homeimgalt', 'imageAlt', get('homeimgalt')],
  ]
  const alias = get('alias')
  const notices: Omit<Notice, 'place'>[] =
    others.length > 0
      ? [{ code: 'second-category', value: others.length === 1 ? (others[0] ?? '') : others }]
      : []
  return {
    place: { file, item: id },
    source: 'nukeviet',
    system: 'nukeviet',
    list: `nukeviet/${module.language}/${module.name}`,
    id,
    columns: columns.flatMap(([name, meaning, value]): Column[] =>
      value === undefined ? [] : [{ name, meaning, value }],
    ),
    clock: 'utc',
    addresses:
      alias === ''
        ? []
        : [`/${module.language}/${module.name}/${category?.get('alias') ?? ''}/${alias}-${id}.html`],
    attachments: [],
    versions: [],
    language: module.language,
    notices,
  }
}

export const nukeviet: Source = {
  name: 'nukeviet',
  recognises: ({ name, text }) =>
    /^[\ufeff\s]*(?:--|\/\*|#|SET\b|DROP\b|CREATE\b|INSERT\b|USE\b|LOCK\b|START\b)/iu.test(text) &&
    (/\.sql$/iu.test(name) || /INSERT\s+INTO\s+[`"]?\w+_news_/iu.test(text)),
  async *read(file): AsyncGenerator<Read> {
    const { text } = decodeBytes(await file.bytes(mostBytes))
    const modules = modulesIn(text)
    for (const module of modules)
      for (const [id, row] of module.rows) yield { item: itemOf(id, row, module, file.path) }
    if (modules.length === 0)
      yield { notice: { code: 'unknown-file', place: { file: file.path }, value: text.trim().slice(0, 60) } }
  },
}
