import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { missingTranslation } from '../../functions/domain/settings/missing-translation.ts'
import {
  rewriteSettings,
  type Section,
  type Settings,
  settingsInput,
} from '../../functions/domain/settings/settings.ts'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { aTag, aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, failing } from '../support/articles/newsroom.ts'
import { configure } from '../support/articles/settings.ts'
import { listenToLog } from '../support/log.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { type Reading, readAll, readingOf } from '../support/product/reading.ts'

/** What can happen, in any order. Articles are told by their place among the five. */
type Step =
  | { do: 'write'; article: number; input: Record<string, unknown>; related: number[]; replyTo?: number }
  | { do: 'publish'; article: number; locale: Locale; publishedAt: string | undefined }
  | { do: 'withdraw'; article: number; locale: Locale }
  | { do: 'configure'; name: string; slug: string; topic: string; policy: Section['missingTranslation'] }
  | { do: 'settle' }
  | { do: 'read' }
  | { do: 'crash'; call: number; moment: 'before' | 'half' | 'after' }

const article = fc.nat({ max: 4 })
const locale = fc.constantFrom(...locales)
const title = fc.constantFrom('Hội nghị', 'Đoàn công tác', 'Thông cáo', 'Lễ ký kết')
const text = title.map((each) => aText({ title: each, summary: `${each} tại Lai Châu` }))
const month = fc.constantFrom(
  undefined,
  '2025-07-31T17:00:00.000Z',
  '2025-07-31T16:59:59.999Z',
  '2024-12-31T20:00:00Z',
)

const steps: Record<string, fc.Arbitrary<Step>> = {
  write: fc.record({
    do: fc.constant('write' as const),
    article,
    input: fc.record({
      section: fc.constantFrom('news', 'border', 'consular'),
      byline: fc.constantFrom([], ['Văn phòng'], ['Phòng Lãnh sự']),
      featured: fc.boolean(),
      tags: fc.constantFrom([], ['asean'], ['asean', 'visa']),
      translations: fc.oneof(
        fc.record({ vi: text, en: text }),
        fc.record({ vi: text, en: text }),
        fc.record({ vi: text }),
        fc.record({ en: text }),
      ),
    }),
    related: fc.uniqueArray(article, { maxLength: 3 }),
    replyTo: article,
  }),
  publish: fc.record({ do: fc.constant('publish' as const), article, locale, publishedAt: month }),
  withdraw: fc.record({ do: fc.constant('withdraw' as const), article, locale }),
  configure: fc.record({
    do: fc.constant('configure' as const),
    name: fc.constantFrom('Sở Ngoại vụ', 'Sở Ngoại vụ tỉnh'),
    slug: fc.constantFrom('tin-tuc', 'tin-moi'),
    topic: fc.constantFrom('asean-vi', 'asean-moi'),
    policy: fc.constantFrom(...missingTranslation.options),
  }),
  settle: fc.constant({ do: 'settle' }),
  read: fc.constant({ do: 'read' }),
  crash: fc.record({
    do: fc.constant('crash' as const),
    call: fc.integer({ min: 1, max: 90 }),
    moment: fc.constantFrom('before', 'half', 'after'),
  }),
}

/** A story of the newsroom: each of the steps as often as its weight says. */
function stories(weights: Partial<Record<keyof typeof steps, number>>, length: number) {
  const arbitraries = Object.entries(weights).map(([name, weight = 1]) => ({
    arbitrary: steps[name]!,
    weight,
  }))
  return fc.array(fc.oneof(...arbitraries), { minLength: length / 2, maxLength: length })
}

const tags = ['asean', 'visa'].map((id) => aTag(id))

function configured(
  settings: Settings,
  { name, slug, topic, policy }: Extract<Step, { do: 'configure' }>,
): Settings {
  const { formerSlugs: _, ...before } = settings
  const [first, ...others] = before.sections
  const sections = [{ ...first!, slug: { ...first!.slug, vi: slug }, missingTranslation: policy }, ...others]
  const [asean, visa] = tags
  const renamed = [{ ...asean!, slug: { ...asean!.slug, vi: topic } }, visa]
  const input = { ...before, name: { ...before.name, vi: name }, sections, tags: renamed }
  return rewriteSettings(settings, settingsInput.parse(input))
}

