import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formerIdOf } from '../../functions/moving-in/plan/identity.ts'
import { digestOf, parseOldPage } from '../../functions/moving-in/sources/page-text/old-page.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'
import { anOldPage, formLabels } from '../support/documents/old-page.ts'
import { aFolder } from '../support/folder.ts'
import { administratorsClient, importPaths, importText } from '../support/moving/import.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { run, type StartedProcess, startProcess } from '../support/product/process.ts'

let nextTitle = 0
/** A page that no other test has imported. */
const aNewPage = (parts: Parameters<typeof anOldPage>[0] = {}) =>
  anOldPage({ title: `Bài viết thử nghiệm số ${++nextTitle}`, ...parts })

describe('importing a page', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.remove())

  const client = () => administratorsClient(cloud)
  const importOne = (text: string, name?: string) => importText(client(), text, name)
  const readPage = async (address = '') => {
    await cloud.settled()
    return await read('', address)
  }
  const revisionsOf = async (id: string) =>
    (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body.revisions.toReversed() as {
      action: string
      hash: string
    }[]
  const actionsOf = async (id: string) => (await revisionsOf(id)).map(({ action }) => action)

  it('makes a revision that says so, public under its old date', async () => {
    const { outcome, id, address } = await importOne(aNewPage())
    expect(outcome).toBe('created')
    expect(await actionsOf(id)).toEqual(['import'])
    const { article } = (await as(cloud, 'editor').get(`/articles/${id}`)).body
    expect(article).toMatchObject({
      section: 'news',
      byline: ['Phòng Hợp tác quốc tế'],
      origin: { system: 'sharepoint', file: 'page.txt', views: 12 },
      translations: { vi: { publishedAt: '2020-01-08T02:30:00.000Z', status: 'published' } },
    })
    const { status, text } = await readPage(address)
    expect(status).toBe(200)
    for (const label of formLabels) expect(text).not.toContain(label)
  })

  it('finds its section whatever its letters are made of', async () => {
    expect((await importOne(aNewPage({ section: 'TIN TỨC'.normalize('NFD') }))).outcome).toBe('created')
  })

  it('twice changes nothing: neither a revision nor a byte on the site', async () => {
    const text = aNewPage()
    const { id, address } = await importOne(text)
    const before = { revisions: await revisionsOf(id), page: (await readPage(address)).text }
    for (const same of [text, text.normalize('NFD'), `\ufeff${text.replaceAll('\n', '\r\n')}`])
      expect(await importOne(same)).toMatchObject({ outcome: 'unchanged', id, address })
    // The old portal goes on counting; that is no change of the page.
    expect((await importOne(text.replace('Views: \u00a0 12', 'Views: 345'))).outcome).toBe('unchanged')
    expect({ revisions: await revisionsOf(id), page: (await readPage(address)).text }).toEqual(before)
  })

  it('follows a page that changed at the old portal, as long as nobody has edited it here', async () => {
    const text = aNewPage()
    const { id, address } = await importOne(text)
    const changed = await importOne(text.replace('một buổi thực hành', 'hai buổi thực hành'))
    expect(changed).toMatchObject({ outcome: 'updated', id, address })
    expect((await readPage(address)).text).toContain('hai buổi thực hành')
    expect(await actionsOf(id)).toEqual(['import', 'import'])
  })

  it('never overwrites what editors have worked on, nor publishes their drafts', async () => {
    const text = aNewPage()
    const { id } = await importOne(text)
    const editor = as(cloud, 'editor')
    const { etag, body } = await editor.get(`/articles/${id}`)
    const { origin, section, translations } = body.article
    const { title, summary } = translations.vi
    const vi = { title, summary, body: '<p>Sửa tại đây.</p>' }
    const edited = await editor.replace(id, etag, { section, origin, translations: { vi } })
    expect(edited.status).toBe(200)
    for (const again of [text, text.replace('một buổi', 'ba buổi')])
      expect(await importOne(again)).toMatchObject({
        outcome: 'edited',
        codes: expect.arrayContaining(['edited-here']),
      })
    expect((await editor.get(`/articles/${id}`)).etag).toBe(edited.etag)
  })

  it('leaves what was withdrawn withdrawn', async () => {
    const text = aNewPage()
    const { id, address } = await importOne(text)
    const admin = as(cloud, 'admin')
    const { etag } = await admin.get(`/articles/${id}`)
    await admin.withdraw(id, 'vi', etag)
    for (const again of [text, text.replace('một buổi', 'ba buổi')])
      expect((await importOne(again)).outcome).toBe('edited')
    expect((await readPage(address)).status).toBe(410)
  })

  it('takes another file of the same title and moment for another article', async () => {
    const text = aNewPage()
    const one = await importOne(text, 'a.txt')
    const other = await importOne(text.replace('một buổi', 'năm buổi'), 'b.txt')
    expect(other.outcome).toBe('created')
    expect(other.address).not.toBe(one.address)
    expect((await readPage(one.address)).text).toContain('một buổi')
  })

  it('names two files of one run that have a title and a moment in common, and writes the first one', async () => {
    const folder = await aFolder()
    const title = `Thông báo lịch tiếp công dân ${++nextTitle}`
    const files = {
      'a.txt': ['Sáng thứ hai, lãnh đạo tiếp công dân tại trụ sở.'],
      'b.txt': ['Chiều thứ sáu nghỉ lễ; hồ sơ nhận qua bưu điện.'],
      'c.txt': ['Sáng thứ hai, lãnh đạo tiếp công dân tại trụ sở.'],
    }
    for (const [name, paragraphs] of Object.entries(files))
      await writeFile(join(folder, name), anOldPage({ title, paragraphs }))
    const { counts, notices } = await importPaths(client(), [folder])
    expect(counts).toEqual({ created: 1, skipped: 2 })
    const named = notices.map(({ code, place, value }) => [code, place.file, value])
    expect(named).toContainEqual(['same-title-other-text', 'b.txt', 'a.txt'])
    expect(named).toContainEqual(['same-text', 'c.txt', 'a.txt'])
  })

  it('lets a page whose date is to come go public on that date', async () => {
    const text = aNewPage({ dateline: 'Thứ 3, Ngày 01/01/2199, 9:30 SA' })
    const { id } = await importOne(text)
    const { vi } = (await as(cloud, 'editor').get(`/articles/${id}`)).body.article.translations
    expect(vi).toMatchObject({ status: 'scheduled', scheduled: { publishAt: '2199-01-01T02:30:00.000Z' } })
    expect((await importOne(text)).outcome).toBe('unchanged')
  })

  it('says that letters were of the last century', async () => {
    const title = toLegacy('hội nghị chữ cũ của tỉnh', 'tcvn3')
    const { codes, id } = await importOne(aNewPage({ title }))
    expect(codes).toContain('legacy-text')
    const { article } = (await as(cloud, 'editor').get(`/articles/${id}`)).body
    expect(article.translations.vi.title).toBe('hội nghị chữ cũ của tỉnh')
  })

  describe('that an earlier release brought, under an id of another kind', () => {
    /** As it was written then. */
    async function broughtThen(text: string, file: string) {
      const page = parseOldPage(text)!
      const { title, summary, body, byline, views, publishedAt = '' } = page
      const id = formerIdOf(title, publishedAt, 0)
      const written = await client().create(`/articles/${id}`, {
        ...{ section: 'news', byline },
        origin: { system: 'sharepoint', digest: digestOf(page), file, views },
        translations: { vi: { title, summary, body } },
      })
      await client().act(`/articles/${id}/translations/vi/publish`, written.etag, { publishedAt })
      return id
    }

    it('keeps it as it is, and makes no second one', async () => {
      const text = aNewPage()
      const id = await broughtThen(text, 'page.txt')
      const before = await revisionsOf(id)
      for (const again of [text, text.replace('một buổi', 'ba buổi')]) {
        const { outcome, codes, address, id: other } = await importOne(again)
        expect({ outcome, address }).toEqual({
          outcome: again === text ? 'unchanged' : 'edited',
          address: undefined,
        })
        expect(codes).toContain('brought-before')
        expect(await client().find(`/articles/${other}`)).toBeUndefined()
      }
      expect(await revisionsOf(id)).toEqual(before)
    })

    it('takes what another file says under its title and moment for another article', async () => {
      const text = aNewPage()
      await broughtThen(text, 'page.txt')
      expect((await importOne(text.replace('một buổi', 'ba buổi'), 'other.txt')).outcome).toBe('created')
    })
  })
})

