import type { InputFile } from '../../files/input-file.ts'
import type { Column, ItemFile, NoArticle, SourceItem, Value, Version } from '../../item.ts'
import type { Notice } from '../../notice.ts'
import type { Read, ReadOptions, Source } from '../source.ts'
import { paragraphsOf } from './classic.ts'
import { type Entry, partsOf } from './entries.ts'
import { belowText, linkKey, oldAddressesKey, relatedKey, viewsKey } from './own-names.ts'
import { type Upload, withoutShortcodes } from './shortcodes.ts'

/** What must be known of the whole export before its first post can be read. */
interface Known {
  base: string
  language: string
  /** Names that people see, by login. */
  authors: Map<string, string>
  uploads: Map<string, Upload>
  revisions: Map<string, Entry[]>
  /** Categories of the posts of a group of translations, by its id. */
  sections: Map<string, string[]>
}

const uncategorised = /^(?:uncategori[sz]ed|chua-phan-loai|chua-duoc-phan-loai)/iu
const pictureName = /\.(?:jpe?g|png|gif|webp|avif)$/iu
/** `xe-1024x683.jpg`: a size that WordPress made of `xe.jpg`. */
const sized = /-\d{2,5}x\d{2,5}(?=\.(?:jpe?g|png|gif|webp|avif)$)/iu

const field = ({ fields }: Entry, name: string) => (fields.get(name) ?? '').trim()
const typeOf = (entry: Entry) => field(entry, 'wp:post_type') || 'post'
const idOf = (entry: Entry) => field(entry, 'wp:post_id')

function categoriesOf({ terms, meta }: Entry): string[] {
  const all = terms.filter(({ domain }) => domain === 'category')
  const chosen = all.filter(({ slug }) => !uncategorised.test(slug))
  const names = [...new Set((chosen.length > 0 ? chosen : all).map(({ name }) => name))]
  const primary = meta.get('_yoast_wpseo_primary_category') ?? meta.get('rank_math_primary_category')
  const first = all.find(({ slug, name }) => primary !== undefined && (slug === primary || name === primary))
  return first ? [first.name, ...names.filter((name) => name !== first.name)] : names
}

/** Polylang says it in terms, WPML in what belongs to the post. */
function translationOf(entry: Entry): { language?: string; group?: string } {
  const term = (domain: string) => entry.terms.find((each) => each.domain === domain)?.slug
  const language = term('language') ?? entry.meta.get('_wpml_import_language_code')?.trim()
  const group = term('post_translations') ?? entry.meta.get('_wpml_import_translation_group')?.trim()
  return { ...(language && { language }), ...(group && { group: `wp/${group}` }) }
}