/** How every story begins: each section has articles in both languages, and the cache has been filled. */
const beginning: Step[] = [
  { do: 'configure', name: 'Sở', slug: 'tin-tuc', topic: 'asean-vi', policy: 'notice' },
  ...[0, 1, 2, 3, 4].flatMap((article): Step[] => {
    const input = { section: ['news', 'border'][article % 2], featured: article === 0, tags: ['asean'] }
    const translations = { vi: aText({ title: `Bài ${article}` }), en: aText({ title: `Text ${article}` }) }
    return [
      { do: 'write', article, input: { ...input, translations }, related: [(article + 2) % 5] },
      { do: 'publish', article, locale: 'vi', publishedAt: undefined },
      { do: 'publish', article, locale: 'en', publishedAt: undefined },
    ]
  }),
  { do: 'settle' },
  { do: 'read' },
]

/** What is known to lead to a notice. */
const aWithdrawal: Step[] = [{ do: 'withdraw', article: 1, locale: 'vi' }]

/** Addresses to begin with: those everyone knows, those of articles under any name, and some that lead nowhere. */
function knownAddresses(ids: readonly string[]): Set<string> {
  const months = ['/2025/07', '/2025/08', '/2025/01', '/2026/01']
  const lists = [
    '/vi/moi-nhat',
    '/en/latest',
    '/vi/tin-tuc',
    '/vi/tin-moi',
    '/en/news',
    '/vi/bien-gioi',
    '/en/border-affairs',
    '/vi/chu-de/asean-vi',
    '/vi/chu-de/asean-moi',
    '/vi/chu-de/visa-vi',
    '/en/topics/asean',
    '/en/topics/visa',
  ]
  return new Set([
    ...['/vi', '/en', '/sitemap.xml', '/sitemaps/pages.xml', '/robots.txt', '/vi/khong-co', '/khong/co.aspx'],
    ...[
      '/sitemaps/2025-07.xml',
      '/sitemaps/2025-08.xml',
      '/vi/feed.xml',
      '/en/news/feed.xml',
      '/vi/tin-moi/feed.xml',
    ],
    ...lists.flatMap((list) => [list, ...months.map((each) => `${list}${each}`)]),
    ...ids.flatMap((id) => [`/vi/tin-tuc/hoi-nghi-${id}`, `/en/news/x-${id}`, `/cu/${id}.aspx`]),
    `/vi/tin-tuc/chua-co-${newId()}`,
  ])
}

function inputOf(step: Extract<Step, { do: 'write' }>, ids: readonly string[]) {
  const id = ids[step.article]!
  const replyTo = ids[step.replyTo ?? step.article]
  const origin = { system: 'sample', digest: 'd'.repeat(64), url: `https://old.example/cu/${id}.aspx` }
  return {
    ...step.input,
    origin,
    related: step.related.map((each) => ids[each]!).filter((each) => each !== id),
    ...(replyTo !== id && { replyTo }),
  }
}

function expectSame(cached: Map<string, Reading>, fresh: Map<string, Reading>) {
  for (const [path, reading] of cached) expect(reading, path).toEqual(fresh.get(path))
}

