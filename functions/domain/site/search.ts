import type { Locale } from '../locale.ts'
import { toText } from '../text.ts'
import { searchPath } from './paths.ts'

/** What a reader asks, as the address of the page of results says it. */
export interface Search {
  /** NFC, white space collapsed; empty where nothing was asked. */
  q: string
  /** Id of a section. */
  section?: string
  /** First and last local day of publication, `2019-07-11`. */
  from?: string
  to?: string
  order: 'best' | 'newest'
  page: number
}

/** Characters of a query that are looked at. */
export const longestQuery = 200
/** Nobody turns more pages; who wants older articles names a time. */
export const lastPage = 50

/** The parameters of the page, in the order in which its addresses have them. */
export const searchParameters = ['q', 'section', 'from', 'to', 'order', 'page'] as const
export type SearchParameter = (typeof searchParameters)[number]

const section = /^[a-z0-9-]{1,64}$/u
const day = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u

/** One line of text, without what no text may hold; of one that is too long one character more, by which that shows. */
export function toQuery(text: string): string {
  const line = toText(text.slice(0, longestQuery * 4).replace(/\s+/gu, ' ')).trim()
  // What would be cut off again, a blank or half a character, leaves a sign.
  return line.slice(0, longestQuery + 1).replace(/[ \ud800-\udbff]$/u, '…')
}

function isDay(text: string | undefined): text is string {
  if (text === undefined || !day.test(text)) return false
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

/**
 * Reads the parameters of the page. What makes no sense is left out: a reader who mistyped an address gets results, not a fault.
 * The edge does the same before its cache is asked (functions/edge/viewer-request.js).
 */
export function readSearch(parameter: (name: SearchParameter) => string | undefined): Search {
  const [asked, page] = [parameter('section'), Number(parameter('page'))]
  const days = [parameter('from'), parameter('to')].map((each) => (isDay(each) ? each : undefined))
  const [from, to] = days.every((each) => each !== undefined) ? days.sort() : days
  return {
    q: toQuery(parameter('q') ?? ''),
    ...(asked !== undefined && section.test(asked) && { section: asked }),
    ...(from && { from }),
    ...(to && { to }),
    order: parameter('order') === 'newest' ? 'newest' : 'best',
    page: Number.isInteger(page) && page > 1 && page <= lastPage ? page : 1,
  }
}

/** Whether it asks for a part of the site alone. */
export const isNarrowed = ({ section, from, to }: Search) => [section, from, to].some(Boolean)

/** `/vi/tim-kiem?q=hội+nghị&order=newest`, encoded: what goes without saying is left out. */
export function searchAddress(locale: Locale, search: Partial<Search>): string {
  const { order, page = 1, ...asked } = search
  const said: Record<SearchParameter, string | undefined> = {
    q: undefined,
    section: undefined,
    from: undefined,
    to: undefined,
    ...asked,
    order: order === 'newest' ? order : undefined,
    page: page > 1 ? String(page) : undefined,
  }
  const pairs = searchParameters.flatMap((name) => {
    const value = said[name]
    return value ? [`${name}=${encodeURIComponent(value).replaceAll('%20', '+')}`] : []
  })
  return pairs.length > 0 ? `${searchPath(locale)}?${pairs.join('&')}` : searchPath(locale)
}

/** A query string as the edge hands it to the door: its `q` in letters that are signed in one way, `.C4` for `%C4`. */
export function asAskedFor(query: string): string {
  return query.replace(/(?<=^|&)q=[^&]*/u, (q) => q.replaceAll('.', '%'))
}