describe('npm run import', () => {
  let data: string
  let site: StartedProcess
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'bantin-test-'))
    site = await startProcess(data)
  })
  afterAll(async () => {
    await site.end('SIGTERM')
    await rm(data, { recursive: true, force: true })
  })

  const importFiles = (...paths: string[]) =>
    run('infra/tools/import/import.ts', paths, { BANTIN_DATA: data }).ended

  /** The address once the publisher has been there: what comes just after many others is shown with them, within two minutes. */
  async function readSoon(address: string, holding = '') {
    const page = async () => await read('', address)
    await expect.poll(async () => (await page()).status, { timeout: 120_000 }).toBe(200)
    await expect.poll(async () => (await page()).text, { timeout: 30_000 }).toContain(holding)
    return await page()
  }

  it('reads folders, says what came of all, and changes nothing the second time', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'b'))
    await writeFile(join(folder, 'c.txt'), aNewPage())
    await writeFile(join(folder, 'b', 'a.TXT'), aNewPage())
    const { code, stdout } = await importFiles('--lang=en', folder)
    expect({ code, sums: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      sums: '2 read: 2 created',
    })
    const again = await importFiles('--lang=en', folder)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('2 read: 2 unchanged')
  })

  it('says in a dry run what would come of each, and writes nothing', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'a.txt'), aNewPage())
    const dry = await importFiles('--dry-run', '--lang=en', folder)
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(dry.stdout).toContain('1 read: 1 to be imported')
    expect((await importFiles('--lang=en', folder)).stdout).toContain('1 read: 1 created')
  })

  it('killed in the middle and run again, has brought each article once', async () => {
    const folder = await aFolder()
    const count = 240
    const item = (id: number) => ({
      ...{ Id: id, Title: `Tin bị ngắt ${id}`, OData__ModerationStatus: 0 },
      ...{
        N_x1ed9_i_x0020_dung: `<p>Nội dung ${id}.</p>`,
        Ph_x00e2_n_x0020_lo_x1ea1_i: { Title: 'Tin tức' },
      },
      Ng_x00e0_y_x0020_xu_x1ea5_t_x002: '2019-07-15T08:00:00Z',
    })
    const value = Array.from({ length: count }, (_, index) => item(index + 1))
    await writeFile(join(folder, 'items.json'), JSON.stringify({ value }))
    const journal = join(await aFolder(), 'journal.jsonl')
    const args = ['--lang=en', '--list=ngat', `--journal=${journal}`]
    const done = async () =>
      (await readFile(journal, 'utf8').catch(() => '')).split('\n').filter((line) => line.includes('created'))
    const first = run('infra/tools/import/import.ts', [...args, folder], { BANTIN_DATA: data })
    await expect.poll(async () => (await done()).length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0)
    process.kill(-first.child.pid!, 'SIGKILL')
    await first.ended
    expect((await done()).length).toBeLessThan(count)
    const report = await aFolder()
    const second = await importFiles(...args, `--report=${report}`, folder)
    expect(second).toMatchObject({ code: 0 })
    const articles = (await readFile(join(report, 'articles.jsonl'), 'utf8')).trimEnd().split('\n')
    expect(articles).toHaveLength(count)
    for (const line of articles) {
      const { id } = JSON.parse(line)
      const { revisions } = await (await site.fetch('editor', `/articles/${id}/revisions`)).json()
      expect(revisions.map(({ action }: { action: string }) => action)).toEqual(['import'])
    }
    const third = await importFiles(...args, folder)
    expect(third.stdout).toContain(`${count} read: ${count} unchanged`)
  }, 300_000)

  it('names what is no page, takes the others, and fails', async () => {
    const folder = await aFolder()
    const files: Record<string, string | Uint8Array> = {
      '1.txt': '',
      '2.txt': 'Một\nHai\n',
      '3.txt': Buffer.from([0x50, 0x4b, 0x03, 0x04]),
      '4.txt': aNewPage(),
      '5.txt': aNewPage({ section: 'Thể thao' }),
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    const { code, stdout } = await importFiles('--lang=en', folder, join(folder, 'missing'))
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Error: 2\.txt: /mu)
    expect(stdout).toMatch(/^Error: 3\.txt: /mu)
    expect(stdout).toMatch(/^Skipped: 5\.txt: .*"?Thể thao/mu)
    expect(stdout).toMatch(/^Error: \S*missing: /mu)
    expect(stdout).toMatch(/1 created/u)
  })

  it('says how it is used, and when there is nothing to talk to', async () => {
    const nothing = await importFiles()
    expect(nothing).toMatchObject({ code: 1, stdout: '' })
    expect(nothing.stderr).toMatch(/^usage: /mu)
    const nobody = await run('infra/tools/import/import.ts', ['x.txt'], { BANTIN_DATA: await aFolder() })
      .ended
    expect(nobody).toEqual({
      code: 1,
      stdout: '',
      stderr: 'nothing is running; start it with "npm start" in another terminal\n',
    })
  })

  it('signs with the environment’s key where it is told an address', async () => {
    const file = join(await aFolder(), 'page.txt')
    await writeFile(file, aNewPage())
    const { accessKeyId, secretAccessKey } = site.keyOf('admin')
    const importWith = (secret: string) =>
      run('infra/tools/import/import.ts', [file], {
        BANTIN_ADMIN_URL: `${site.addresses.admin}/`,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secret,
      }).ended
    const refused = await importWith('x'.repeat(40))
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('403')
    expect((await importWith(secretAccessKey)).code).toBe(0)
  })

  it('publishes the department’s real page', async ({ skip }) => {
    const folder = fileURLToPath(new URL('../../../shared/seed', import.meta.url))
    const [name] = (await readdir(folder).catch((): string[] => [])).filter((each) => each.endsWith('.txt'))
    if (!name) return skip(`there is no page in ${folder}`)
    const file = join(folder, name)
    const report = await aFolder()
    expect((await importFiles(`--report=${report}`, file)).code).toBe(0)
    const [line = ''] = (await readFile(join(report, 'articles.jsonl'), 'utf8')).split('\n')
    const { id } = JSON.parse(line)
    const { addresses } = await (await site.fetch('editor', `/articles/${id}`)).json()
    const address: string = addresses.vi
    const { text } = await readSoon(address, '>79<')
    const shown = text.replace(/<(script|style)[\s\S]*?<\/\1>/gu, '')
    expect(shown).toContain('Thứ Hai, ngày 15/07/2019, 15:00')
    expect(shown).toContain('Nguyễn Thành Nhân')
    expect(shown).toMatch(/data-views[^>]*>79</u)
    expect(shown).toContain('Sở Ngoại vụ Tây Ninh tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm 2019')
    const response = await site.fetch('editor', `/articles/${address.slice(-10)}`)
    const { article } = await response.json()
    const { vi } = article.translations
    expect(article).toMatchObject({ section: 'news', byline: ['Nguyễn Thành Nhân'], origin: { views: 79 } })
    expect(vi.publishedAt).toBe('2019-07-15T08:00:00.000Z')
    expect(vi.summary).toMatch(/^Ngày 11 tháng 7 năm 2019, .* 6 tháng cuối năm 2019\.$/u)
    expect(vi.body.match(/<ul>/gu)).toHaveLength(1)
    expect(vi.body.match(/<li>/gu)).toHaveLength(12)
    expect(vi.body.match(/<p>/gu)).toHaveLength(3)
    for (const path of [address, `${site.addresses.edge}/vi`, `${site.addresses.edge}/vi/tin-tuc`]) {
      const page = (await read('', path)).text
      for (const leaked of [
        ...formLabels,
        'Cỡ chữ: Font size:',
        'Views:',
        'Hình ảnh mô tả',
        'Lịch sử',
        'Approval',
      ])
        expect(page).not.toContain(leaked)
    }
    expect((await importFiles('--lang=en', folder)).stdout).toContain('1 unchanged')
  })
})
