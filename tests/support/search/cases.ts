import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Texts, and what searches of them must answer. */
interface CaseFile {
  docs: Doc[]
  cases: Case[]
}
export interface Doc {
  id: number
  title: string
  lead: string
  body: string
  section: string
  /** `2023-10-02`; published at 00:00 UTC. */
  date: string
}
export interface Case {
  id: string
  q: string
  why: string
  hits?: number[]
  contains?: number[]
  first?: number[]
  first_set?: number[]
  before?: [number, number][]
  not?: number[]
  ordered?: number[]
  count?: number
  page_len?: number
  exact?: number
  same_as?: string
  highlight_title?: string[]
  highlight_body?: string[]
  dym?: string
  opts?: { sort?: 'new'; section?: string; from?: string; to?: string; size?: number; page?: number }
}

const file = new URL('./fixtures/vi-search-cases.json', import.meta.url)
export const { docs, cases }: CaseFile = JSON.parse(readFileSync(file, 'utf8'))

export const articleIdOf = (doc: number) => `case${String(doc).padStart(6, '0')}`

/** What a page of results shows. */
export interface Shown {
  ids: number[]
  total: number
  /** Undefined where the page does not tell. */
  exact: number | undefined
  /** The marked words of the first result. */
  marked: string
  instead: string | undefined
}

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/gu, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')

/** Reads a page in Vietnamese. */
export function readResults(html: string): Shown {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  const items = main.match(/<li class="card">.*?<\/li>/gsu) ?? []
  const number = (pattern: RegExp) => {
    const found = pattern.exec(plain(main))?.[1]
    return found === undefined ? undefined : Number(found.replaceAll('.', ''))
  }
  const instead = /<p class="instead">.*?<a [^>]*>(.*?)<\/a>/su.exec(main)?.[1]
  return {
    ids: items.map((item) => Number(/case(\d{6})"/u.exec(item)?.[1])),
    total: number(/([\d.]+) kết quả cho/u) ?? 0,
    exact: number(/([\d.]+) kết quả đúng dấu/u),
    marked: [...(items[0] ?? '').matchAll(/<mark>(.*?)<\/mark>/gsu)]
      .map(([, word = '']) => plain(word))
      .join('|'),
    instead: instead === undefined ? undefined : plain(instead),
  }
}

/** The address at which a reader asks it. */
export function addressOf(
  { q, opts: { sort, section, from, to } = {} }: Pick<Case, 'q' | 'opts'>,
  page = 1,
): string {
  const asked = {
    q,
    section,
    from,
    to,
    order: sort === 'new' ? 'newest' : undefined,
    page: page > 1 ? `${page}` : undefined,
  }
  const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return `/vi/tim-kiem?${new URLSearchParams(given)}`
}

/** Whether a reader's page can ask it: it always shows ten results. */
export const isForReaders = ({ opts }: Case) => opts?.size === undefined && opts?.page === undefined

const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

/** What must be found, and in which order. */
export function holdHits(each: Case, ids: readonly number[]): void {
  if (each.hits) expect(sorted(ids)).toEqual(sorted(each.hits))
  if (each.ordered) expect(ids).toEqual(each.ordered)
  if (each.contains) expect(ids).toEqual(expect.arrayContaining(each.contains))
  if (each.first) expect(ids.slice(0, each.first.length)).toEqual(each.first)
  if (each.first_set) expect(sorted(ids.slice(0, each.first_set.length))).toEqual(sorted(each.first_set))
  for (const [a, b] of each.before ?? []) {
    expect(ids).toContain(a)
    if (ids.includes(b)) expect(ids.indexOf(a)).toBeLessThan(ids.indexOf(b))
  }
  for (const id of each.not ?? []) expect(ids).not.toContain(id)
}

/** Asks a case at the door, page by page, and holds the answer to it. */
export async function holdTo(each: Case, read: (address: string) => Promise<string>): Promise<void> {
  async function ask(asked: Pick<Case, 'q' | 'opts'>): Promise<Shown> {
    const first = readResults(await read(addressOf(asked)))
    const ids = [...first.ids]
    for (let page = 2; ids.length < first.total && page <= 10; page += 1)
      ids.push(...readResults(await read(addressOf(asked, page))).ids)
    return { ...first, ids }
  }
  const { ids, total, exact, marked, instead } = await ask(each)
  expect(total).toBe(ids.length)
  holdHits(each, ids)
  if (each.count !== undefined) expect(total).toBe(each.count)
  if (each.exact !== undefined) expect(exact ?? total).toBe(each.exact)
  if (each.same_as !== undefined) expect(ids).toEqual((await ask({ q: each.same_as })).ids)
  for (const words of [...(each.highlight_title ?? []), ...(each.highlight_body ?? [])])
    expect(marked.normalize('NFC')).toContain(words.normalize('NFC'))
  if (each.dym) expect(instead?.toLowerCase()).toBe(each.dym.toLowerCase())
}
