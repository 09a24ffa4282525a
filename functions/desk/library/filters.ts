import { type MediaKind, mediaKinds } from '../../domain/library/formats.ts'
import { isLocale, type Locale, locales } from '../../domain/locale.ts'

/** The lists that stand above the files. `undescribed.vi`: pictures that say nothing in that language yet. */
export type LibraryList = 'all' | 'mine' | 'unused' | `undescribed.${Locale}` | 'withdrawn'
export const libraryLists: readonly LibraryList[] = [
  'all',
  'mine',
  'unused',
  ...locales.map((locale) => `undescribed.${locale}` as const),
  'withdrawn',
]

/** The language in which the pictures of a list say nothing yet. */
export function undescribedIn(list: LibraryList): Locale | undefined {
  const locale = list.split('.')[1] ?? ''
  return isLocale(locale) ? locale : undefined
}

/** By which words a list is told of: those of its language stand in them. */
export function wordOf(list: LibraryList): 'all' | 'mine' | 'unused' | 'withdrawn' | 'undescribed' {
  return list === 'all' || list === 'mine' || list === 'unused' || list === 'withdrawn' ? list : 'undescribed'
}

/** The last changed first, unless another is asked for. */
export const sorts = ['-updated', 'updated', '-created', 'name'] as const
export type Sort = (typeof sorts)[number]

export const views = ['grid', 'list'] as const
export type View = (typeof views)[number]

export const kinds: readonly MediaKind[] = mediaKinds

/** Which files are shown, and how. All of it stands in the address. */
export interface Filters {
  list: LibraryList
  sort: Sort
  view: View
  kind?: MediaKind
  /** Principal of whoever uploaded it. */
  person?: string
  /** Days of Vietnam on which it was uploaded, both included. */
  from?: string
  to?: string
  text?: string
}

export const noFilters: Filters = { list: 'all', sort: '-updated', view: 'grid' }
const names = ['person', 'from', 'to', 'text'] as const
const day = /^\d{4}-\d{2}-\d{2}$/u

/** The filters of an address; what is not understood is left out. */
export function readFilters(search: string): Filters {
  const asked = new URLSearchParams(search)
  const oneOf = <Name extends string>(all: readonly Name[], name: string) =>
    all.find((each) => each === asked.get(name))
  const kind = oneOf(kinds, 'kind')
  const given = names.flatMap((name) => {
    const value = asked.get(name)?.trim()
    const isGood = value && (!['from', 'to'].includes(name) || day.test(value))
    return isGood ? [[name, value] as const] : []
  })
  return {
    list: oneOf(libraryLists, 'list') ?? noFilters.list,
    sort: oneOf(sorts, 'sort') ?? noFilters.sort,
    view: oneOf(views, 'view') ?? noFilters.view,
    ...(kind && { kind }),
    ...Object.fromEntries(given),
  }
}

/** The address of a list, without what goes without saying. */
export function addressOf({ list, sort, view, ...rest }: Filters): string {
  const asked = new URLSearchParams({
    ...(list !== noFilters.list && { list }),
    ...rest,
    ...(sort !== noFilters.sort && { sort }),
    ...(view !== noFilters.view && { view }),
  })
  const search = asked.toString()
  return search ? `/media?${search}` : '/media'
}

/** Filters beside the list itself, its order and its look. */
export function filtersIn({ list: _, sort: __, view: ___, ...rest }: Filters): number {
  return Object.values(rest).filter((each) => each !== undefined).length
}

/** The question that the API answers with these files. `me`: the principal of whoever asks. */
export function questionOf({ list, sort: chosen, view: _, person, ...rest }: Filters, me: string): string {
  // What was uploaded on some days is found by when it was, however long ago that is.
  const isOfDays = rest.from !== undefined || rest.to !== undefined
  const sort = isOfDays && chosen === noFilters.sort ? '-created' : chosen
  const undescribed = undescribedIn(list)
  const by = list === 'mine' ? me : person
  return new URLSearchParams({
    status: list === 'withdrawn' ? 'withdrawn' : 'ready',
    limit: '60',
    ...rest,
    ...(by && { by }),
    ...(list === 'unused' && { unused: 'true' }),
    ...(undescribed && { undescribed }),
    ...(sort !== noFilters.sort && { sort }),
  }).toString()
}
