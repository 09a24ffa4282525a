import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../support/articles/articles.ts'
import { copyOfSources } from '../support/product/copy.ts'
import { type Ended, run, type StartedProcess, startProcess } from '../support/product/process.ts'

/** What somebody adds who begins with Khmer: what the language says of itself, and its first words. */
const khmer = `import type { Language } from '../language.ts'

const short: Language['dates']['short'] = ({ day, month, year }) => \`\${day}.\${month}.\${year}\`

export const language: Language = {
  openGraph: 'km_KH',
  dates: {
    dateline: (time) => \`ថ្ងៃទី \${short(time)} \${time.clock}\`,
    short,
    month: (month) => \`ខែ \${month}\`,
    monthOfYear: (month, year) => \`ខែ \${month} ឆ្នាំ \${year}\`,
  },
  addresses: { latest: 'latest', topics: 'topics', search: 'search', pages: 'pages', sitemap: 'sitemap', contact: 'contact', sent: 'sent' },
  slug: 'km',
}
`
const words = { language: 'ភាសាខ្មែរ', home: 'ទំព័រដើម' }

describe('a third language', () => {
  let folder: string
  let site: StartedProcess
  const id = newId()
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(site.addresses.edge + path, { headers, redirect: 'manual' })
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
  }

  beforeAll(async () => {
    folder = await copyOfSources()
    await mkdir(join(folder, 'locales/km'))
    await writeFile(join(folder, 'locales/km/index.ts'), khmer)
    await writeFile(join(folder, 'locales/km/reader.json'), JSON.stringify(words))
    const tags = join(folder, 'locales/tags.ts')
    const line = await readFile(tags, 'utf8')
    await writeFile(tags, line.replace("['vi', 'en']", "['vi', 'en', 'km']"))
    expect(await run('infra/tools/locales.ts', [], {}, folder).ended).toMatchObject({ code: 0, stderr: '' })
    site = await startProcess(join(folder, '.data'), {}, folder)
    const written = await site.fetch('editor', `/articles/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
      body: JSON.stringify({
        section: 'news',
        translations: {
          vi: { title: 'Hội nghị biên giới', summary: '', body: '<p>Nội dung.</p>' },
          km: { title: 'កិច្ចប្រជុំព្រំដែន', summary: '', body: '<p>អត្ថបទ។</p>' },
        },
      }),
    })
    expect(written.status).toBe(201)
    let etag = written.headers.get('etag') ?? ''
    for (const locale of ['vi', 'km']) {
      const published = await site.fetch('approver', `/articles/${id}/translations/${locale}/publish-now`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'If-Match': etag },
        body: JSON.stringify({ reason: 'Thử ngôn ngữ thứ ba' }),
      })
      expect([locale, published.status, await published.clone().text()]).toEqual([
        locale,
        200,
        expect.anything(),
      ])
      etag = published.headers.get('etag') ?? ''
    }
    await vi.waitFor(async () => expect((await read(`/km/tin-tuc/km-${id}`)).status).toBe(200), {
      timeout: 60_000,
      interval: 250,
    })
  })

  afterAll(async () => {
    const ended: Ended | undefined = await site?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
    expect(ended?.code).toBe(0)
  })

  it('is read under its own addresses, with its own dates and words', async () => {
    const { text } = await read(`/km/tin-tuc/km-${id}`)
    expect(text).toContain('<html lang="km">')
    expect(text).toContain('<h1>កិច្ចប្រជុំព្រំដែន</h1>')
    expect(text).toMatch(/<time [^>]*>ថ្ងៃទី \d+\.\d+\.\d{4} \d\d:\d\d<\/time>/u)
    expect(text).toContain('ទំព័រដើម')
    expect(text).toContain('content="km_KH"')
  })

  it('borrows the words that it lacks, and marks in which language they are', async () => {
    const { text } = await read(`/km/tin-tuc/km-${id}`)
    expect(text).toContain('<span lang="vi">Bỏ qua đến nội dung chính</span>')
    expect(text).not.toContain('<span lang="vi">ទំព័រដើម</span>')
    expect((await read(`/vi/tin-tuc/hoi-nghi-bien-gioi-${id}`)).text).not.toMatch(/<span lang="vi">/u)
  })

  it('is offered beside the others, to readers and to search engines', async () => {
    const { text } = await read(`/vi/tin-tuc/hoi-nghi-bien-gioi-${id}`)
    expect(text).toContain(`hreflang="km" href="${site.addresses.edge}/km/tin-tuc/km-${id}"`)
    expect(text).toContain('ភាសាខ្មែរ')
    expect(text).toContain('Bài này chưa có bản tiếng Anh')
    expect((await read('/sitemap.xml')).status).toBe(200)
    expect((await read('/sitemaps/pages.xml')).text).toContain(`${site.addresses.edge}/km</loc>`)
    expect((await read('/km/feed.xml')).text).toContain('កិច្ចប្រជុំព្រំដែន')
  })

  it('is what a visitor gets who asks for it', async () => {
    expect(await read('/', { 'Accept-Language': 'km,en;q=0.5' })).toMatchObject({
      status: 302,
      location: '/km',
    })
    expect(await read('/', { 'Accept-Language': 'fr' })).toMatchObject({ location: '/vi' })
  })

  it('has a page for what is not there, and the notice that a text is missing', async () => {
    expect((await read('/km/nowhere')).status).toBe(404)
    const absent = await read(`/en/news/x-${id}`)
    expect(absent.status).toBe(404)
    expect(absent.text).toContain('lang="vi">Hội nghị biên giới')
  })
})
