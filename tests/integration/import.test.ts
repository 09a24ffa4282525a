import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { region } from '../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../infra/local/admin-client.ts'
import { createArrivals } from '../../infra/tools/import/arrival.ts'
import { importPage } from '../../infra/tools/import/import-page.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'
import { anOldPage, formLabels } from '../support/documents/old-page.ts'
import { aFolder } from '../support/folder.ts'
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

  const client = () =>
    createAdminClient({
      url: cloud.addresses.admin,
      key: cloud.keys.find(({ role }) => role === 'admin')!,
      region,
    })
  const importText = (text: string) => importPage(client(), text, 'page.txt')
  const idIn = (address: string) => address.slice(-10)
  const readPage = async (address: string) => {
    await cloud.settled()
    return await read('', address)
  }
  const revisionsOf = async (id: string) =>
    (await as(cloud, 'admin').get(`/articles/${id}/revisions`)).body.revisions.toReversed() as {
      action: string
      actor: { name: string }
      hash: string
    }[]

  it('makes a revision that says so, and publishes it under its old date', async () => {
    const { kind, address } = await importText(aNewPage())
    expect(kind).toBe('imported')
    expect(await revisionsOf(idIn(address))).toMatchObject([
      { action: 'import', actor: { name: 'admin' } },
      { action: 'publish' },
    ])
    const { article } = (await as(cloud, 'editor').get(`/articles/${idIn(address)}`)).body
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
    const { kind } = await importText(aNewPage({ section: 'TIN TỨC'.normalize('NFD') }))
    expect(kind).toBe('imported')
  })

  it('twice changes nothing: neither a revision nor a byte on the site', async () => {
    const text = aNewPage()
    const { address } = await importText(text)
    const before = { revisions: await revisionsOf(idIn(address)), page: (await readPage(address)).text }
    for (const same of [text, text.normalize('NFD'), `\ufeff${text.replaceAll('\n', '\r\n')}`])
      expect(await importText(same)).toMatchObject({ kind: 'unchanged', address })
    // The old portal goes on counting; that is no change of the page.
    expect((await importText(text.replace('Views: \u00a0 12', 'Views: 345'))).kind).toBe('unchanged')
    expect({ revisions: await revisionsOf(idIn(address)), page: (await readPage(address)).text }).toEqual(
      before,
    )
  })

  it('follows a page that changed at the old portal, as long as nobody has edited it here', async () => {
    const text = aNewPage()
    const { address } = await importText(text)
    const changed = await importText(text.replace('một buổi thực hành', 'hai buổi thực hành'))
    expect(changed).toMatchObject({ kind: 'updated', address })
    expect((await readPage(address)).text).toContain('hai buổi thực hành')
    expect((await revisionsOf(idIn(address))).map(({ action }) => action)).toEqual([
      'import',
      'publish',
      'import',
      'publish',
    ])
  })

  it('never overwrites what editors have worked on, nor publishes their drafts', async () => {
    const text = aNewPage()
    const { address } = await importText(text)
    const path = `/articles/${idIn(address)}`
    const editor = as(cloud, 'editor')
    const { etag, body } = await editor.get(path)
    const { origin, section, translations } = body.article
    const { title, summary } = translations.vi
    const vi = { title, summary, body: '<p>Sửa tại đây.</p>' }
    const edited = await editor.replace(idIn(address), etag, { section, origin, translations: { vi } })
    expect(edited.status).toBe(200)
    expect((await importText(text)).kind).toBe('unchanged')
    expect((await importText(text.replace('một buổi', 'ba buổi'))).kind).toBe('left alone')
    expect((await editor.get(path)).etag).toBe(edited.etag)
  })

  it('leaves what was withdrawn withdrawn', async () => {
    const text = aNewPage()
    const { address } = await importText(text)
    const admin = as(cloud, 'admin')
    const { etag } = await admin.get(`/articles/${idIn(address)}`)
    await admin.withdraw(idIn(address), 'vi', etag)
    expect(await importText(text)).toMatchObject({ kind: 'unchanged', address: '(not public)' })
    expect((await importText(text.replace('một buổi', 'ba buổi'))).kind).toBe('left alone')
    expect((await readPage(address)).status).toBe(410)
  })

  /** A client whose process ends before it can publish. */
  const aDyingClient = () => ({ ...client(), act: () => Promise.reject(new Error('killed')) })

  it('is completed the next time when it was cut short', async () => {
    const text = aNewPage()
    await expect(importPage(aDyingClient(), text, 'page.txt')).rejects.toThrow('killed')
    const { kind, address } = await importText(text)
    expect(kind).toBe('imported')
    expect(await revisionsOf(idIn(address))).toHaveLength(2)
    expect((await readPage(address)).status).toBe(200)
  })

  it('is completed the next time when its update was cut short', async () => {
    const text = aNewPage()
    const { address } = await importText(text)
    const changed = text.replace('một buổi', 'bốn buổi')
    await expect(importPage(aDyingClient(), changed, 'page.txt')).rejects.toThrow('killed')
    await importText(changed)
    expect((await readPage(address)).text).toContain('bốn buổi')
    expect((await importText(changed)).kind).toBe('unchanged')
  })

  it('tells articles of the same title and moment apart by their text, however often they are imported', async () => {
    const title = `Thông báo lịch tiếp công dân ${++nextTitle}`
    const one = anOldPage({ title, paragraphs: ['Sáng thứ hai, lãnh đạo tiếp công dân tại trụ sở.'] })
    const other = anOldPage({ title, paragraphs: ['Chiều thứ sáu nghỉ lễ; hồ sơ nhận qua bưu điện.'] })
    const first = await importText(one)
    const second = await importText(other)
    expect(second).toMatchObject({ kind: 'imported', beside: first.address })
    expect(second.address).not.toBe(first.address)
    for (const [text, { address }] of [[one, first] as const, [other, second] as const]) {
      expect(await importText(text)).toMatchObject({ kind: 'unchanged', address })
      expect(await revisionsOf(idIn(address))).toHaveLength(2)
    }
    const corrected = other.replace('qua bưu điện', 'tại bưu điện')
    expect(await importText(corrected)).toMatchObject({ kind: 'updated', address: second.address })
    expect((await readPage(first.address)).text).toContain('tiếp công dân tại trụ sở')
    expect((await readPage(second.address)).text).toContain('tại bưu điện')
  })

  it('takes another file of the same title and moment for another article, unless it says the same', async () => {
    const text = aNewPage()
    const { address } = await importPage(client(), text, 'a.txt')
    expect(await importPage(client(), text, 'b.txt')).toMatchObject({ kind: 'unchanged', address })
    const other = await importPage(client(), text.replace('một buổi', 'năm buổi'), 'b.txt')
    expect(other).toMatchObject({ kind: 'imported', beside: address })
  })

  it('lets a page whose date is to come go public on that date, and leaves no draft behind', async () => {
    const dateline = 'Thứ 3, Ngày 01/01/2999, 9:30 SA'
    const text = aNewPage({ dateline })
    const { kind, id, publicFrom } = await importText(text)
    expect({ kind, publicFrom }).toEqual({ kind: 'scheduled', publicFrom: '2999-01-01T02:30:00.000Z' })
    const stateOf = async () =>
      (await as(cloud, 'editor').get(`/articles/${id}`)).body.article.translations.vi
    expect(await stateOf()).toMatchObject({
      status: 'scheduled',
      scheduled: { publishAt: '2999-01-01T02:30:00.000Z' },
    })
    expect(await importText(text)).toMatchObject({ kind: 'unchanged', publicFrom })
    const changed = text.replace('một buổi', 'sáu buổi')
    expect(await importText(changed)).toMatchObject({ kind: 'scheduled', id, publicFrom })
    expect((await stateOf()).body).toContain('sáu buổi')
    expect((await revisionsOf(id)).map(({ action }) => action)).toEqual([
      'import',
      'schedule',
      'import',
      'schedule',
    ])
  })

  it('schedules the next time what was cut short before', async () => {
    const text = aNewPage({ dateline: 'Thứ 3, Ngày 01/01/2999, 9:30 SA' })
    await expect(importPage(aDyingClient(), text, 'page.txt')).rejects.toThrow('killed')
    expect((await importText(text)).kind).toBe('scheduled')
  })

  it('says that letters were of the last century', async () => {
    const title = toLegacy('hội nghị chữ cũ của tỉnh', 'tcvn3')
    const { converted, id } = await importText(aNewPage({ title }))
    expect(converted).toBe('tcvn3')
    const { article } = (await as(cloud, 'editor').get(`/articles/${id}`)).body
    expect(article.translations.vi.title).toBe('hội nghị chữ cũ của tỉnh')
  })

  it('knows when readers have what it published, and when they do not', async () => {
    const outcome = await importText(aNewPage())
    const soon = createArrivals(client(), { patience: 30_000, pause: 100 })
    expect(await soon(outcome)).toBe(true)
    expect((await read('', outcome.address)).status).toBe(200)
    const never = createArrivals(client(), { patience: 300, pause: 100 })
    const start = performance.now()
    expect(await never({ ...outcome, revision: 99 })).toBe(false)
    expect(await never({ ...outcome, revision: 99 })).toBe(false)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('refuses a section that there is not, with the line', async () => {
    await expect(importText(`\n${aNewPage({ section: 'Thể thao' })}`)).rejects.toThrow(
      /^line 2: expected the name of a section \("Tin tức", .*\), found "Thể thao"$/u,
    )
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

  /** The address once the publisher has been there. */
  async function readSoon(address: string, holding = '') {
    const page = async () => await read('', address)
    await expect.poll(async () => (await page()).status, { timeout: 30_000 }).toBe(200)
    await expect.poll(async () => (await page()).text, { timeout: 30_000 }).toContain(holding)
    return await page()
  }

  it('reads folders in one order and tells what came of each file', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'b'))
    await writeFile(join(folder, 'c.txt'), aNewPage())
    await writeFile(join(folder, 'b', 'a.TXT'), aNewPage())
    await writeFile(join(folder, 'a.txt'), aNewPage())
    await writeFile(join(folder, 'notes.md'), 'not a page')
    const { code, stdout, stderr } = await importFiles(folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.replace(/ -> .*/u, ''))).toEqual([
      `imported   ${folder}/a.txt`,
      `imported   ${folder}/b/a.TXT`,
      `imported   ${folder}/c.txt`,
      '3 imported, 0 updated, 0 unchanged, 0 left alone, 0 failed',
    ])
    for (const line of lines.slice(0, 3))
      expect((await read('', /-> (.*)/u.exec(line)![1]!)).status).toBe(200)
    const again = await importFiles(folder)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('0 imported, 0 updated, 3 unchanged, 0 left alone, 0 failed')
  })

  it('refuses what is no page with the reason and the line, takes the others, and fails', async () => {
    const folder = await aFolder()
    const files: Record<string, string | Uint8Array> = {
      '1.txt': '',
      '2.txt': '<!DOCTYPE html><html lang="vi">',
      '3.txt': Buffer.concat([Buffer.from('Tin tức\nThứ 4\n'), Buffer.from([0xff, 0xfe, 0x0a])]),
      '4.txt': Buffer.from([0x50, 0x4b, 0x03, 0x04]),
      '5.txt': 'x'.repeat(1_000_001),
      '6.txt': aNewPage(),
      '7.txt': aNewPage({ title: 'a'.repeat(256) }),
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    await mkdir(join(folder, 'empty'))
    const { code, stdout } = await importFiles(folder, join(folder, 'empty'), join(folder, 'missing'))
    expect(code).toBe(1)
    const reasons = stdout.replaceAll(`${folder}/`, '').trimEnd().split('\n')
    expect(reasons).toEqual([
      'failed     1.txt: line 1: expected the name of a section, found the end of the file',
      expect.stringMatching(/^failed {5}2\.txt: line 1: expected plain text/u),
      expect.stringMatching(/^failed {5}3\.txt: line 3: expected text in UTF-8/u),
      'failed     4.txt: line 1: holds the control character U+0003; remove it',
      'failed     5.txt: has 1000001 bytes; a page has at most 1000000',
      expect.stringMatching(/^imported {3}6\.txt -> http/u),
      expect.stringMatching(/^failed {5}7\.txt: .*256/u),
      'failed     empty: there is no .txt file in this folder',
      'failed     missing: there is no such file or folder',
      '1 imported, 0 updated, 0 unchanged, 0 left alone, 8 failed',
    ])
  })

  it('says what is to come, what was converted and what has a namesake', async () => {
    const folder = await aFolder()
    const title = `Bài trùng tên ${++nextTitle}`
    const files = {
      '1.txt': aNewPage({ dateline: 'Thứ 3, Ngày 01/01/2999, 9:30 SA' }),
      '2.txt': aNewPage({ title: toLegacy('Hội nghị tổng kết chữ cũ', 'vni') }),
      '3.txt': anOldPage({ title, paragraphs: ['Một chuyện.'] }),
      '4.txt': anOldPage({ title, paragraphs: ['Điều khác hẳn.'] }),
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    const { code, stdout } = await importFiles(folder)
    expect(code).toBe(0)
    const [first, second, third, fourth, counts] = stdout.trimEnd().split('\n')
    expect(first).toMatch(/^scheduled {2}\S+1\.txt -> goes public on 01\/01\/2999, 09:30 \(Vietnam\)$/u)
    expect(second).toMatch(/^imported {3}\S+2\.txt -> http\S+ \(letters converted from VNI\)$/u)
    const address = /-> (\S+)$/u.exec(third ?? '')?.[1]
    expect(fourth).toMatch(/^imported {3}\S+4\.txt -> http/u)
    expect(fourth).toContain(`(same title and date as ${address})`)
    expect(counts).toBe('3 imported, 0 updated, 0 unchanged, 0 left alone, 0 failed, 1 scheduled')
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
    expect(refused.stdout).toContain('the API answered 403')
    expect((await importWith(secretAccessKey)).code).toBe(0)
  })

  it('publishes the department’s real page', async ({ skip }) => {
    const folder = fileURLToPath(new URL('../../../shared/seed', import.meta.url))
    const [name] = (await readdir(folder).catch((): string[] => [])).filter((each) => each.endsWith('.txt'))
    if (!name) return skip(`there is no page in ${folder}`)
    const file = join(folder, name)
    const { code, stdout } = await importFiles(file)
    expect(code).toBe(0)
    const address = /-> (\S+)/u.exec(stdout)![1]!
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
    expect((await importFiles(folder)).stdout).toContain(`unchanged  ${file} -> ${address}`)
  })
})