/** `uploads/2019/07/xe.jpg` as it lies below the site. */
const belowSite = (url: string) => url.replace(/^https?:\/\/[^/]+\//iu, '')

/** As far as the file goes: that it ends in the middle is told when it is read for its posts. */
async function know(file: InputFile): Promise<Known> {
  const known: Known = {
    base: '',
    language: '',
    authors: new Map(),
    uploads: new Map(),
    revisions: new Map(),
    sections: new Map(),
  }
  const parts = partsOf(file)
  for (;;) {
    const next = await parts.next().catch(() => undefined)
    if (!next || next.done) return known
    const part = next.value
    if ('author' in part) {
      const login = part.author.get('wp:author_login')?.trim() ?? ''
      const name = part.author.get('wp:author_display_name')?.trim()
      if (name) known.authors.set(login, name)
    } else if ('told' in part) {
      const [name, text] = part.told
      if (name === 'wp:base_blog_url' || (name === 'link' && known.base === ''))
        known.base = text.trim().replace(/\/$/u, '')
      if (name === 'language') known.language = text.trim()
    } else {
      const { entry } = part
      const url = field(entry, 'wp:attachment_url')
      const alt = entry.meta.get('_wp_attachment_image_alt')?.trim() ?? ''
      const { group, language } = translationOf(entry)
      if (typeOf(entry) === 'attachment' && url) known.uploads.set(idOf(entry), { url, alt })
      else if (typeOf(entry) === 'revision' && !/autosave/u.test(field(entry, 'wp:post_name'))) {
        const parent = field(entry, 'wp:post_parent')
        known.revisions.set(parent, [...(known.revisions.get(parent) ?? []), entry])
      } else if (
        group &&
        categoriesOf(entry).length > 0 &&
        (/^vi/iu.test(language ?? '') || !known.sections.has(group))
      )
        known.sections.set(group, categoriesOf(entry))
    }
  }
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/u.test(text) && !text.startsWith('0000')

/** The moment itself where it is told; else the one that feeds get; else the clock on the wall in Vietnam. */
function momentOf(entry: Entry, kind: 'date' | 'modified'): string {
  const utc = field(entry, `wp:post_${kind}_gmt`)
  if (isDate(utc)) return `${utc.replace(' ', 'T')}Z`
  const told = kind === 'date' ? field(entry, 'pubDate') : ''
  if (/\d{4}/u.test(told) && !/-0001/u.test(told)) return told
  const wall = field(entry, `wp:post_${kind}`)
  return isDate(wall) ? `${wall.replace(' ', 'T')}+07:00` : ''
}

function noArticleOf(entry: Entry): NoArticle | undefined {
  const status = field(entry, 'wp:status')
  const type = typeOf(entry)
  if (type === 'page') return 'page'
  if (type !== 'post') return 'other-kind'
  if (status === 'private' || field(entry, 'wp:post_password') !== '') return 'private'
  return status === 'trash' || status === 'auto-draft' || status === 'inherit' ? 'other-kind' : undefined
}

const states: Readonly<Record<string, string>> = {
  publish: 'published',
  future: 'scheduled',
  pending: 'in review',
}

/** What only says how WordPress keeps it. */
const machinery =
  /^_(?:bantin_|links_to$|edit_|wp_|thumbnail_id|oembed|wpml_|pll_|encloseme|pingme|yoast_wpseo_primary)/u
const viewCounts = [viewsKey, 'views', '_post_views', 'post_views', 'wpb_post_views_count', 'entry_views']

const linesIn = (text = '') => text.split('\n').flatMap((line) => line.trim() || [])

function relatedTo({ meta }: Entry): Value | undefined {
  const numbers = meta.get(relatedKey)?.match(/\d+/gu)
  return numbers ? { references: numbers.map((id) => ({ id })) } : undefined
}

/** The documents that our own export lists below a text. */
const filesBelow = (entry: Entry): ItemFile[] =>
  belowText(field(entry, 'content:encoded')).links.map(({ address, name }) => ({ address, name }))

class Reader {
  readonly #file: InputFile
  readonly #known: Known
  readonly #files: ReadOptions['files']
  /** Sizes of pictures that stand for their originals, by the original. */
  readonly sizes = new Map<string, Set<string>>()
  readonly #originals: ReadonlySet<string>

  constructor(file: InputFile, known: Known, files: ReadOptions['files']) {
    this.#file = file
    this.#known = known
    this.#files = files
    this.#originals = new Set([...known.uploads.values()].map(({ url }) => belowSite(url).toLowerCase()))
  }

  /** The original of a picture of which a text shows a smaller one. */
  #originalOf(url: string): string {
    const original = url.replace(sized, '')
    if (original === url) return url
    const isKnown =
      this.#originals.has(belowSite(original).toLowerCase()) ||
      (this.#files.find(original, this.#file.path) && !this.#files.find(url, this.#file.path))
    if (!isKnown) return url
    const name = (each: string) => each.split('/').at(-1) ?? each
    this.sizes.set(name(original), (this.sizes.get(name(original)) ?? new Set()).add(name(url)))
    return original
  }

  #body(text: string, tell: (notice: Omit<Notice, 'place'>) => void): string {
    const expanded = withoutShortcodes(text, {
      upload: (id) => this.#known.uploads.get(id),
      isPicture: (url) => pictureName.test(url),
      missing: (what) => {
        if (!this.#files.find(what, this.#file.path)) tell({ code: 'file-missing', value: belowSite(what) })
      },
      embed: (site) => tell({ code: 'embed-as-link', value: site }),
      unknown: (name) => tell({ code: 'part-left-out', value: `[${name}]` }),
    })
    return paragraphsOf(expanded).replaceAll(
      /(\bsrc\s*=\s*["'])([^"']+)/giu,
      (_, before: string, url: string) => before + this.#originalOf(url),
    )
  }

  #byline(entry: Entry, tell: (notice: Omit<Notice, 'place'>) => void): string {
    const login = field(entry, 'dc:creator')
    const name = this.#known.authors.get(login)
    if (name === undefined && login !== '') tell({ code: 'author-unknown', value: login })
    return name ?? login
  }

  #versions(entry: Entry): Version[] {
    const before = this.#known.revisions.get(idOf(entry)) ?? []
    const told = before
      .map((each) => ({ each, at: momentOf(each, 'date') }))
      .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    return told.map(({ each, at }, index) => ({
      // Nothing says which of them readers saw: none is taken for public.
      number: `0.${index + 1}`,
      at,
      by: this.#known.authors.get(field(each, 'dc:creator')) ?? field(each, 'dc:creator'),
      columns: this.#words(each, () => undefined),
    }))
  }

  #words(entry: Entry, tell: (notice: Omit<Notice, 'place'>) => void): Column[] {
    return [
      { name: 'title', value: field(entry, 'title'), meaning: 'title' },
      {
        name: 'content:encoded',
        value: { html: this.#body(belowText(field(entry, 'content:encoded')).text, tell) },
        meaning: 'body',
      },
      { name: 'excerpt:encoded', value: field(entry, 'excerpt:encoded'), meaning: 'summary' },
    ]
  }

  item(entry: Entry): SourceItem {
    const id = idOf(entry)
    const place = { file: this.#file.path, line: entry.line, ...(id !== '' && { item: id }) }
    const noArticle = noArticleOf(entry)
    const common = { place, source: 'wordpress', system: 'wordpress', list: 'wp', clock: 'utc' } as const
    const nothing = { columns: [], addresses: [], attachments: [], versions: [] }
    if (noArticle) return { ...common, ...(id !== '' && { id }), ...nothing, noArticle }
    const notices: Omit<Notice, 'place'>[] = []
    const tell = (notice: Omit<Notice, 'place'>) => notices.push(notice)
    const { language = this.#known.language, group } = translationOf(entry)
    const [section, ...others] = categoriesOf(entry)
    if (others.length > 0)
      tell({ code: 'second-category', value: others.length === 1 ? (others[0] ?? '') : others })
    const sections = [...categoriesOf(entry), ...(group ? (this.#known.sections.get(group) ?? []) : [])]
    const status = field(entry, 'wp:status') || 'publish'
    const moment = momentOf(entry, 'date')
    const isDraft = !(status in states)
    const isUndated = isDraft && !isDate(field(entry, 'wp:post_date_gmt'))
    const picture = this.#known.uploads.get(entry.meta.get('_thumbnail_id')?.trim() ?? '')
    const tags = entry.terms.filter(({ domain }) => domain === 'post_tag')
    const views = viewCounts.flatMap((name) => entry.meta.get(name) ?? [])[0]
    const of = (name: string, meaning: Column['meaning'], value: Value | undefined): Column[] =>
      value === undefined || meaning === undefined ? [] : [{ name, meaning, value }]
    const columns: Column[] = [
      ...this.#words(entry, tell),
      ...of(
        'category',
        'section',
        section === undefined ? undefined : { references: sections.map((label) => ({ label })) },
      ),
      ...of('wp:post_date_gmt', 'publishedAt', isUndated ? undefined : moment),
      ...of('dc:creator', 'byline', this.#byline(entry, tell)),
      ...of('wp:status', 'state', states[status] ?? 'draft'),
      ...of('wp:is_sticky', 'featured', field(entry, 'wp:is_sticky') === '1'),
      ...of(
        'post_tag',
        'tags',
        tags.length > 0 ? { references: tags.map(({ name }) => ({ label: name })) } : undefined,
      ),
      ...of('_thumbnail_id', 'image', picture && { url: belowSite(picture.url) }),
      ...of('_wp_attachment_image_alt', 'imageAlt', picture?.alt),
      ...of('post_views_count', 'views', views),
      ...of(linkKey, 'externalUrl', entry.meta.get(linkKey)?.trim()),
      ...of(relatedKey, 'related', relatedTo(entry)),
      ...[...entry.meta].flatMap(([name, value]): Column[] =>
        machinery.test(name) || viewCounts.includes(name) || value.trim() === '' ? [] : [{ name, value }],
      ),
    ]
    const link = field(entry, 'link')
    const byNumber = id === '' ? [] : [`${this.#known.base}/?p=${id}`]
    const older = linesIn(entry.meta.get(oldAddressesKey))
    return {
      ...common,
      ...(id !== '' && { id }),
      columns,
      addresses: [...(link === '' ? [] : [link]), ...byNumber, ...older],
      ...(this.#known.base !== '' && { base: `${this.#known.base}/` }),
      attachments: filesBelow(entry),
      versions: this.#versions(entry),
      ...(language !== '' && { language }),
      ...(group && { group }),
      notices,
    }
  }
}

/** The export of WordPress (WXR). It is read twice: authors, uploads and translations may stand after what names them. */
export const wordpress: Source = {
  name: 'wordpress',
  recognises: ({ text }) =>
    /<rss\b/iu.test(text) && /xmlns:wp\s*=|<wp:wxr_version>|wordpress\.org\/export\//iu.test(text),
  async *read(file, { files }): AsyncGenerator<Read> {
    const known = await know(file)
    const reader = new Reader(file, known, files)
    for await (const part of partsOf(file)) {
      if (!('entry' in part)) continue
      const { entry } = part
      if (typeOf(entry) === 'attachment' || typeOf(entry) === 'revision') continue
      yield { item: reader.item(entry) }
    }
    for (const [original, names] of reader.sizes)
      yield { notice: { code: 'media-one-size', place: { file: file.path }, value: [...names, original] } }
  },
}
