import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { submit } from '../../functions/domain/article/workflow.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { createWholeLists } from '../../functions/store/whole-lists.ts'
import { aText, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf } from '../support/articles/newsroom.ts'
import { counted } from '../support/product/counted-table.ts'
import { aDoor } from '../support/product/door.ts'

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const size = 240
const text = (title: string) => aText({ title })

/**
 * Two days of a newsroom: of ten articles one is a draft, one in review; of twenty one is public in English too, one of another
 * section, one in English alone; a few are pages, and a few were withdrawn.
 */
async function fill(table: Table): Promise<string[]> {
  const room = aNewsroom({ newsroomTable: table, start: new Date('2026-01-10T13:00:00.000Z') })
  const ids: string[] = []
  for (let n = 0; n < size; n += 1) {
    const id = newId()
    ids.push(id)
    const locale = n % 20 === 4 ? ('en' as const) : ('vi' as const)
    const isBoth = n % 20 === 7 || n % 20 === 8
    await room.write(id, {
      section: n % 20 === 3 || n % 40 === 10 || n % 40 === 21 ? 'border' : 'news',
      ...(n % 60 === 5 && { type: 'page' }),
      translations: { [locale]: text(`Tin ${n}`), ...(isBoth && { en: text(`News ${n}`) }) },
    })
    if (n % 10 === 0) continue
    if (n % 10 === 1) {
      await room.change(id, 'submit', (before) =>
        submit(before, locale, { by: 'editor', at: room.now().toISOString() }),
      )
      continue
    }
    await room.goLive(id, locale, `2025-${String((n % 12) + 1).padStart(2, '0')}-15T03:00:00.000Z`)
    if (n % 20 === 7)
      await room.goLive(id, 'en', `2025-${String(((n + 5) % 12) + 1).padStart(2, '0')}-15T03:00:00.000Z`)
    if (n % 30 === 9) await room.withdraw(id, locale)
  }
  return ids
}

let filled: Table
let ids: string[]
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  filled = createMemoryTable()
  ids = await fill(filled)
}, 60_000)

/** The editors' door on a copy of it, whose lists are known to be whole or not; it counts what is read. */
async function aDesk({ isWhole }: { isWhole: boolean }) {
  const copy = await copyOf(filled)
  const { table, read } = counted(copy)
  const door = await aDoor(table)
  await (isWhole ? createWholeLists(copy).save() : copy.delete(newsroomKeys.listed))
  const send = (path: string) => door.as('editor').send('GET', path)
  // Who asks, and whether lists are whole, is asked whatever is listed.
  await send('/me')
  await send('/articles?limit=1')
  read.items = 0
  await send('/me')
  const own = read.items

  async function page(path: string) {
    read.items = 0
    const { status, body } = await send(path)
    expect(status, JSON.stringify(body)).toBe(200)
    const found: string[] = body.articles.map(({ id }: { id: string }) => id)
    return { found, next: body.next as string | undefined, read: read.items - own }
  }

  /** All pages of a question, each with what it read. */
  async function pages(question: string, limit: number) {
    const all: Awaited<ReturnType<typeof page>>[] = []
    for (let cursor = ''; ; ) {
      const one = await page(`${question}${question.includes('?') ? '&' : '?'}limit=${limit}${cursor}`)
      all.push(one)
      if (one.next === undefined) return all
      cursor = `&cursor=${encodeURIComponent(one.next)}`
    }
  }
  return { page, pages, copy }
}

const questions = [
  '/articles',
  '/articles?sort=updated',
  '/articles?sort=-published',
  '/articles?status=draft',
  '/articles?status=in_review',
  '/articles?status=withdrawn',
  '/articles?section=border',
  '/articles?section=border&sort=updated',
  '/articles?section=border&status=draft',
  '/articles?section=border&status=in_review',
  '/articles?section=border&sort=-published',
  '/articles?locale=en',
  '/articles?locale=en&status=draft',
  '/articles?locale=en&section=news&status=draft',
  '/articles?type=page',
  '/articles?mine=true',
  '/articles?mine=true&status=draft,in_review',
  '/articles?updatedFrom=2026-01-11&updatedTo=2026-01-11',
  '/articles?status=withdrawn&updatedTo=2026-01-10',
  '/articles?stale=true',
  '/translations?state=draft',
  '/translations?state=draft&locale=en',
  '/translations?state=draft&section=border',
  '/translations?state=missing&locale=vi',
  '/translations?state=missing&locale=en',
  '/translations?state=stale&locale=en',
]

