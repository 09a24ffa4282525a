import { defaultLocale, isLocale, type Locale } from '../../../../functions/domain/locale.ts'
import { articleIdOf } from '../../../../functions/domain/moving/item.ts'
import { articlePath } from '../../../../functions/domain/site/paths.ts'
import { fold, slugify, toLines } from '../../../../functions/domain/text.ts'
import type { InputFiles } from '../files/input-file.ts'
import type { Notice, NoticeCode } from '../report/notice.ts'
import type { NoArticle, Place, SourceItem, Value, Version } from '../sources/item.ts'
import { richness } from '../sources/sources.ts'
import { fromRoot } from './address.ts'
import { Addresses } from './addresses.ts'
import { type Body, readBody } from './body.ts'
import { bylineOf } from './byline.ts'
import type { Catalogue } from './catalogue.ts'
import { type Decided, Deciding, type SectionName, Skip } from './decide.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { digest, wordsDigest } from './identity.ts'
import { Media } from './media.ts'
import type { PlanOptions } from './options.ts'
import type { PlanLine, PlannedArticle, PlannedFile, PlannedRevision, Status } from './planned.ts'
import { addressesIn, resolverFor } from './resolver.ts'
import type { Spooled } from './spool.ts'
import { booleanOf, lineOf, linkOf, numberOf, plainText, referencesOf, textOf } from './values.ts'

/** What is known of an item before its text is read: enough for others to lead to it. */
interface Sketch {
  key: string
  system: string
  id: string
  items: Spooled[]
  files: string[]
  place: Place
  decided?: Decided
  skip?: Omit<Notice, 'place'>
  locale: Locale
  group?: string
  /** Path of the article here. */
  path: string
  addresses: string[]
  words: string
  hasId: boolean
}

const noArticleCodes: Record<NoArticle, NoticeCode> = {
  folder: 'folder',
  'page-layout': 'page-layout',
  'list-page': 'list-page',
  'no-news': 'no-news',
  private: 'private',
  page: 'page',
  'other-kind': 'other-kind',
}

const tabular = new Set(['csv', 'xlsx'])

export interface Planning {
  catalogue: Catalogue
  options: PlanOptions
  sections: readonly SectionName[]
  files: InputFiles
}

/** What would come of all that was read: the same in a dry run and in the run itself. */
export class Plan {
  readonly #catalogue: Catalogue
  readonly #options: PlanOptions
  readonly #files: InputFiles
  readonly #deciding: Deciding
  readonly #addresses: Addresses
  readonly media: Media
  readonly #sketches = new Map<string, Sketch>()
  readonly #byItem = new Map<string, Sketch>()
  readonly #once = new Set<string>()

  constructor({ catalogue, options, sections, files }: Planning) {
    this.#catalogue = catalogue
    this.#options = options
    this.#files = files
    this.#deciding = new Deciding(catalogue, options, sections)
    this.#addresses = new Addresses(catalogue.hosts, options.mapping.parameters)
    this.media = new Media(files)
  }

