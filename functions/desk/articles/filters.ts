import { isLocale, type Locale } from '../../domain/locale.ts'

/** The lists that stand above the table, in the order of an article's life. */
export const tabs = [
  'mine',
  'in_review',
  'approved',
  'scheduled',
  'published',
  'all',
  'look_again',
  'discarded',
] as const
/** Lists that other screens lead to. */
export const furtherStates = ['draft', 'unreviewed', 'late', 'stale', 'withdrawn'] as const
export const states = [...tabs, ...furtherStates] as const
export type ListState = (typeof states)[number]

/** The last changed first, unless another is asked for. */
export const sorts = ['-updated', 'updated', '-published', 'title'] as const
export type Sort = (typeof sorts)[number]

/** Which articles are listed. All of it stands in the address, so that a list can be kept and sent. */
export interface Filters {
  state: ListState
  sort: Sort
  section?: string
  /** `news` or `page`. */
  type?: string
  locale?: Locale
  /** Principal of who made or wrote it. */
  person?: string
  /** Days of Vietnam (`2026-11-27`), both included: when it was changed; of public texts, when they went public. */
  from?: string
  to?: string
  text?: string
}

export const noFilters: Filters = { state: 'all', sort: '-updated' }
const names = ['section', 'type', 'person', 'from', 'to', 'text'] as const
const day = /^\d{4}-\d{2}-\d{2}$/u

/** The filters of an address; what is not understood is left out. */
export function readFilters(search: string): Filters {
  const asked = new URLSearchParams(search)
  const locale = asked.get('locale') ?? ''
  const given = names.flatMap((name) => {
    const value = asked.get(name)?.trim()
    const isGood = value && (!['from', 'to'].includes(name) || day.test(value))
    return isGood ? [[name, value] as const] : []
  })
  return {
    state: states.find((each) => each === asked.get('state')) ?? noFilters.state,
    sort: sorts.find((each) => each === asked.get('sort')) ?? noFilters.sort,
    ...(isLocale(locale) && { locale }),
    ...Object.fromEntries(given),
  }
}

/** The address of a list, without what goes without saying. */
export function addressOf({ state, sort, ...rest }: Filters): string {
  const asked = new URLSearchParams({
    ...(state !== noFilters.state && { state }),
    ...rest,
    ...(sort !== noFilters.sort && { sort }),
  })
  const search = asked.toString()
  return search ? `/articles?${search}` : '/articles'
}

/** Filters beside the list itself and its order. */
export function filtersIn({ state: _, sort: __, ...rest }: Filters): number {
  return Object.values(rest).filter((each) => each !== undefined).length
}

/** What a state is to the API. */
const questions: Record<ListState, Record<string, string>> = {
  mine: { mine: 'true' },
  in_review: { status: 'in_review' },
  approved: { status: 'approved' },
  scheduled: { status: 'scheduled' },
  published: { status: 'published' },
  all: {},
  look_again: { lookAgain: 'true' },
  discarded: { discarded: 'true' },
  draft: { status: 'draft' },
  unreviewed: { unreviewed: 'true' },
  late: { late: 'true' },
  stale: { stale: 'true' },
  withdrawn: { status: 'withdrawn' },
}

/** The question that the API answers with these articles. */
export function questionOf({ state, sort: chosen, person, from, to, ...rest }: Filters): URLSearchParams {
  const when = state === 'published' ? 'published' : 'updated'
  // Of some days what went public then is found by when it did, however long ago that is.
  const isOfDays = when === 'published' && (from !== undefined || to !== undefined)
  const sort = isOfDays && chosen === noFilters.sort ? '-published' : chosen
  return new URLSearchParams({
    ...questions[state],
    ...rest,
    ...(person && { author: person }),
    ...(from && { [`${when}From`]: from }),
    ...(to && { [`${when}To`]: to }),
    ...(sort !== noFilters.sort && { sort }),
  })
}
