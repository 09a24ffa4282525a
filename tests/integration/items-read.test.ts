import { afterAll, beforeAll, expect, it } from 'vitest'
import { countItems } from '../bench/items-read.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { upload } from '../support/media/media.ts'
import { photograph } from '../support/media/pictures.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let counter: ReturnType<typeof countItems>
let used: string
let unused: string
beforeAll(async () => {
  counter = countItems()
  cloud = await startTestCloud()
  const jpeg = await photograph(900, 600).jpeg().toBuffer()
  used = (await upload(cloud, 'a.jpg', jpeg)).id
  unused = (await upload(cloud, 'b.jpg', jpeg)).id
  const editor = as(cloud, 'editor')
  for (let n = 0; n < 3; n += 1) {
    const id = newId()
    const made = await editor.create(id, anArticle({ leadImage: { media: used, decorative: true } }))
    expect((await as(cloud, 'admin').publish(id, 'vi', made.etag)).status).toBe(200)
  }
  await cloud.settled()
  // After the first rebuild all lists are whole.
  await cloud.rebuild()
})
afterAll(async () => {
  await cloud.remove()
  counter.stop()
})

/** What an address answers, and the fewest items that the database reads for it: others read meanwhile, too. */
async function asked(path: string) {
  const reads: number[] = []
  let body: Awaited<ReturnType<ReturnType<typeof as>['get']>>['body']
  for (let round = 0; round < 4; round += 1) {
    counter.take()
    body = (await as(cloud, 'editor').get(path)).body
    reads.push(counter.take())
  }
  return { body, read: Math.min(...reads) }
}

it('the library says how many articles use a file, and a month what went public, by reading little more than they show', async () => {
  const { read: own } = await asked('/me')
  const files = await asked('/media?status=ready')
  const uses = files.body.media.map((row: { id: string; usedIn: number }) => [row.id, row.usedIn])
  expect(uses.toSorted()).toEqual([[used, 3] as const, [unused, 0] as const].toSorted())
  expect(files.read - own).toBe(2)
  const without = await asked('/media?unused=true')
  expect(without.body.media.map(({ id }: { id: string }) => id)).toEqual([unused])
  expect(without.read - own).toBe(1)
  const month = await asked('/calendar')
  expect(month.body.entries).toHaveLength(3)
  // Each act and its article; and the settings.
  expect(month.read - own).toBeLessThanOrEqual(2 * 3 + 1)
})
