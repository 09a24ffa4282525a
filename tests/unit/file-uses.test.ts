import { beforeEach, describe, expect, it } from 'vitest'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { createWholeLists } from '../../functions/store/whole-lists.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aNewsroom, copyOf, failing } from '../support/articles/newsroom.ts'
import { listenToLog } from '../support/log.ts'
import { counted } from '../support/product/counted-table.ts'
import { aDoor } from '../support/product/door.ts'

listenToLog()

/** A newsroom with its publisher, and the editors' door on the same tables, whose reading is counted. */
async function aLibrary(newsroomTable: Table = createMemoryTable()) {
  const room = aNewsroom({ newsroomTable })
  const { table, read } = counted(newsroomTable)
  const door = await aDoor(table, room.now)
  await createWholeLists(newsroomTable).save()
  const editor = door.as('editor')

  async function upload(name: string): Promise<string> {
    const id = newId()
    await editor.send('PUT', `/media/${id}`, { body: { name, bytes: 9 }, headers: { 'if-none-match': '*' } })
    await editor.send('POST', `/media/${id}/complete`)
    return id
  }

  async function list(query: string) {
    read.items = 0
    await editor.get('/me')
    const own = read.items
    read.items = 0
    const { status, body } = await editor.get(`/media?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return { ...body, read: read.items - own } as {
      media: { id: string; name: string; usedIn: number }[]
      next?: string
      read: number
    }
  }

  async function pages(query: string) {
    const all: Awaited<ReturnType<typeof list>>[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`${query}${cursor}`)
      all.push(page)
      if (page.next === undefined) return all
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
  }

  return {
    ...room,
    door,
    upload,
    list,
    pages,
    /** How many articles use each, as the list says. */
    async uses(ids: readonly string[]): Promise<number[]> {
      const { media } = await list(`ids=${ids.join(',')}`)
      return media.map(({ usedIn }) => usedIn)
    },
    async unused(): Promise<string[]> {
      const all = await pages('unused=true&limit=100')
      return all.flatMap(({ media }) => media.map(({ id }) => id)).toSorted()
    },
    /** An article that shows these files, one as its lead and the others below the text. */
    async show(id: string, [lead, ...others]: readonly string[]): Promise<void> {
      const attachments = others.map((media) => ({ media, name: 'Tệp' }))
      const body = anArticle({ ...(lead && { leadImage: { media: lead, decorative: true } }), attachments })
      const { status: found, etag } = await editor.get(`/articles/${id}`)
      const written = await (found === 404 ? editor.create(id, body) : editor.replace(id, etag, body))
      expect(written.status, JSON.stringify(written.body)).toBeLessThan(300)
    },
  }
}

let library: Awaited<ReturnType<typeof aLibrary>>
let files: string[]
beforeEach(async () => {
  library = await aLibrary()
  files = []
  for (const name of ['Một.jpg', 'Hai.jpg', 'Ba.jpg']) files.push(await library.upload(name))
})

describe('how many articles use a file', () => {
  it('is known as soon as the publisher has come by, of what is written and of what is public', async () => {
    const [one = '', two = ''] = files
    const article = newId()
    expect(await library.uses(files)).toEqual([0, 0, 0])
    await library.show(article, [one])
    await library.publish([article])
    expect(await library.uses(files)).toEqual([1, 0, 0])
    await library.goLive(article)
    await library.show(article, [two])
    await library.publish([article])
    // Readers still see the first, until the new version is public.
    expect(await library.uses(files)).toEqual([1, 1, 0])
    await library.goLive(article)
    await library.publish([article])
    expect(await library.uses(files)).toEqual([0, 1, 0])
    expect(await library.unused()).toEqual([files[0], files[2]].toSorted())
    await library.withdraw(article)
    await library.show(article, [])
    await library.publish([article])
    expect(await library.unused()).toEqual(files.toSorted())
  })

  it('outlives what is said of the file itself', async () => {
    const [one = ''] = files
    const article = newId()
    await library.show(article, [one])
    await library.publish([article])
    const editor = library.door.as('editor')
    const { etag } = await editor.get(`/media/${one}`)
    await editor.put(`/media/${one}/description`, etag, { vi: { alt: 'Cột mốc' } })
    expect(await library.uses([one])).toEqual([1])
    expect(await library.unused()).not.toContain(one)
  })

  it('is right while files are described and articles change at the same moment', async () => {
    const editor = library.door.as('editor')
    const articles = Array.from({ length: 6 }, newId)
    await Promise.all(
      articles.map(async (article, n) => {
        await library.show(article, files.slice(0, 1 + (n % 3)))
        const file = files[n % 3]
        const { etag } = await editor.get(`/media/${file}`)
        await Promise.all([
          library.publish([article]),
          editor.put(`/media/${file}/description`, etag, { vi: { alt: `Ảnh ${n}` } }),
        ])
      }),
    )
    expect(await library.uses(files)).toEqual([6, 4, 2])
    expect(await library.unused()).toEqual([])
  })

  it('is counted up to a hundred', async () => {
    const [one = ''] = files
    const articles = Array.from({ length: 104 }, newId)
    for (const article of articles) await library.show(article, [one])
    await library.publish(articles)
    expect(await library.uses([one])).toEqual([100])
    for (const article of articles.slice(0, 5)) await library.show(article, [])
    await library.publish(articles.slice(0, 5))
    expect(await library.uses([one])).toEqual([99])
  })

  it('is right after the publisher died anywhere, once it has run again', async () => {
    const [one = '', two = ''] = files
    const article = newId()
    await library.show(article, [one])
    await library.publish([article])
    await library.show(article, [two])
    const before = await copyOf(library.newsroomTable)
    const site = await copyOf(library.siteTable)
    const whole = failing(await copyOf(before), Number.POSITIVE_INFINITY)
    await library.publisherOn({ truth: whole.table, site: await copyOf(site) }).publish([article])
    expect(whole.calls()).toBeGreaterThan(10)
    for (let nth = 1; nth <= whole.calls(); nth += 1)
      for (const moment of ['before', 'after'] as const) {
        const [truth, shown] = [await copyOf(before), await copyOf(site)]
        const dying = failing(truth, nth, moment)
        await library
          .publisherOn({ truth: dying.table, site: shown })
          .publish([article])
          .catch(() => [])
        await library.publisherOn({ truth, site: shown }).publish([article])
        const again = await aLibrary(truth)
        expect(await again.uses(files), `${moment} ${nth}`).toEqual([0, 1, 0])
        expect(await again.unused(), `${moment} ${nth}`).toEqual([files[0], files[2]].toSorted())
      }
  }, 60_000)

  it('is kept while publication is frozen', async () => {
    const [one = ''] = files
    const article = newId()
    await library.show(article, [one])
    await library.hold()
    expect(await library.uses(files)).toEqual([1, 0, 0])
  })
})

describe('a page of the library', () => {
  beforeEach(async () => {
    for (let n = 0; n < 12; n += 1) {
      files.push(await library.upload(`Ảnh ${n}.jpg`))
      const article = newId()
      if (n % 3 > 0) await library.show(article, files.slice(-1))
      await library.publish([article])
    }
  })

  it.each(['', '&sort=updated', '&sort=-created', '&kind=picture', '&by=editor'])(
    'reads what it shows and the one more that tells of a next page, with how many use each: %s',
    async (query) => {
      await library.list('limit=1')
      const all = await library.pages(`limit=5${query}`)
      for (const { media, next, read } of query === '&kind=picture' ? [] : all)
        expect(read).toBeLessThanOrEqual(media.length + (next === undefined ? 0 : 1))
      const shown = all.flatMap(({ media }) => media)
      expect(shown).toHaveLength(15)
      expect(shown.filter(({ usedIn }) => usedIn === 1)).toHaveLength(8)
    },
  )

  it.each(['', '&sort=updated', '&sort=-created'])('of unused files reads no others: %s', async (sort) => {
    await library.list('limit=1')
    const all = await library.pages(`unused=true&limit=3${sort}`)
    for (const { media, next, read } of all)
      expect(read).toBeLessThanOrEqual(media.length + (next === undefined ? 0 : 1))
    expect(all.map(({ media }) => media.length)).toEqual([3, 3, 1])
  })
})

describe('a table that older code wrote', () => {
  it('is read by asking the articles, until one rebuild has counted all files', async () => {
    const [one = ''] = files
    const [drafted, shown] = [newId(), newId()]
    await library.show(drafted, [one])
    await library.show(shown, [one, files[2] ?? ''])
    await library.goLive(shown)
    await library.show(shown, [])
    const { newsroomTable } = library
    await newsroomTable.delete(newsroomKeys.listed)
    for await (const item of newsroomTable.scan()) {
      const { usedIn: _, ...row } = (item.row ?? {}) as { usedIn?: number }
      if (item.pk.startsWith('MEDIA#') && item.sk === 'DESK') await newsroomTable.put({ ...item, row })
      else if (item.sk.startsWith('DESK#unused') || item.sk === 'FILES') await newsroomTable.delete(item)
    }
    const older = await aDoor(newsroomTable)
    const asked = async () => {
      const { body } = await older.as('editor').get('/media?unused=true')
      return body.media.map(({ id }: { id: string }) => id)
    }
    expect(await asked()).toEqual([files[1]])
    await library.newsroom.saveRepairedUntil(library.now().toISOString())
    await library.repair()
    expect(await library.newsroom.wholeLists.areWhole()).toBe(true)
    expect(await library.uses(files)).toEqual([2, 0, 1])
    expect(await library.unused()).toEqual([files[1]])
  })
})
