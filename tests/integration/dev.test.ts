import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../support/articles/articles.ts'
import { copyOfSources } from '../support/product/copy.ts'
import { type StartedProcess, startProcess } from '../support/product/process.ts'

describe('npm run dev', () => {
  let folder: string
  let site: StartedProcess
  const id = newId()
  const address = `/vi/tin-tuc/hoi-nghi-bien-gioi-${id}`

  const read = async (path: string) => (await fetch(site.addresses.edge + path)).text()
  const shows = (path: string, text: string) =>
    vi.waitFor(async () => expect(await read(path)).toContain(text), { timeout: 60_000, interval: 100 })
  const prints = (text: string) =>
    vi.waitFor(() => expect(site.output().stdout).toContain(text), { timeout: 60_000, interval: 100 })

  async function change(file: string, from: string, to: string): Promise<void> {
    const path = join(folder, file)
    const text = await readFile(path, 'utf8')
    expect(text).toContain(from)
    await writeFile(path, text.replace(from, to))
  }

  beforeAll(async () => {
    folder = await copyOfSources()
    site = await startProcess(join(folder, '.data'), {}, folder, ['--watch'])
    const written = await site.fetch('editor', `/articles/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
      body: JSON.stringify({
        section: 'news',
        translations: { vi: { title: 'Hội nghị biên giới', summary: '', body: '<p>Nội dung.</p>' } },
      }),
    })
    const published = await site.fetch('approver', `/articles/${id}/translations/vi/publish-now`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'If-Match': written.headers.get('etag') ?? '' },
      body: JSON.stringify({ reason: 'Xem trang khi sửa' }),
    })
    expect(published.status).toBe(200)
    await shows(address, '<h1>Hội nghị biên giới</h1>')
  })

  afterAll(async () => {
    const ended = await site?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
    expect(ended?.code).toBe(0)
  })

  it('shows a word that is changed, on a page that was in the edge’s cache', async () => {
    await shows(address, 'Trang chủ')
    await change('locales/vi/reader.json', '"Trang chủ"', '"Trang đầu"')
    await shows(address, 'Trang đầu')
    await prints('reload the page')
  })

  it('shows a colour that is changed, to readers and at the desk', async () => {
    await change('functions/views/css/base.css', '--accent: #', '--accent: #12a456; --former: #')
    await shows(address, '#12a456')
    const [, style = ''] = /href="(\/desk\/assets\/[^"]+\.css)"/u.exec(await read('/desk/')) ?? []
    expect(await read(style)).toContain('#12a456')
  })

  it('goes on with what it had while a file is broken, and says once and where', async () => {
    const printed = site.output().stdout.length
    await change('functions/views/pages.tsx', 'export function', 'export functoin')
    await prints('cannot be built')
    const block = site.output().stdout.slice(printed)
    expect(block.match(/functions\/views\/pages\.tsx:\d+:\d+/gu)).toHaveLength(1)
    expect(await read(address)).toContain('<h1>Hội nghị biên giới</h1>')
    await change('functions/views/pages.tsx', 'export functoin', 'export function')
    await change('locales/vi/reader.json', '"Trang đầu"', '"Trang nhất"')
    await shows(address, 'Trang nhất')
  })

  it('says what it cannot show without a restart', async () => {
    await change('locales/tags.ts', '\n', '\n\n')
    await prints('locales/tags.ts: restart')
  })

  it('has lost nothing that was written before', async () => {
    const found = await site.fetch('editor', `/articles/${id}`)
    expect(await found.json()).toMatchObject({
      article: { translations: { vi: { title: 'Hội nghị biên giới' } } },
    })
    expect(site.output().stderr).toBe('')
  })
})
