import { beforeAll, describe, expect, it } from 'vitest'
import { findMedia, mediaQuery } from '../../functions/admin/media/find.ts'
import type { MediaUses } from '../../functions/admin/media/uses.ts'
import type { MediaLibrary } from '../../functions/store/media.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aDoor, type DoorAnswer } from '../support/product/door.ts'

const names = Array.from({ length: 12 }, (_, index) => `Ảnh ${index + 1}.jpg`)

let door: Awaited<ReturnType<typeof aDoor>>
/** Ids in the order of upload, and those that an article shows: every second one. */
let ids: string[]
let used: string[]
beforeAll(async () => {
  door = await aDoor()
  ids = []
  for (const name of names) {
    const id = newId()
    const who = door.as(ids.length === 0 ? 'editor2' : 'editor')
    const headers = { 'if-none-match': '*' }
    await who.send('PUT', `/media/${id}`, { body: { name, bytes: 9 }, headers })
    await who.send('POST', `/media/${id}/complete`)
    ids.push(id)
  }
  used = ids.filter((_, index) => index % 2 === 0)
  for (const media of used)
    await door.as('editor').send('PUT', `/articles/${newId()}`, {
      body: anArticle({ leadImage: { media, decorative: true } }),
      headers: { 'if-none-match': '*' },
    })
})

const list = (query: string): Promise<DoorAnswer> => door.as('editor').send('GET', `/media?${query}`)
const idsIn = ({ body }: DoorAnswer): string[] => body.media.map(({ id }: { id: string }) => id)

/** All pages of a question, each as it comes. */
async function pages(query: string): Promise<string[][]> {
  const all: string[][] = []
  for (let cursor = ''; ; ) {
    const answer = await list(`${query}${cursor}`)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    all.push(idsIn(answer))
    if (!answer.body.next) return all
    cursor = `&cursor=${encodeURIComponent(answer.body.next)}`
  }
}

describe('files that no article uses', () => {
  it.each(['', '&sort=updated', '&sort=name', '&sort=-created'])(
    'fill each page, and come once: %s',
    async (sort) => {
      const found = await pages(`unused=true&limit=4${sort}`)
      expect(found.map(({ length }) => length)).toEqual([4, 2])
      expect(found.flat().toSorted()).toEqual(ids.filter((id) => !used.includes(id)).toSorted())
    },
  )

  it('are told from the others by how many articles use each', async () => {
    const { body } = await list('limit=100')
    for (const { id, usedIn } of body.media) expect(usedIn).toBe(used.includes(id) ? 1 : 0)
  })
})

describe('a list of files', () => {
  it('is sorted by the last change, by upload or by name as people count', async () => {
    expect((await pages('limit=5')).flat()).toEqual(ids.toReversed())
    expect((await pages('limit=5&sort=updated')).flat()).toEqual(ids)
    expect((await pages('limit=5&sort=name')).flat()).toEqual(ids)
    expect((await pages('limit=5&sort=-created')).flat().toSorted()).toEqual(ids.toSorted())
  })

  it('holds some files by their ids, in their order, whatever has become of them', async () => {
    const [first = '', second = ''] = ids
    const waiting = newId()
    const headers = { 'if-none-match': '*' }
    await door.as('editor').send('PUT', `/media/${waiting}`, { body: { name: 'a.jpg', bytes: 9 }, headers })
    expect(idsIn(await list(`ids=${second},${newId()},${waiting},${first}`))).toEqual([
      second,
      waiting,
      first,
    ])
    expect(idsIn(await list(`ids=${second},${waiting}&status=ready`))).toEqual([second])
    const many = Array.from({ length: 101 }, newId).join(',')
    expect((await list(`ids=${many}`)).status).toBe(422)
  })

  it('holds what one person uploaded, in some days, and is wide enough', async () => {
    expect(idsIn(await list('by=editor2'))).toEqual(ids.slice(0, 1))
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    expect(idsIn(await list(`from=${today}&limit=100`))).toHaveLength(ids.length)
    expect(idsIn(await list('to=2020-01-01'))).toEqual([])
    expect(idsIn(await list('minWidth=900&limit=100'))).toHaveLength(ids.length)
    expect(idsIn(await list('minWidth=901'))).toEqual([])
  })

  it('holds the pictures that nobody has described in a language', async () => {
    const [id = ''] = ids
    const { etag } = await door.as('editor').send('GET', `/media/${id}`)
    const body = { vi: { alt: 'Cột mốc' }, en: { caption: 'A stone' } }
    await door.as('editor').send('PUT', `/media/${id}/description`, { body, headers: { 'if-match': etag } })
    expect(idsIn(await list('undescribed=vi&limit=100'))).not.toContain(id)
    expect(idsIn(await list('undescribed=en&limit=100'))).toContain(id)
  })

  it.each(['sort=size', 'undescribed=fr', 'from=yesterday', 'minWidth=0', 'ids=,', 'limit=101'])(
    'cannot be asked for by %s',
    async (query) => {
      expect((await list(query)).status).toBe(422)
    },
  )
})

it('is not sorted by name where there are too many, and says so by a rule', async () => {
  // One page of as many as are read at once, after which there are more.
  const crowded = { list: async () => ({ rows: [], next: 'more' }) } as unknown as MediaLibrary
  const uses = {} as MediaUses
  const asked = findMedia(crowded, uses, mediaQuery.parse({ sort: 'name' }), true)
  await expect(asked).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ field: 'sort', message: { rule: 'too_many_files_to_sort', params: { max: 2000 } } }],
  })
})
