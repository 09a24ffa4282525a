import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Notice } from '../../../functions/moving-in/notice.ts'
import { noMapping, type PlanOptions } from '../../../functions/moving-in/plan/options.ts'
import type { PlannedArticle } from '../../../functions/moving-in/plan/planned.ts'
import { makePlan } from '../../../functions/moving-in/run/make-plan.ts'
import { inputPath } from './read.ts'

/** The sections of a new site. */
export const sections = [
  { id: 'news', names: ['Tin tức', 'News'], slugs: { vi: 'tin-tuc', en: 'news' } },
  { id: 'consular', names: ['Lãnh sự', 'Consular affairs'], slugs: { vi: 'lanh-su', en: 'consular' } },
  { id: 'border', names: ['Biên giới', 'Border'], slugs: { vi: 'bien-gioi', en: 'border' } },
  {
    id: 'cooperation',
    names: ['Hợp tác quốc tế', 'Cooperation'],
    slugs: { vi: 'hop-tac-quoc-te', en: 'cooperation' },
  },
  { id: 'notices', names: ['Thông báo', 'Notices'], slugs: { vi: 'thong-bao', en: 'notices' } },
]

export interface DryRun {
  articles: PlannedArticle[]
  notices: Notice[]
  skipped: Notice[]
  /** The article whose key is this, or ends with it. */
  article(key: string): PlannedArticle
  codes(key?: string): string[]
}

type Told = Partial<Omit<PlanOptions, 'mapping'>> & { mapping?: Partial<PlanOptions['mapping']> }

/** Plans what lies at the paths, as a dry run does. */
export async function dryRun(
  paths: string | readonly string[],
  { mapping, ...told }: Told = {},
): Promise<DryRun> {
  const options: PlanOptions = {
    history: 'all',
    now: Date.parse('2026-11-27T00:00:00Z'),
    ...told,
    mapping: { ...noMapping(), ...mapping },
  }
  const planned = await makePlan([paths].flat(), { options, sections })
  const run: Omit<DryRun, 'article' | 'codes'> = { articles: [], notices: [], skipped: [] }
  try {
    for await (const line of planned.lines) {
      if ('article' in line) {
        run.articles.push(line.article)
        run.notices.push(...line.notices)
      } else if ('skipped' in line) run.skipped.push(line.skipped.notice)
      else run.notices.push(line.notice)
    }
  } finally {
    planned.close()
  }
  return {
    ...run,
    article: (key) => {
      const found = run.articles.find((each) => each.key === key || each.key.endsWith(`/${key}`))
      if (!found)
        throw new Error(`no article "${key}" among ${run.articles.map((each) => each.key).join(', ')}`)
      return found
    },
    codes: (key) =>
      [...run.notices, ...run.skipped]
        .filter((notice) => key === undefined || notice.key === key || notice.key?.endsWith(`/${key}`))
        .map(({ code }) => code),
  }
}

interface Expected {
  articles: Record<string, unknown>[]
  skipped?: { key: string; reason: string }[]
  warnings?: { key?: string; code: string; value?: unknown; count?: number }[]
  errors?: { code: string; mustSay: string[] }[]
}

const withoutTables = (html: string) => html.replaceAll(/<table[\s\S]*?<\/table>/gu, '')
const withoutLists = (html: string) => html.replaceAll(/<(ul|ol)[\s>][\s\S]*<\/\1>/gu, '')
const count = (html: string, tag: RegExp) => html.match(tag)?.length ?? 0

/** What the expected files count in a body. */
export function bodyFacts(html: string) {
  return {
    paragraphs: count(withoutLists(withoutTables(html)), /<p[\s>]/gu),
    listItems: count(html, /<li[\s>]/gu),
    tables: count(html, /<table[\s>]/gu),
    tableRows: count(html, /<tr[\s>]/gu),
    headings: count(html, /<h[1-6][\s>]/gu),
    images: count(html, /<img[\s>]/gu),
    links: count(html, /<a[\s>]/gu),
    words: html
      .replaceAll(/<[^>]*>/gu, ' ')
      .split(/\s+/gu)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    /** As text without anything between blocks has them. */
    joinedWords: html
      .replaceAll(/<[^>]*>/gu, '')
      .split(/\s+/gu)
      .filter(Boolean).length,
  }
}

function expectBody(html: string, expected: Record<string, unknown>, key: string): void {
  const { text, cut, ...counts } = expected as { text?: { words: number }; cut?: boolean } & Record<
    string,
    number
  >
  const facts = bodyFacts(html)
  for (const [name, value] of Object.entries(counts))
    expect({ key, [name]: facts[name as keyof typeof facts] }).toEqual({ key, [name]: value })
  if (cut) expect(html.length).toBeGreaterThan(30_000)
  if (text === undefined) return
  const near = [facts.words, facts.joinedWords].some((words) => Math.abs(words - text.words) <= 2)
  expect({ key, words: near ? text.words : facts.words }).toEqual({ key, words: text.words })
}