describe('every page of a list', () => {
  it.each(questions)(
    'reads what it shows and the one more that tells of a next page: %s',
    async (question) => {
      const desk = await aDesk({ isWhole: true })
      for (const { found, next, read } of await desk.pages(question, 10)) {
        if (next !== undefined) expect(found).toHaveLength(10)
        expect(read).toBeLessThanOrEqual(found.length + (next === undefined ? 0 : 1))
      }
    },
  )

  it.each([...questions, '/articles?status=draft,withdrawn', '/translations?state=missing', '/translations'])(
    'goes on where the one before ended, and holds what a table of older code shows: %s',
    async (question) => {
      const [whole, older] = [await aDesk({ isWhole: true }), await aDesk({ isWhole: false })]
      const found = (await whole.pages(question, 7)).flatMap((each) => each.found)
      expect(new Set(found).size).toBe(found.length)
      expect(found).toEqual((await older.pages(question, 100)).flatMap((each) => each.found))
    },
  )
})

describe('of the days on which texts went public', () => {
  const question = '/articles?sort=-published&publishedFrom=2025-03-01&publishedTo=2025-05-31'

  it('each article is shown once, whichever of its languages it was, and others are not read', async () => {
    const [whole, older] = [await aDesk({ isWhole: true }), await aDesk({ isWhole: false })]
    const all = await whole.pages(question, 10)
    const found = all.flatMap((each) => each.found)
    expect(found.length).toBeGreaterThan(30)
    expect(found.toSorted()).toEqual(
      (await older.pages(question, 100)).flatMap((each) => each.found).toSorted(),
    )
    const read = all.reduce((sum, each) => sum + each.read, 0)
    expect(read).toBeLessThan(found.length * 1.5)
  })
})

describe('while articles change', () => {
  it.each(['/articles', '/articles?section=border', '/articles?locale=en', '/translations?state=missing'])(
    'whatever nobody touches comes once, and nothing is lost: %s',
    async (question) => {
      const desk = await aDesk({ isWhole: true })
      const room = aNewsroom({ newsroomTable: desk.copy, start: new Date('2026-02-01T00:00:00.000Z') })
      const before = (await desk.pages(question, 100)).flatMap((each) => each.found)
      const touched = new Set(before.filter((_, index) => index % 5 === 2))
      const seen: string[] = []
      const left = [...touched].values()
      for (let cursor = ''; ; ) {
        const { found, next } = await desk.page(
          `${question}${question.includes('?') ? '&' : '?'}limit=3${cursor}`,
        )
        seen.push(...found)
        if (next === undefined) break
        cursor = `&cursor=${encodeURIComponent(next)}`
        const { value } = left.next()
        if (value) await room.change(value, 'place', (article) => ({ ...article, byline: ['Ban biên tập'] }))
      }
      const still = before.filter((id) => !touched.has(id))
      expect(seen.filter((id) => !touched.has(id))).toEqual(still)
    },
  )
})

describe('a table that older code wrote', () => {
  it('is made whole by one rebuild, which begins by itself', async () => {
    const desk = await aDesk({ isWhole: false })
    const room = aNewsroom({ newsroomTable: desk.copy, start: new Date('2026-02-01T00:00:00.000Z') })
    for await (const { pk, sk } of desk.copy.scan())
      if (sk.startsWith('DESK#') && /[~]|live-before/u.test(sk)) await desk.copy.delete({ pk, sk })
    await room.newsroom.saveRepairedUntil('2026-01-31T00:00:00.000Z')
    expect((await desk.page('/articles?section=border&limit=100')).found).not.toEqual([])
    const before = (await desk.page('/articles?section=border&limit=100')).found
    await room.repair()
    expect(await room.newsroom.wholeLists.areWhole()).toBe(true)
    const after = await desk.page('/articles?section=border&limit=100')
    expect(after.found).toEqual(before)
    expect(after.read).toBeLessThanOrEqual(before.length + 1)
    expect(ids.length).toBe(size)
  }, 60_000)
})
