import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { build, commit } from '../../functions/search/writer.ts'
import { createIndexStorage } from '../../functions/store/index-files.ts'
import { unpack } from '../../functions/store/packed.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aSearchedSite, idsIn, type SearchedSite } from '../support/search/searched-site.ts'

listenToLog()

const sections = ['news', 'border'] as const
const bothSaying = (word: string) => ({
  vi: aText({ title: `Bài ${word}`, body: `<p>chung ${word}</p>` }),
  en: aText({ title: `Text ${word}`, body: `<p>common ${word}</p>` }),
})

type Doing = (site: SearchedSite, id: string, word: string) => Promise<unknown>
const isThere = async (site: SearchedSite, id: string) => (await site.newsroom.articles.latest(id))?.state

const acts: Record<string, Doing> = {
  write: (site, id, word) => site.write(id, { translations: bothSaying(word) }),
  move: (site, id, word) =>
    site.write(id, { translations: bothSaying(word), section: sections[word.charCodeAt(2) % 2] }),
  async publish(site, id, word) {
    const locale = word.endsWith('1') ? 'en' : 'vi'
    const status = (await isThere(site, id))?.translations[locale]?.status
    // What is public as it is cannot go public again.
    if (!status || status === 'published') await acts.write!(site, id, word)
    await site.goLive(id, locale)
  },
  async withdraw(site, id) {
    const state = await isThere(site, id)
    for (const locale of locales) if (state?.translations[locale]?.live) await site.withdraw(id, locale)
  },
}

describe('search, lists and pages', () => {
  it('agree after any sequence of acts, in whatever batches they are told', async () => {
    const act = fc.record({
      what: fc.constantFrom(...Object.keys(acts)),
      whose: fc.integer({ min: 0, max: 3 }),
      told: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (all) => {
        const site = aSearchedSite()
        await site.minutes()
        const ids = Array.from({ length: 4 }, newId)
        const waiting = new Set<string>()
        for (const [nth, { what, whose, told }] of all.entries()) {
          const id = ids[whose] ?? ''
          await acts[what]!(site, id, `zq${nth}q${whose}${nth % 2}`)
          waiting.add(id)
          if (told || nth === all.length - 1) {
            await site.publish([...waiting])
            waiting.clear()
          }
        }
        const writer = createSiteWriter(site.siteTable)
        for (const [locale, common] of [
          ['vi', 'chung'],
          ['en', 'common'],
        ] as const) {
          const pages = (await writer.pages(ids, locale)).flatMap((page) =>
            page.kind === 'page' ? [page] : [],
          )
          const listed = (await writer.listedIds(locale, undefined, 100)).ids.sort()
          expect([...(await site.findRaw(common, locale))].sort()).toEqual(listed)
          expect(pages.map(({ id }) => id).sort()).toEqual(listed)
          for (const { id, title } of pages)
            expect(await site.find(title.split(' ')[1] ?? '', locale)).toContain(id)
        }
        for (const id of ids) {
          const state = await isThere(site, id)
          const word = state?.translations.vi?.title.split(' ')[1]
          if (word) expect(await site.findInNewsroom(word)).toContain(id)
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('a mark in what is not public', () => {
  /** A word of letters that no other text holds, of which a sorted list of words shares no beginning. */
  const tail = 'xqjwkvz'
  const mark = (nth: number) => `${'bcdgh'[nth]}${tail}${nth}`

  it('is in no public row, in no byte of what readers search, and found by no reader', async () => {
    const site = aSearchedSite()
    await site.minutes()
    const [draft, changed, withdrawn, moved] = [newId(), newId(), newId(), newId()]
    const saying = (word: string) => ({
      translations: { vi: aText({ title: word, body: `<p>${word}</p>` }) },
    })
    await site.live(moved, saying('Bài công khai'))
    await site.write(draft, saying(mark(0)))
    await site.live(changed, saying('Bài công khai'))
    await site.publish([draft, changed, moved])
    await site.write(changed, saying(mark(1)))
    await site.live(withdrawn, saying(mark(2)))
    await site.publish([changed, withdrawn])
    expect(await site.find(mark(2))).toEqual([withdrawn])
    // So that the bytes would tell.
    const held = [...site.indexes.objects].filter(([key]) => key.startsWith('search/'))
    expect(held.some(([, { bytes }]) => Buffer.from(bytes).includes(tail))).toBe(true)
    await site.withdraw(withdrawn)
    await site.publish([withdrawn])
    // What was public once leaves the old pieces after a day, with the next look.
    site.later(25 * 3_600_000)
    await site.minutes(2)
    site.later(25 * 3_600_000)
    await site.minutes(2)

    const rows: string[] = []
    for await (const { packed, ...item } of site.siteTable.scan())
      rows.push(JSON.stringify([item, packed && unpack(packed)]))
    for (const secret of [mark(0), mark(1)]) {
      expect(rows.filter((row) => row.includes(secret))).toEqual([])
    }
    // Of a withdrawn text its notice keeps the title alone.
    expect(rows.filter((row) => row.includes(mark(2))).every((row) => row.includes('"gone"'))).toBe(true)

    const objects = [...site.indexes.objects].filter(([key]) => key.startsWith('search/'))
    expect(objects.length).toBeGreaterThan(2)
    expect(objects.filter(([, { bytes }]) => Buffer.from(bytes).includes(tail))).toEqual([])
    for (const nth of [0, 1, 2]) {
      for (const q of [mark(nth), mark(nth).slice(0, 4)]) expect(await site.findRaw(q)).toEqual([])
      expect(await site.findInNewsroom(mark(nth))).toHaveLength(1)
    }
    expect(await site.find('công khai')).toHaveLength(2)
  })
})

it('two writers at once lose nothing of each other, in a bucket as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-race-'))
  const key = newKeyPair()
  const bucket = 'index'
  const objects = createObjectStore({ folder, region, buckets: [bucket], secretOf: secretIn([key]) })
  const endpoint = `http://127.0.0.1:${await objects.listen()}`
  onTestFinished(async () => {
    await objects.close()
    await rm(folder, { recursive: true, force: true })
  })
  const open = () => createIndexStorage({ ...key, region, endpoint }, bucket).open('search/vi/')
  await build(open(), [], { now: Date.now() })
  const write = async (store: ReturnType<typeof open>, who: string) => {
    for (let nth = 0; nth < 12; nth += 1) {
      const text = { id: `${who}${nth}`, seq: nth, moment: '2026-01-10T08:00:00.000Z', section: 'news' }
      const put = [{ ...text, title: `Bài ${who} ${nth}`, lead: '', body: 'chung' }]
      await commit(store, { put, remove: [], now: Date.now() })
    }
  }
  await Promise.all([write(open(), 'a'), write(open(), 'b')])
  expect(new Set(await idsIn(open(), 'chung')).size).toBe(24)
})
