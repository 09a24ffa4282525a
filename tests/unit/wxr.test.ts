import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { writeWxr } from '../../infra/tools/export/wxr/write-wxr.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { dryRun } from '../support/moving/plan.ts'

const siteUrl = 'https://so.example'

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wxr-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'site.xml')
}

const hard = 'Giá <b>mới</b> & cũ ]]> hết "3 < 5"'
const words = (more: object) => ({ title: 'Bài', summary: 'Tóm tắt', body: '<p>Thân.</p>', ...more })

/** A site with texts in two languages, hard letters, a related article, a draft and one that was withdrawn. */
async function aSite() {
  const room = aNewsroom()
  const [first, second, drafted, withdrawn] = [newId(), newId(), newId(), newId()]
  const body =
    '<p>Một ]]&gt; hai &amp; <a href="https://khac.example/?a=1&amp;b=2">ba</a> [gallery ids="1"]</p><p>Câu có <code>&lt;b&gt;</code>.</p><ul><li>x</li></ul>'
  const origin = {
    ...{ system: 'sharepoint', digest: 'a'.repeat(64), url: 'https://cu.example/Tin.aspx?ID=1' },
    addresses: ['https://cu.example/khac.aspx?a=1&id=2'],
  }
  await room.live(first, {
    byline: ['Phòng Lãnh sự', 'Văn phòng'],
    featured: true,
    origin,
    translations: {
      vi: words({ title: hard, body, summary: 'Dòng <i>một</i>\nDòng hai & ba' }),
      en: words({ title: 'In English' }),
    },
  })
  await room.goLive(first, 'en')
  await room.live(second, { related: [first], translations: { vi: words({ title: 'Bài hai' }) } })
  await room.write(drafted, { translations: { vi: words({ title: 'Chưa đăng' }) } })
  await room.live(withdrawn, { translations: { vi: words({ title: 'Đã gỡ' }) } })
  await room.withdraw(withdrawn)
  return { room, first, second }
}

async function exported({ room }: Awaited<ReturnType<typeof aSite>>) {
  const file = await aFile()
  const counts = await writeWxr(file, { newsroom: room.newsroomTable, site: createMemoryTable() }, siteUrl)
  return { file, counts, text: await readFile(file, 'utf8') }
}

describe('an export for WordPress', () => {
  it('is read back as the same articles, in all their languages', async () => {
    const site = await aSite()
    const { file, counts } = await exported(site)
    expect(counts.posts).toBe(3)
    const run = await dryRun(file)
    expect(run.skipped).toEqual([])
    expect(run.articles.map(({ title }) => title).toSorted()).toEqual(['Bài hai', hard])
    const article = run.articles.find(({ title }) => title === hard)
    const latest = (await site.room.newsroom.articles.latest(site.first))?.state
    expect(article).toMatchObject({
      body: latest?.translations.vi?.body,
      summary: 'Dòng <i>một</i>\nDòng hai & ba',
      byline: ['Phòng Lãnh sự', 'Văn phòng'],
      section: { id: latest?.section },
      publishedAt: latest?.translations.vi?.publishedAt?.replace('.000Z', 'Z'),
      featured: true,
      status: 'published',
      translations: { en: { title: 'In English', status: 'published' } },
    })
    expect(article?.oldAddresses).toEqual(expect.arrayContaining(['/Tin.aspx?ID=1', '/khac.aspx?a=1&id=2']))
    const other = run.articles.find(({ title }) => title === 'Bài hai')
    expect(other?.related).toEqual([article?.key])
  })

  it('holds nothing that readers do not have', async () => {
    const { text } = await exported(await aSite())
    expect(text).not.toMatch(/Chưa đăng|Đã gỡ|editor/u)
  })

  it('is well-formed, and the same bytes again', async () => {
    const site = await aSite()
    const { text } = await exported(site)
    const wrong: string[] = []
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', ({ message }) => void wrong.push(message))
    parser.write(text).close()
    expect(wrong).toEqual([])
    expect((await exported(site)).text).toBe(text)
  })

  it('lets WordPress carry nothing out that a text only speaks of', async () => {
    const { text } = await exported(await aSite())
    expect(text).not.toContain('[gallery')
    expect(text).toContain('&#91;gallery')
  })

  it('names each file once, where the site has it, and the documents of an article as such', async () => {
    const { room } = await aSite()
    const [id, picture, document] = [newId(), newId(), newId()]
    await room.write(id, {
      translations: { vi: words({ title: 'Có tệp', alt: 'Xe "mới"', caption: 'Xe & người' }) },
    })
    await room.change(id, 'edit', (before) => ({
      ...before,
      leadImage: { media: picture, decorative: false },
      attachments: [{ name: 'Biểu mẫu <1>.pdf', media: document }],
      files: {
        [picture]: {
          ...{ kind: 'picture', hash: 'b'.repeat(32), bytes: 1, width: 1, height: 1 },
          ...{ widths: [1], fallback: 1, cards: [1], og: { width: 1, height: 1 } },
        },
        [document]: {
          ...{ kind: 'document', hash: 'c'.repeat(32), file: 'mau.pdf', type: 'application/pdf', bytes: 1 },
        },
      },
    }))
    await room.goLive(id)
    const file = await aFile()
    const counts = await writeWxr(
      file,
      { newsroom: room.newsroomTable, site: createMemoryTable() },
      'https://so.example',
    )
    expect(counts).toEqual({ posts: 4, files: 2 })
    const text = await readFile(file, 'utf8')
    const urls = [...text.matchAll(/<wp:attachment_url><!\[CDATA\[(.*?)\]\]>/gu)].map(([, url]) => url)
    expect(urls).toEqual([
      expect.stringMatching(/^https:\/\/so\.example\/media\/c{32}\//u),
      expect.stringMatching(/^https:\/\/so\.example\/media\/b{32}\//u),
    ])
    const run = await dryRun(file)
    const article = run.articles.find(({ title }) => title === 'Có tệp')
    expect(article).toMatchObject({
      body: '<p>Thân.</p>',
      leadImage: { alt: 'Xe "mới"' },
      attachments: [{ name: 'Biểu mẫu <1>.pdf' }],
    })
  })
})