const compared = [
  'title',
  'publishedAt',
  'byline',
  'views',
  'status',
  'summary',
  'featured',
  'oldAddresses',
  'related',
  'caption',
  'locale',
  'externalUrl',
  'returnNote',
  'royaltyNote',
  'createdBy',
  'version',
  'tags',
  'unpublishAt',
] as const

function expectArticle(article: PlannedArticle, expected: Record<string, unknown>): void {
  const { key } = article
  for (const name of compared)
    if (expected[name] !== undefined)
      expect({ key, [name]: article[name] }).toEqual({ key, [name]: expected[name] })
  if (expected.section !== undefined) expect(article.section.name).toBe(expected.section)
  if (expected.body === null) expect(article.body).toBe('')
  else if (expected.body !== undefined) {
    const { links, text, ...facts } = expected.body as Record<string, number>
    const isReadable = expected.bodyHtml !== ''
    // A link that leads nowhere is none here.
    const nowhere = count(String(expected.bodyHtml ?? ''), /<a>/gu)
    expectBody(
      article.body,
      { ...facts, ...(isReadable && { text }), ...(links !== undefined && { links: links - nowhere }) },
      key,
    )
  }
  if (expected.leadImage === null) expect(article.leadImage).toBeNull()
  else if (typeof expected.leadImage === 'object') {
    const { media: _, ...lead } = article.leadImage ?? { file: '', alt: '' }
    expect(lead).toMatchObject(expected.leadImage)
  }
  if (Array.isArray(expected.attachments))
    expect(article.attachments.map(({ name }) => name)).toEqual(expected.attachments)
  if (Array.isArray(expected.mustContain))
    for (const text of expected.mustContain)
      expect(article.body + article.body.replaceAll(/<[^>]*>/gu, '')).toContain(text)
  if (Array.isArray(expected.mustNotContain))
    for (const text of expected.mustNotContain) expect(article.body).not.toContain(text)
  if (Array.isArray(expected.revisions))
    expect(article.revisions.map(({ version, at, by, status }) => ({ version, at, by, status }))).toEqual(
      expected.revisions.map(({ version, at, by, status }) => ({ version, at, by, status })),
    )
}

export const expectedOf = (name: string): Expected =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../fixtures/moving/expected/${name}.json`, import.meta.url)),
      'utf8',
    ),
  )

const sameKey = (one: string | undefined, other: string) =>
  one !== undefined &&
  (one === other ||
    one.endsWith(`/${other}`) ||
    other.endsWith(`/${one}`) ||
    one.endsWith(other) ||
    other.endsWith(one))

/** Holds a dry run to an expected file: its articles, what it skips, and at least the warnings that it names. */
export function expectAsExpected(run: DryRun, expected: Expected): void {
  expect(run.articles.map(({ title }) => title).toSorted()).toEqual(
    expected.articles.map(({ title }) => title).toSorted(),
  )
  for (const each of expected.articles) {
    const found = run.articles.filter(({ title }) => title === each.title)
    const [article] = found.length > 1 ? found.filter(({ key }) => sameKey(key, String(each.key))) : found
    if (!article) throw new Error(`no article "${each.title}"`)
    if (typeof each.key === 'string')
      expect(sameKey(article.key, each.key), `${article.key} is ${each.key}`).toBe(true)
    expectArticle(article, each)
  }
  const all = [...run.notices, ...run.skipped]
  for (const { key } of expected.skipped ?? [])
    expect(
      run.skipped.some((notice) => sameKey(notice.key, key) || sameKey(notice.place.file, key)) ||
        all.some(({ place }) => sameKey(place.file, key)),
      `skips ${key}`,
    ).toBe(true)
  for (const { key, code, count: times } of expected.warnings ?? []) {
    const found = all.filter(
      (notice) =>
        notice.code === code &&
        (key === undefined ||
          sameKey(notice.key, String(key).replace('row ', '?row=')) ||
          // What concerns a file that is one item may name the file alone.
          notice.place.file === key),
    )
    expect(
      found.length,
      `says ${code} of ${key ?? 'the run'}; said ${JSON.stringify(all.map((each) => [each.code, each.key, each.value]))}`,
    ).toBeGreaterThan(0)
    if (times !== undefined)
      expect({ code, count: found.reduce((sum, notice) => sum + (notice.count ?? 1), 0) }).toEqual({
        code,
        count: times,
      })
  }
  for (const { code } of expected.errors ?? []) expect(all.map((notice) => notice.code)).toContain(code)
}

/** Plans a made-up export and holds it to what is expected of it. */
export async function expectInput(name: string, told?: Told): Promise<DryRun> {
  const expected = expectedOf(name.replace(/\.[a-z]+$/u, ''))
  const run = await dryRun(inputPath(name), told)
  expectAsExpected(run, expected)
  return run
}
