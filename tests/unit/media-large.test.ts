import { beforeAll, describe, expect, it } from 'vitest'
import { findMedia, mediaQuery } from '../../functions/admin/media/find.ts'
import { createMediaUses } from '../../functions/admin/media/uses.ts'
import { register } from '../../functions/domain/library/library.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { aPicture } from '../support/media/no-media.ts'
import { counted } from '../support/product/counted-table.ts'
import { aDoor } from '../support/product/door.ts'

const digestOf = (index: number) => index.toString(16).padStart(64, '0')
const size = 5_000
const { table, read } = counted(createMemoryTable())
const newsroom = createNewsroom(table)
const { media } = newsroom
const uses = createMediaUses(newsroom)

/** Of a hundred files one is a document, one is somebody else's, and one picture nobody has described. */
beforeAll(async () => {
  const at = '2026-11-27T03:00:00.000Z'
  for (let index = 0; index < size; index += 1) {
    const by = index % 100 === 1 ? 'editor2' : 'editor'
    const name = index % 100 === 2 ? 'a.pdf' : 'a.jpg'
    const id = newId()
    const waiting = register(id, { name, bytes: 9 }, { key: 'incoming', by, at })
    const { upload: _, ...state } = waiting
    const words = index % 100 === 3 ? {} : { vi: { alt: 'Cột mốc' }, en: { alt: 'A stone' } }
    const original = { key: `originals/${id}/${digestOf(index)}`, bytes: 9 }
    const act = {
      at,
      actor: { id: by, name: 'Biên tập', role: 'editor' as const },
      action: 'accept' as const,
    }
    await media.revise(id, { absent: true }, () => ({
      act,
      state: { ...state, status: 'ready', description: words, original, file: aPicture },
    }))
  }
}, 60_000)

describe('of five thousand files', () => {
  it.each([
    ['those of a kind', 'kind=document&status=ready', 50],
    ['what one person uploaded', 'by=editor2', 50],
    ['pictures without words', 'undescribed=en&status=ready', 50],
    ['those of the same bytes', `digest=${digestOf(4_321)}`, 1],
    ['the last ones', 'status=ready', 60],
  ])('%s are found without reading the others', async (_, question, found) => {
    read.items = 0
    const wanted = mediaQuery.parse({ ...Object.fromEntries(new URLSearchParams(question)), limit: 60 })
    const { rows } = await findMedia(media, uses, wanted, true)
    expect(rows).toHaveLength(found)
    // One more tells whether there is a next page.
    expect(read.items).toBeLessThanOrEqual(found + 1)
  })
})

describe('where files are used', () => {
  it('is found out once for each revision of an article, and then read from its row', async () => {
    const door = await aDoor(table)
    const editor = door.as('editor')
    const ids = (await media.list({ limit: 10 })).rows.filter(({ kind }) => kind === 'picture')
    const [one, other] = ids.map(({ id }) => id)
    const article = newId()
    const made = await editor.create(article, anArticle({ leadImage: { media: one, decorative: true } }))
    const list = async () => {
      read.revisions = 0
      const { body } = await editor.get(`/media?ids=${one},${other}`)
      return body.media.map(({ usedIn }: { usedIn: number }) => usedIn)
    }
    expect(await list()).toEqual([1, 0])
    expect(await list()).toEqual([1, 0])
    // Whoever asks is looked up by the door, and no article is read.
    const forTheDoor = read.revisions
    await editor.replace(article, made.etag, anArticle({ leadImage: { media: other, decorative: true } }))
    expect(await list()).toEqual([0, 1])
    expect(read.revisions).toBeGreaterThan(forTheDoor)
    expect(await list()).toEqual([0, 1])
    expect(read.revisions).toBe(forTheDoor)
  })

  it('is listed up to a hundred articles, and it is said that there may be more', async () => {
    const door = await aDoor(table)
    const file = (await media.list({ limit: 10 })).rows.findLast(({ kind }) => kind === 'picture')
    const lead = { leadImage: { media: file?.id, decorative: true } }
    for (let count = 0; count < 101; count += 1) await door.as('editor').create(newId(), anArticle(lead))
    const { body } = await door.as('editor').get(`/media/${file?.id}`)
    expect(body.usedIn).toHaveLength(100)
    expect(body.usedInMore).toBe(true)
  })
})