  #listOf(item: SourceItem): string | undefined {
    return item.list ?? this.#catalogue.listOfFile.get(item.place.file) ?? this.#options.list
  }

  #keyOf(item: SourceItem): string {
    const list = this.#listOf(item)
    const { file, row, line } = item.place
    if (item.id !== undefined) {
      const around = list ?? (tabular.has(item.source) ? file : undefined)
      return around === undefined ? item.id : `${around}/${item.id}`
    }
    const [address] = item.addresses
    if (address !== undefined) return fromRoot(address).toLowerCase()
    return row === undefined && line === undefined
      ? file
      : `${list ?? file}/?${row === undefined ? `line=${line}` : `row=${row}`}`
  }

  #addressesOf(item: SourceItem): string[] {
    const list = this.#listOf(item)
    const listPath = item.listPath ?? (list === undefined ? undefined : this.#catalogue.listPaths.get(list))
    const form =
      listPath !== undefined && item.id !== undefined && item.addresses.length === 0
        ? [`${listPath}/DispForm.aspx?ID=${item.id}`]
        : []
    return [...new Set([...item.addresses.map(fromRoot), ...form])]
  }

  #localeOf({ language }: SourceItem): Locale {
    const primary = language?.toLowerCase().split(/[-_]/u)[0] ?? ''
    return isLocale(primary) ? primary : defaultLocale
  }

  /** Looks at every item once: what it is, what it becomes, and which are the same. */
  *sketch(): Generator<PlanLine> {
    for (const entry of this.#catalogue.entries) {
      const item = this.#catalogue.spool.get(entry.item)
      const key = this.#keyOf(item)
      if (item.noArticle) {
        yield {
          skipped: {
            key,
            place: item.place,
            notice: { code: noArticleCodes[item.noArticle], place: item.place, key },
          },
        }
        continue
      }
      const fields = fieldsOf([item], this.#catalogue)
      const words = wordsDigest(`${textOf(fields.get('body')).slice(0, 4000)}`)
      const title = fold(lineOf(fields.get('title'))).replaceAll(/[^\p{L}\p{N}]+/gu, '')
      const known = this.#sameAs(key, item, title, words)
      if (known && 'skip' in known && !('items' in known)) {
        yield { skipped: { key, place: item.place, notice: { ...known.skip, place: item.place, key } } }
        continue
      }
      if (known && 'items' in known) {
        known.items.push(entry.item)
        known.files.push(item.place.file)
        known.addresses = [...new Set([...known.addresses, ...this.#addressesOf(item)])]
        continue
      }
      const wholeKey = this.#sketches.has(key) ? `${item.place.file}/${key}` : key
      const sketch: Sketch = {
        key: wholeKey,
        system: item.system,
        id: articleIdOf({ system: item.system, key: wholeKey }),
        items: [entry.item],
        files: [item.place.file],
        place: item.place,
        locale: this.#localeOf(item),
        ...(item.group !== undefined && { group: item.group }),
        path: '',
        addresses: this.#addressesOf(item),
        words: `${title}\n${words}`,
        hasId: item.id !== undefined,
      }
      this.#sketches.set(wholeKey, sketch)
      this.#byText.set(sketch.words, [...(this.#byText.get(sketch.words) ?? []), sketch])
      this.#byTitle.set(title, [...(this.#byTitle.get(title) ?? []), sketch])
    }
    yield* this.#decideAll()
  }

  readonly #byText = new Map<string, Sketch[]>()
  readonly #byTitle = new Map<string, Sketch[]>()

  /** The item that this one is too: by list and id, by an address, or else by its words. */
  #sameAs(
    key: string,
    item: SourceItem,
    title: string,
    words: string,
  ): Sketch | { skip: Omit<Notice, 'place'> } | undefined {
    const byKey = this.#sketches.get(key)
    // Items without a list may have the id of another one.
    if (byKey && (this.#listOf(item) !== undefined || byKey.words.startsWith(`${title}\n`))) return byKey
    if (title === '') return undefined
    const alike = this.#byText.get(`${title}\n${words}`) ?? []
    const before = alike.find((each) => !each.hasId || item.id === undefined)
    if (!before) return undefined
    const first = before.items[0] && this.#catalogue.spool.get(before.items[0])
    if (!first || !this.#isSameMoment(first, item)) return undefined
    return first.source === item.source && (!before.hasId || item.id === undefined)
      ? { skip: { code: 'same-text', value: before.place.file } }
      : before
  }

  #isSameMoment(one: SourceItem, other: SourceItem): boolean {
    const [first, second] = [one, other].map((item) => {
      try {
        return JSON.stringify(this.#deciding.date(fieldsOf([item], this.#catalogue), 'publishedAt'))
      } catch {
        return ''
      }
    })
    return first === second
  }

  #itemsOf({ items }: Sketch): SourceItem[] {
    return items
      .map((each) => this.#catalogue.spool.get(each))
      .toSorted(
        (one, other) =>
          richness(one.source) - richness(other.source) || (one.place.file < other.place.file ? -1 : 1),
      )
  }

  *#decideAll(): Generator<PlanLine> {
    const slugs = Object.fromEntries(
      this.#deciding.sections.map(({ id, slugs: each }) => [id, each]),
    ) as Parameters<typeof articlePath>[0]['slugs']
    for (const sketch of this.#sketches.values()) {
      const items = this.#itemsOf(sketch)
      const [richest] = items
      if (richest) sketch.place = richest.place
      sketch.files = [...new Set(items.map(({ place }) => place.file))]
      try {
        const decided = this.#deciding.decide(fieldsOf(items, this.#catalogue))
        sketch.decided = decided
        sketch.path = articlePath(
          { slugs },
          { id: sketch.id, locale: sketch.locale, section: decided.section.id, slug: slugify(decided.title) },
        )
      } catch (error) {
        if (!(error instanceof Skip)) throw error
        sketch.skip = error.notice
        const notice = { ...error.notice, place: sketch.place, key: sketch.key }
        yield { skipped: { key: sketch.key, place: sketch.place, notice } }
        continue
      }
      const target = { key: sketch.key, path: sketch.path, isPublic: sketch.decided.status === 'published' }
      for (const item of items) {
        const list = this.#listOf(item)
        if (list !== undefined && item.id !== undefined) {
          this.#addresses.addItem(list, item.id, target)
          const { listPath } = item
          if (listPath) this.#addresses.addItem(listPath.split('/').at(-1) ?? listPath, item.id, target)
          this.#byItem.set(`${list}/${item.id}`, sketch)
        }
        if (item.id !== undefined) this.#byItem.set(`${item.place.file}\n${item.id}`, sketch)
      }
      for (const address of sketch.addresses) {
        const taken = this.#addresses.add(address, target)
        if (taken) {
          sketch.addresses = sketch.addresses.filter((each) => each !== address)
          yield {
            notice: {
              code: 'address-taken',
              place: sketch.place,
              key: sketch.key,
              value: [address, taken.key],
            },
          }
        }
      }
    }
  }

  /** Every article, once all are known. */
  async *articles(): AsyncGenerator<PlanLine> {
    const translated = this.#translations()
    for (const sketch of this.#sketches.values()) {
      if (sketch.skip) yield* this.#alsoMissing(sketch)
      if (!sketch.decided || translated.secondary.has(sketch.key)) continue
      try {
        const line = await this.#article(sketch, sketch.decided)
        for (const other of translated.of(sketch)) {
          if (!other.decided) continue
          const { article, notices } = await this.#article(other, other.decided)
          line.notices.push(...notices)
          line.article.files = [...line.article.files, ...article.files]
          const { title, summary, body, publishedAt, status, oldAddresses } = article
          line.article.translations = {
            ...line.article.translations,
            [other.locale]: { title, summary, body, publishedAt, status, oldAddresses },
          }
          line.article.digest = digest([line.article.digest, article.digest])
        }
        yield line
      } catch (error) {
        const skip =
          error instanceof Skip
            ? error.notice
            : { code: 'broken-item' as const, value: error instanceof Error ? error.message : String(error) }
        yield {
          skipped: {
            key: sketch.key,
            place: sketch.place,
            notice: { ...skip, place: sketch.place, key: sketch.key },
          },
        }
      }
    }
    yield* this.#ofTheRun()
  }

  /** What an item that only lacks its section will lack too, once it has one. */
  *#alsoMissing(sketch: Sketch): Generator<PlanLine> {
    if (!sketch.skip?.code.startsWith('section-')) return
    const items = this.#itemsOf(sketch)
    const notices: Notice[] = []
    const tell = (code: NoticeCode, more: Partial<Notice> = {}) =>
      notices.push({ code, place: sketch.place, key: sketch.key, ...more })
    this.#related(fieldsOf(items, this.#catalogue), sketch, tell)
    this.#tellAttachmentsElsewhere(items, tell)
    for (const notice of notices) yield { notice }
  }

  #tellAttachmentsElsewhere(items: readonly SourceItem[], tell: (code: NoticeCode) => void): void {
    const isElsewhere = items.some(({ attachmentsElsewhere }) => attachmentsElsewhere)
    if (isElsewhere && items.every(({ attachments }) => attachments.length === 0))
      tell('attachments-not-in-file')
  }

  #translations() {
    const groups = new Map<string, Sketch[]>()
    for (const sketch of this.#sketches.values())
      if (sketch.group !== undefined && sketch.decided)
        groups.set(sketch.group, [...(groups.get(sketch.group) ?? []), sketch])
    const secondary = new Set<string>()
    const others = new Map<string, Sketch[]>()
    for (const all of groups.values()) {
      const first = all.find(({ locale }) => locale === defaultLocale) ?? all[0]
      const rest = all.filter((each) => each !== first && each.locale !== first?.locale)
      for (const each of rest) secondary.add(each.key)
      if (first) others.set(first.key, rest)
    }
    return { secondary, of: ({ key }: Sketch) => others.get(key) ?? [] }
  }

  async #body(
    value: Value | undefined,
    near: string,
    base: string | undefined,
  ): Promise<Body & { files: PlannedFile[] }> {
    if (typeof value === 'object' && 'tooLong' in value) throw new Skip('body-too-long', value.tooLong)
    const text = typeof value === 'object' && 'html' in value ? value.html : textOf(value)
    await this.media.prepare(addressesIn(text), near)
    const { resolver, files } = resolverFor({ addresses: this.#addresses, media: this.media, near, base })
    return { ...readBody(text, resolver), files }
  }

  async #article(
    sketch: Sketch,
    decided: Decided,
  ): Promise<{ article: Mutable<PlannedArticle>; notices: Notice[] }> {
    const items = this.#itemsOf(sketch)
    const fields = fieldsOf(items, this.#catalogue)
    const { key, place } = sketch
    const notices: Notice[] = decided.notices.map((notice) => ({ ...notice, place, key }))
    const tell = (code: NoticeCode, more: Partial<Notice> = {}) => notices.push({ code, place, key, ...more })
    const [main] = items
    if (!main) throw new Error(`${key} has no item`)
    for (const item of items)
      for (const notice of item.notices ?? []) notices.push({ ...notice, place: item.place, key })

    const bodyItem = fields.all('body')[0]?.item ?? main
    const body = await this.#body(fields.get('body'), bodyItem.place.file, bodyItem.base)
    if ('tooLong' in body) throw new Skip('body-too-long', body.tooLong)
    for (const { code, values } of body.told) {
      const shown = [...new Set(values)]
      tell(code, { value: shown.length === 1 ? (shown[0] ?? '') : shown, count: values.length })
    }
    if (body.isPlain && body.html !== '') this.#tellOnce(notices, 'plain-text-body', bodyItem.place)
    if (body.isUnreadable) tell('unreadable-text')

    const lead = await this.#lead(fields, tell)
    const attachments = await this.#attachments(items, tell)
    const related = this.#related(fields, sketch, tell)
    const byline = bylineOf(fields, this.#options)
    if (byline.unknown.length > 0) tell('author-unknown', { value: byline.unknown })
    if (byline.leftOut > 0) tell('too-many', { value: 'byline', count: byline.leftOut })
    if (byline.names.length === 0 && byline.unknown.length === 0) {
      if (
        this.#catalogue.hasColumnFor('byline') ||
        items.some((item) => item.columns.some(({ meaning }) => meaning === 'byline'))
      )
        tell('no-byline')
      else this.#tellOnce(notices, 'no-byline', place)
    }
    if (decided.section.isOption) this.#tellOnce(notices, 'section-from-option', place, decided.section.name)
    if (!sketch.hasId && sketch.addresses.length === 0) {
      this.#tellOnce(notices, 'no-id', place)
      this.#tellOnce(notices, 'no-old-address', place)
    }
    const external = linkOf(fields.get('externalUrl'))
    const audio = linkOf(fields.get('audio'))
    const summary = toLines(plainText(textOf(fields.get('summary'))))
    if (summary.length > 600) tell('field-cut', { value: 'summary' })
    const amount = numberOf(fields.get('amount'))
    if (amount) this.#tellOnce(notices, 'private-field-left-out', place, this.#labelFor('amount'))
    const unpublish = this.#deciding.date(fields, 'unpublishAt')
    const status: Status = body.isUnreadable ? 'draft' : decided.status
    if (items.length > 1) tell('several-sources', { value: sketch.files })
    if (body.html === '' && !external && fields.get('body') === undefined && !fields.get('summary'))
      tell('no-content')
    const returnNote = decided.isDenied ? toLines(plainText(textOf(fields.get('moderationNote')))) : ''
    const royalty = {
      ...optional('pages', numberOf(fields.get('pages'))),
      ...optional('pictures', numberOf(fields.get('pictures'))),
      ...optional('legacyAmountVnd', amount === undefined ? undefined : Math.round(amount)),
    }
    const planned: Omit<PlannedArticle, 'digest'> = {
      key,
      id: sketch.id,
      place,
      sources: sketch.files,
      system: sketch.system,
      locale: sketch.locale,
      title: decided.title,
      section: { id: decided.section.id, name: decided.section.name },
      publishedAt: status === 'published' || status === 'scheduled' ? (decided.date ?? null) : null,
      ...(status !== 'published' &&
        status !== 'scheduled' &&
        decided.date !== undefined && { plannedFor: decided.date }),
      byline: byline.names,
      views: this.#deciding.views(fields),
      status,
      summary: summary.slice(0, 600),
      body: body.html,
      featured: booleanOf(fields.get('featured')),
      ...optional('genre', lineOf(fields.get('genre')) || undefined),
      tags: referencesOf(fields.get('tags')).flatMap(
        ({ label }) =>
          label
            ?.split(/[,;]/u)
            .map((each) => each.trim())
            .filter(Boolean) ?? [],
      ),
      related,
      leadImage: lead?.picture ?? null,
      ...optional('caption', lineOf(fields.get('caption')) || undefined),
      attachments: attachments.named,
      ...optional('externalUrl', external?.url),
      ...optional('audio', audio && { address: audio.url }),
      oldAddresses: sketch.addresses,
      ...('at' in unpublish && { unpublishAt: unpublish.at }),
      ...optional('returnNote', returnNote || undefined),
      ...(Object.keys(royalty).length > 0 && { royaltyNote: royalty }),
      ...optional('createdBy', lineOf(fields.get('createdBy')) || undefined),
      ...optional('changedAt', this.#savedAt(fields)),
      ...optional('version', lineOf(fields.get('version')) || undefined),
      revisions: await this.#revisions(items, tell),
      legacy: Object.fromEntries(
        Object.entries(fields.legacy).map(([name, value]) => [name, textOf(value).slice(0, 32_767)]),
      ),
      files: [
        ...new Map(
          [...body.files, ...attachments.files, ...(lead?.files ?? [])].map((file) => [file.media, file]),
        ).values(),
      ],
    }
    const { views: _, place: __, sources: ___, ...written } = planned
    return { article: { ...planned, digest: digest(written) }, notices }
  }

  #savedAt(fields: Fields): string | undefined {
    for (const meaning of ['changedAt', 'createdAt'] as const) {
      const read = this.#deciding.date(fields, meaning)
      if ('at' in read && Date.parse(read.at) <= this.#options.now) return read.at
    }
    return undefined
  }

  #labelFor(meaning: string): string {
    const facts = [...this.#catalogue.columns.values()].find((each) => each.meaning === meaning)
    return facts?.label ?? facts?.name ?? meaning
  }

  #tellOnce(notices: Notice[], code: NoticeCode, { file }: Place, value?: string): void {
    const key = `${code}\n${file}`
    if (this.#once.has(key)) return
    this.#once.add(key)
    notices.push({ code, place: { file }, ...(value !== undefined && { value }) })
  }

  async #lead(fields: Fields, tell: (code: NoticeCode, more?: Partial<Notice>) => void) {
    for (const { value, item } of fields.all('image')) {
      const link = linkOf(value)
      if (!link || /(?:^|\/)(?:blank|sitepagethumbnail)\.\w+$/iu.test(link.url)) continue
      const near = item.place.file
      await this.media.prepare([link.url], near)
      const taken = this.media.at(link.url, near)
      if (!taken) tell('picture-missing', { value: link.url })
      else if ('refused' in taken) tell('picture-refused', { value: taken.path })
      const alt = link.alt ?? lineOf(fields.get('imageAlt'))
      if (alt === '') tell('picture-without-description', { value: link.url })
      const caption = lineOf(fields.get('caption'))
      const isHere = taken && 'media' in taken
      return {
        picture: {
          file: link.url,
          alt,
          ...(caption !== '' && { caption }),
          ...(isHere && { media: taken.media }),
        },
        files: isHere ? [taken] : [],
      }
    }
    return undefined
  }

  async #attachments(items: readonly SourceItem[], tell: (code: NoticeCode, more?: Partial<Notice>) => void) {
    const files: PlannedFile[] = []
    const named: { name: string; media?: string }[] = []
    const missing: string[] = []
    const seen = new Set<string>()
    for (const item of items)
      for (const { name, address, file } of item.attachments) {
        if (seen.has(name.toLowerCase())) continue
        seen.add(name.toLowerCase())
        const at = file ?? address
        await this.media.prepare([at], item.place.file, file === undefined ? undefined : name)
        const taken = this.media.at(at, item.place.file)
        if (taken && 'media' in taken) {
          files.push({ ...taken, name })
          named.push({ name, media: taken.media })
          continue
        }
        if (taken) {
          tell('attachment-refused', { value: name })
          // Readers of PDF mend a lost index: it is named, so that somebody saves it anew and adds it.
          if (/\.pdf$/iu.test(name)) named.push({ name })
          continue
        }
        const reason = await this.media.notExported(at, item.place.file)
        if (reason !== undefined) {
          tell('attachment-not-exported', { value: `${name}: ${reason}` })
          continue
        }
        missing.push(name)
        named.push({ name })
      }
    if (missing.length > 0) tell('attachment-missing', { value: missing, count: missing.length })
    this.#tellAttachmentsElsewhere(items, tell)
    return { files, named }
  }

  #related(
    fields: Fields,
    sketch: Sketch,
    tell: (code: NoticeCode, more?: Partial<Notice>) => void,
  ): string[] {
    const missing: string[] = []
    const found: string[] = []
    for (const { value, item } of fields.all('related'))
      for (const { id, label } of referencesOf(value)) {
        const list = this.#listOf(item)
        const target =
          id === undefined
            ? undefined
            : (this.#byItem.get(`${list}/${id}`) ?? this.#byItem.get(`${item.place.file}\n${id}`))
        if (!target?.decided) {
          const shown = id ?? label ?? ''
          if (!missing.includes(shown)) missing.push(shown)
        } else if (target !== sketch && !found.includes(target.key)) {
          found.push(target.key)
          if (target.decided.status !== 'published')
            tell('related-not-public-yet', { key: target.key, value: sketch.key })
        }
      }
    if (missing.length > 0)
      tell('related-missing', {
        value: missing.length === 1 ? (missing[0] ?? '') : missing,
        count: missing.length,
      })
    if (found.length > 10) tell('too-many', { value: 'related', count: found.length - 10 })
    return found.slice(0, 10)
  }

  async #revisions(
    items: readonly SourceItem[],
    tell: (code: NoticeCode, more?: Partial<Notice>) => void,
  ): Promise<PlannedRevision[]> {
    const versions = items.flatMap((item) => this.#versionsOf(item).map((version) => ({ item, version })))
    if (versions.length === 0) return []
    if (this.#options.history === 'last') {
      tell('versions-left-out', { count: versions.length - 1 })
      return []
    }
    const made: PlannedRevision[] = []
    let title = ''
    for (const { item, version } of versions) {
      const fields = fieldsOf([{ ...item, columns: version.columns }], this.#catalogue)
      const at = this.#deciding.date(
        fieldsOf(
          [{ ...item, columns: [{ name: 'at', value: version.at, meaning: 'changedAt' }] }],
          this.#catalogue,
        ),
        'changedAt',
      )
      if (!('at' in at)) continue
      const body = await this.#body(fields.get('body'), item.place.file, item.base)
      title = lineOf(fields.get('title')) || title
      const status = this.#deciding.versionStatus(fields, version.number)
      made.push({
        version: version.number,
        at: at.at,
        by: version.by,
        status,
        title,
        summary: toLines(plainText(textOf(fields.get('summary')))).slice(0, 600),
        body: 'html' in body ? body.html : '',
      })
    }
    return made
  }

  #versionsOf(item: SourceItem): readonly Version[] {
    if (item.versions.length > 0) return item.versions
    const list = this.#listOf(item)
    const found = this.#catalogue.versions.find(
      ({ list: theirs, id }) =>
        (id === undefined ? this.#sketches.size === 1 : id === item.id) &&
        (theirs === undefined || list === undefined || theirs === list),
    )
    return found ? this.#catalogue.versionSpool.get(found.at) : []
  }

  /** What concerns no single article. */
  *#ofTheRun(): Generator<PlanLine> {
    for (const [file, clock] of this.#catalogue.clocks)
      if (clock !== 'utc')
        yield {
          notice: {
            code: 'zone-assumed',
            place: { file },
            value:
              this.#options.clock === 'utc' || (clock === 'unclear' && this.#options.clock !== 'site')
                ? 'UTC'
                : 'Asia/Ho_Chi_Minh',
          },
        }
    for (const [key, { dmy, mdy, either }] of this.#catalogue.dates) {
      const [file = '', column = ''] = key.split('\n')
      const meaning = this.#catalogue.columns.get(column)?.meaning
      if (mdy > dmy && meaning)
        yield { notice: { code: 'date-order', place: { file }, value: `mdy: ${mdy}/${dmy + mdy + either}` } }
    }
    yield* this.#missingPages()
    for (const file of this.#files.all) {
      if (this.media.used.has(file.path)) continue
      if (this.#unused.has(file.path))
        yield {
          notice: {
            code: /_Error\.txt$/iu.test(file.path) ? 'file-not-exported' : 'file-unused',
            place: { file: file.path },
            value: file.path,
          },
        }
    }
  }

  readonly #unused = new Set<string>()

  /** A file that only items could name. */
  addMaterial(file: { path: string }): void {
    this.#unused.add(file.path)
  }

  /** Answers go on at `p_ID=104`: then some file of the run holds later items of that list. */
  *#missingPages(): Generator<PlanLine> {
    for (const { file, next } of this.#catalogue.pages) {
      if (next === undefined) continue
      const from = Number(/(?:p_ID(?:=|%3d)|skiptoken=)(\d+)/iu.exec(next)?.[1] ?? Number.NaN)
      const list = this.#catalogue.listOfFile.get(file)
      const isThere = this.#catalogue.entries.some(
        (entry) =>
          entry.file !== file &&
          Number(entry.id) > from &&
          (entry.list ?? this.#catalogue.listOfFile.get(entry.file)) === list,
      )
      if (!isThere) yield { notice: { code: 'more-pages', place: { file }, value: next } }
    }
  }
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Each in Name]?: Value } =>
  // A computed key of one name cannot be told otherwise.
  (value === undefined ? {} : { [name]: value }) as { [Each in Name]?: Value }