describe('whatever the newsroom does and wherever the publisher dies', () => {
  listenToLog()

  /** A cache that keeps every answer that may be kept until a purge names one of its tags. */
  function createCache(read: (path: string) => Promise<Response>) {
    const kept = new Map<string, { reading: Reading; tags: string[] }>()
    return {
      async read(path: string): Promise<Reading> {
        const found = kept.get(path)
        if (found) return found.reading
        const response = await read(path)
        const { headers } = response
        const reading = await readingOf(response)
        const tags = headers.get('cache-tag')?.split(',') ?? []
        if (headers.get('cache-control') !== 'no-store') kept.set(path, { reading, tags })
        return reading
      },
      purge(purged: readonly string[]) {
        for (const [path, { tags }] of kept) if (tags.some((tag) => purged.includes(tag))) kept.delete(path)
      },
    }
  }

  async function tell(story: readonly Step[]) {
    const room = aNewsroom()
    const ids = Array.from({ length: 5 }, newId)
    const known = knownAddresses(ids)
    const siteUrl = 'https://site.example'
    const app = createSiteApp({
      table: room.siteTable,
      siteUrl,
      assets: createAssets({ css: '', script: '' }),
    })
    const cache = createCache(async (path) => await app.request(path))
    const fresh = async (path: string) => await readingOf(await app.request(path))

    async function perform(step: Step): Promise<unknown> {
      if (step.do === 'write') return await room.write(ids[step.article]!, inputOf(step, ids))
      if (step.do === 'publish') return await room.goLive(ids[step.article]!, step.locale, step.publishedAt)
      if (step.do === 'withdraw') return await room.withdraw(ids[step.article]!, step.locale)
      if (step.do === 'configure') return await room.configure((now) => configured(now, step))
      if (step.do === 'read') return await readAll(known, cache.read, siteUrl)
      const site =
        step.do === 'crash' ? failing(room.siteTable, step.call, step.moment).table : room.siteTable
      await room.publisherOn({ site }).repair()
      return cache.purge(room.purged.splice(0))
    }

    await room.repair()
    // What the rules refuse did not happen.
    for (const step of [...beginning, ...story]) await perform(step).catch(() => undefined)
    // The next minute's tick, and the one after it.
    await room.repair()
    cache.purge(room.purged.splice(0))
    expect((await room.repair()).failed).toEqual([])
    cache.purge(room.purged.splice(0))
    const cached = await readAll(known, cache.read, siteUrl)
    expectSame(cached, await readAll(new Set(known), fresh, siteUrl))
    return cached
  }

  it('every address from the cache is what the origin would answer', async () => {
    const weights = { write: 10, publish: 12, withdraw: 3, configure: 1, settle: 6, read: 6, crash: 2 }
    const property = fc.asyncProperty(stories(weights, 12), async (story) => void (await tell(story)))
    await fc.assert(property, { numRuns: 30, endOnFailure: true, examples: [[aWithdrawal]] })
  })
})

describe('on the embedded cloud', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
    await configure(cloud, (settings) => ({ ...settings, tags }))
  })
  afterAll(() => cloud.remove())

  async function tell(story: readonly Step[]) {
    const admin = as(cloud, 'admin')
    const { edge, origin } = cloud.addresses
    const ids = Array.from({ length: 5 }, newId)
    const known = knownAddresses(ids)
    const readFrom = (base: string) => async (path: string) =>
      await readingOf(await fetch(base + path, { redirect: 'manual' }))
    const etagOf = async (id: string) => (await admin.get(`/articles/${id}`)).etag

    async function perform(step: Step): Promise<unknown> {
      if (step.do === 'settle') return await cloud.settled()
      if (step.do === 'read') return await readAll(known, readFrom(edge), edge)
      if (step.do === 'configure' || step.do === 'crash') return undefined
      const id = ids[step.article]!
      const etag = await etagOf(id)
      if (step.do === 'write') {
        const input = inputOf(step, ids)
        return etag ? await admin.replace(id, etag, input) : await admin.create(id, input)
      }
      if (step.do === 'withdraw') return await admin.withdraw(id, step.locale, etag)
      const { publishedAt } = step
      return await admin.publish(id, step.locale, etag, publishedAt ? { publishedAt } : {})
    }

    // Only what is there may be named as related.
    for (const id of ids) await admin.create(id, { section: 'news', translations: { vi: aText() } })
    for (const step of [...beginning, ...story]) await perform(step)
    await cloud.settled()
    const cached = await readAll(known, readFrom(edge), edge)
    expectSame(cached, await readAll(new Set(known), readFrom(origin), edge))
    return cached
  }

  it('every address through the edge is what the origin answers', async () => {
    const weights = { write: 5, publish: 6, withdraw: 2, settle: 2, read: 2 }
    const statuses = new Set<number>()
    const property = fc.asyncProperty(stories(weights, 10), async (story) => {
      for (const { status } of (await tell(story)).values()) statuses.add(status)
    })
    await fc.assert(property, { numRuns: 3, endOnFailure: true, examples: [[aWithdrawal]] })
    // So that it is known to have seen something.
    expect([...statuses]).toEqual(expect.arrayContaining([200, 301, 404, 410]))
  })
})
