import type { InputFile } from '../../files/input-file.ts'
import type { Column, ItemFile, NoArticle, SourceItem, Value, Version } from '../../item.ts'
import type { Notice } from '../../notice.ts'
import type { Read, ReadOptions, Source } from '../source.ts'
import { withBlocks } from './blocks.ts'
import { paragraphsOf } from './classic.ts'
import { type Entry, partsOf } from './entries.ts'
import { categoriesOf, field, idOf, type Known, know, translationOf, typeOf } from './known.ts'
import { belowText, linkKey, oldAddressesKey, relatedKey, viewsKey } from './own-names.ts'
import { withoutShortcodes } from './shortcodes.ts'

const pictureName = /\.(?:jpe?g|png|gif|webp|avif)$/iu
/** `xe-1024x683.jpg`: a size that WordPress made of `xe.jpg`. */
const sized = /-\d{2,5}x\d{2,5}(?=\.(?:jpe?g|png|gif|webp|avif)$)/iu

/** `uploads/2019/07/xe.jpg` as it lies below the site. */
const belowSite = (url: string) => url.replace(/^https?:\/\/[^/]+\//iu, '')

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

  #body(text: string, post: string, tell: (notice: Omit<Notice, 'place'>) => void): string {
    const whole = withBlocks(text, {
      shared: (id) => this.#known.shared.get(id),
      leftOut: (name) => tell({ code: 'part-left-out', value: name }),
    })
    const expanded = withoutShortcodes(whole, {
      upload: (id) => this.#known.uploads.get(id),
      uploadsOf: (id = post) => this.#known.attached.get(id) ?? [],
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
        value: { html: this.#body(belowText(field(entry, 'content:encoded')).text, idOf(entry), tell) },
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
