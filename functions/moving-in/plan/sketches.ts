import { defaultLocale, isLocale, type Locale } from '../../domain/locale.ts'
import { articleIdOf } from '../../domain/moving/item.ts'
import { articlePath } from '../../domain/site/paths.ts'
import { fold, slugify } from '../../domain/text.ts'
import type { NoArticle, SourceItem } from '../item.ts'
import type { Notice, NoticeCode } from '../notice.ts'
import { richness } from '../sources/sources.ts'
import { fromRoot } from './address.ts'
import { Addresses } from './addresses.ts'
import type { Catalogue } from './catalogue.ts'
import { type Decided, type Deciding, Skip } from './decide.ts'
import { fieldsOf } from './fields.ts'
import { knownByText, titleAndMoment, wordsDigest } from './identity.ts'
import type { PlanOptions } from './options.ts'
import type { PlanLine } from './planned.ts'
import type { Sketch } from './sketch.ts'
import { translationsOf } from './translations.ts'
import { lineOf, textOf } from './values.ts'

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

interface Sketching {
  catalogue: Catalogue
  options: PlanOptions
  deciding: Deciding
}

/** Which items there are, which of them are the same one, and what each leads to. */
export function createSketches({ catalogue, options, deciding }: Sketching) {
  const addresses = new Addresses(catalogue.hosts, options.mapping.parameters)
  const all = new Map<string, Sketch>()
  const byItem = new Map<string, Sketch>()
  const byText = new Map<string, Sketch[]>()
  const byMoment = new Map<string, Sketch>()

  function listOf(item: SourceItem): string | undefined {
    return item.list ?? catalogue.listOfFile.get(item.place.file) ?? options.list
  }

  function keyOf(item: SourceItem): string {
    const list = listOf(item)
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

  function addressesOf(item: SourceItem): string[] {
    const list = listOf(item)
    const listPath = item.listPath ?? (list === undefined ? undefined : catalogue.listPaths.get(list))
    const form =
      listPath !== undefined && item.id !== undefined && item.addresses.length === 0
        ? [`${listPath}/DispForm.aspx?ID=${item.id}`]
        : []
    return [...new Set([...item.addresses.map(fromRoot), ...form])]
  }

  function localeOf({ language }: SourceItem): Locale {
    const primary = language?.toLowerCase().split(/[-_]/u)[0] ?? ''
    return isLocale(primary) ? primary : defaultLocale
  }

  function isSameMoment(one: SourceItem, other: SourceItem): boolean {
    const [first, second] = [one, other].map((item) => {
      try {
        return JSON.stringify(deciding.date(fieldsOf([item], catalogue), 'publishedAt'))
      } catch {
        return ''
      }
    })
    return first === second
  }

  /** The item that this one is too: by list and id, by an address, or else by its words. */
  function sameAs(
    key: string,
    item: SourceItem,
    title: string,
    words: string,
  ): Sketch | { skip: Omit<Notice, 'place'> } | undefined {
    const byKey = all.get(key)
    // Items without a list may have the id of another one.
    if (byKey && (listOf(item) !== undefined || byKey.words.startsWith(`${title}\n`))) return byKey
    if (title === '') return undefined
    const alike = byText.get(`${title}\n${words}`) ?? []
    const before = alike.find((each) => !each.hasId || item.id === undefined)
    if (!before) return undefined
    const first = before.items[0] && catalogue.spool.get(before.items[0])
    if (!first || !isSameMoment(first, item)) return undefined
    return first.source === item.source && (!before.hasId || item.id === undefined)
      ? { skip: { code: 'same-text', value: before.place.file } }
      : before
  }

  function itemsOf({ items }: Sketch): SourceItem[] {
    return items
      .map((each) => catalogue.spool.get(each))
      .toSorted(
        (one, other) =>
          richness(one.source) - richness(other.source) || (one.place.file < other.place.file ? -1 : 1),
      )
  }

  /** Of two texts with one title and moment the first one stays: somebody must say which is meant, or what each is called. */
  function knowByText(sketch: Sketch, { title, date }: Decided): void {
    const moment = titleAndMoment(title, date)
    const other = byMoment.get(moment)
    if (other) throw new Skip('same-title-other-text', other.place.file)
    byMoment.set(moment, sketch)
    const knownAs = knownByText(title, date, sketch.place.file)
    sketch.knownAs = knownAs
    sketch.id = articleIdOf({ system: sketch.system, key: knownAs })
  }

  function* decideAll(): Generator<PlanLine> {
    // The sections of the site are all its sections; fromEntries cannot say so.
    const slugs = Object.fromEntries(
      deciding.sections.map(({ id, slugs: each }) => [id, each]),
    ) as Parameters<typeof articlePath>[0]['slugs']
    for (const sketch of all.values()) {
      const items = itemsOf(sketch)
      const [richest] = items
      if (richest) sketch.place = richest.place
      sketch.files = [...new Set(items.map(({ place }) => place.file))]
      try {
        sketch.decided = deciding.decide(fieldsOf(items, catalogue))
        if (richest?.isKnownByText) knowByText(sketch, sketch.decided)
      } catch (error) {
        if (!(error instanceof Skip)) throw error
        delete sketch.decided
        sketch.skip = error.notice
        const notice = { ...error.notice, place: sketch.place, key: sketch.key }
        yield { skipped: { key: sketch.key, place: sketch.place, notice } }
      }
    }
    const { firstOf } = translationsOf([...all.values()])
    for (const sketch of all.values()) {
      const { decided, locale } = sketch
      if (!decided) continue
      const first = firstOf(sketch)
      if (first) sketch.first = first
      // A translation stands in the article of its first text.
      const { id, decided: { section } = decided } = first ?? sketch
      sketch.path = articlePath({ slugs }, { id, locale, section: section.id, slug: slugify(decided.title) })
      const target = { key: sketch.key, path: sketch.path, isPublic: decided.status === 'published' }
      for (const item of itemsOf(sketch)) {
        const list = listOf(item)
        if (list !== undefined && item.id !== undefined) {
          addresses.addItem(list, item.id, target)
          const { listPath } = item
          if (listPath) addresses.addItem(listPath.split('/').at(-1) ?? listPath, item.id, target)
          byItem.set(`${list}/${item.id}`, sketch)
        }
        if (item.id !== undefined) byItem.set(`${item.place.file}\n${item.id}`, sketch)
      }
      for (const address of sketch.addresses) {
        const taken = addresses.add(address, target)
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

  /** Looks at every item once: what it is, what it becomes, and which are the same. */
  function* sketch(): Generator<PlanLine> {
    for (const entry of catalogue.entries) {
      const item = catalogue.spool.get(entry.item)
      const key = keyOf(item)
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
      const fields = fieldsOf([item], catalogue)
      const words = wordsDigest(`${textOf(fields.get('body')).slice(0, 4000)}`)
      const title = fold(lineOf(fields.get('title'))).replaceAll(/[^\p{L}\p{N}]+/gu, '')
      const known = sameAs(key, item, title, words)
      if (known && 'skip' in known && !('items' in known)) {
        yield { skipped: { key, place: item.place, notice: { ...known.skip, place: item.place, key } } }
        continue
      }
      if (known && 'items' in known) {
        known.items.push(entry.item)
        known.files.push(item.place.file)
        known.addresses = [...new Set([...known.addresses, ...addressesOf(item)])]
        continue
      }
      const wholeKey = all.has(key) ? `${item.place.file}/${key}` : key
      const sketch: Sketch = {
        key: wholeKey,
        system: item.system,
        id: articleIdOf({ system: item.system, key: wholeKey }),
        items: [entry.item],
        files: [item.place.file],
        place: item.place,
        locale: localeOf(item),
        ...(item.group !== undefined && { group: item.group }),
        path: '',
        addresses: addressesOf(item),
        words: `${title}\n${words}`,
        hasId: item.id !== undefined,
      }
      all.set(wholeKey, sketch)
      byText.set(sketch.words, [...(byText.get(sketch.words) ?? []), sketch])
    }
    yield* decideAll()
  }

  return {
    addresses,
    listOf,
    itemsOf,
    sketch,
    all: () => [...all.values()],
    /** The item of that id beside another one: in its list, or in its file. */
    beside: (item: SourceItem, id: string): Sketch | undefined =>
      byItem.get(`${listOf(item)}/${id}`) ?? byItem.get(`${item.place.file}\n${id}`),
    /** The key of an item that no file of the run holds, where it is shown beside this one: in the same list. */
    keyBeside: (item: SourceItem, { id, address }: { id: string; address?: string | undefined }) => {
      const list = listOf(item)
      const path = item.listPath ?? (list === undefined ? undefined : catalogue.listPaths.get(list))
      if (list === undefined || path === undefined || address === undefined) return undefined
      const shown = fromRoot(addresses.resolve(address, item.base)).toLowerCase()
      return shown.startsWith(`${fromRoot(path).toLowerCase()}/`) ? `${list}/${id}` : undefined
    },
  }
}

export type Sketches = ReturnType<typeof createSketches>
