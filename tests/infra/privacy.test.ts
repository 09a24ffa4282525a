import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { unpack } from '../../functions/store/packed.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { readAll, readingOf } from '../support/product/reading.ts'

let cloud: TestCloud
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  cloud = await startTestCloud()
  client = clientOf(cloud.database)
})
afterAll(async () => {
  client.destroy()
  await cloud.remove()
})

/** A word that is found wherever it gets to: in a title, an address, an attribute, a key. */
const secret = (what: string) => `secret${what}zq`
/** A text that nobody outside may read, in every field. */
const draft = (what: string) =>
  aText({
    title: secret(`${what}title`),
    summary: secret(`${what}summary`),
    body: `<p>${secret(`${what}body`)}</p>`,
  })
const shown = (title: string) => aText({ title })

/** Does everything that an article can go through, and leaves something private behind at each step. */
async function tellStory(): Promise<string[]> {
  const admin = as(cloud, 'admin')
  const [live = '', related = '', onlyDraft = '', gone = ''] = [newId(), newId(), newId(), newId()]
  const digest = '5ec2e7'.padEnd(64, '0')
  const origin = {
    system: 'sharepoint',
    digest,
    file: `${secret('file')}.txt`,
    url: `https://old.example/${live}.aspx`,
  }

  // Never published, but named by one that is.
  await admin.create(onlyDraft, anArticle({ translations: { vi: draft('only'), en: draft('onlyen') } }))

  const created = await admin.create(
    related,
    anArticle({ translations: { vi: shown('Liên quan'), en: draft('related') } }),
  )

  // Written, rewritten, published, and written again; the other language stays a draft.
  const links = { origin, related: [onlyDraft, related] }
  const first = await admin.create(
    live,
    anArticle({ ...links, translations: { vi: draft('before'), en: draft('beside') } }),
  )
  const second = await admin.replace(
    live,
    first.etag,
    anArticle({ ...links, translations: { vi: shown('Công khai'), en: draft('beside') } }),
  )
  const third = await admin.publish(live, 'vi', second.etag, { note: secret('note') })
  await cloud.settled()
  const after = { ...links, byline: [secret('byline')], section: 'border' }
  await admin.replace(
    live,
    third.etag,
    anArticle({ ...after, translations: { vi: draft('after'), en: draft('besideafter') } }),
  )

  // Public in one language, withdrawn with a draft of something else, and drafted again.
  await admin.publish(related, 'vi', created.etag)

  const start = await admin.create(
    gone,
    anArticle({ translations: { vi: shown('Đã rút'), en: draft('gone') } }),
  )
  const out = await admin.publish(gone, 'vi', start.etag)
  await cloud.settled()
  const redrafted = await admin.replace(
    gone,
    out.etag,
    anArticle({ translations: { vi: draft('nearlygone'), en: draft('gone') } }),
  )
  const withdrawn = await admin.withdraw(gone, 'vi', redrafted.etag, 'Lý do công khai')
  await admin.replace(
    gone,
    withdrawn.etag,
    anArticle({ translations: { vi: draft('aftergone'), en: draft('gone') } }),
  )
  await cloud.settled()
  await cloud.tick()
  return [live, related, onlyDraft, gone]
}

it('nothing private is in any public answer, nor in the table that readers are served from', async () => {
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  for (const role of ['admin', 'editor'] as const) {
    const { id } = (await as(cloud, role).get('/me')).body
    await newsroom.saveStaff({ id, role, name: secret('staff') })
  }
  const ids = await tellStory()

  const revisions = (await Promise.all(ids.map((id) => newsroom.articles.history(id)))).flat()
  const privates = [
    'secret',
    '5ec2e7',
    ...revisions.flatMap(({ requestId = '', hash, actor }) => [requestId, hash, actor.id]),
    ...cloud.keys.flatMap(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]),
    ...Object.values(cloud.internal),
  ].filter((each) => each !== '')
  const found = (text: string) => privates.filter((each) => text.toLowerCase().includes(each.toLowerCase()))

  const { edge, origin } = cloud.addresses
  const texts: string[] = []
  for (const base of [edge, origin]) {
    const known = new Set([
      '/vi',
      '/en',
      '/vi/moi-nhat',
      '/en/latest',
      '/sitemap.xml',
      '/robots.txt',
      '/vi/khong-co',
    ])
    for (const id of ids) {
      for (const path of [`/vi/tin-tuc/x-${id}`, `/en/news/x-${id}`, `/${id}.aspx`, `/views/${id}`])
        known.add(path)
    }
    await readAll(
      known,
      async (path) => {
        const response = await fetch(base + path, { redirect: 'manual' })
        const reading = await readingOf(response)
        texts.push([path, reading.body, reading.location, ...response.headers].join('\n'))
        return reading
      },
      edge,
    )
    for (const id of ids) {
      const response = await fetch(`${base}/views/${id}`, { method: 'POST' })
      texts.push([id, await response.text(), ...response.headers].join('\n'))
    }
  }
  // It has seen the public sides of what it hid.
  for (const word of ['Công khai', 'Liên quan', 'Đã rút', 'Lý do công khai'])
    expect(texts.join('')).toContain(word)
  expect(texts.flatMap(found)).toEqual([])

  const items = await Array.fromAsync(createTable(client, tableNames.site).scan())
  expect(items.length).toBeGreaterThan(20)
  const dumped = items.map(({ packed, ...item }) => JSON.stringify([item, packed && unpack(packed)]))
  expect(dumped.flatMap(found)).toEqual([])
  const fields = ['status', 'live', 'actor', 'origin', 'genre', 'hash', 'requestId']
  expect(fields.filter((field) => dumped.join('').includes(`"${field}":`))).toEqual([])
})
