import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import type { Role } from '../../functions/domain/role.ts'
import { deskLibraryWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { upload } from '../support/media/media.ts'
import { photograph } from '../support/media/pictures.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()
const patient = { timeout: 60_000 }

/** A window of the desk, with the words that its library says. */
async function enter(locale: Locale, role: Role) {
  const visit = await desk.enter(locale, role)
  return { ...visit, words: { ...visit.words, library: deskLibraryWords[locale] } }
}

/** A picture whose bytes no other test has. */
let made = 0
async function aPicture(): Promise<Buffer> {
  made += 1
  return await photograph(900, 600)
    .modulate({ brightness: 1 + made / 50 })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 18/1 0/1' } })
    .jpeg()
    .toBuffer()
}

const fileOf = async (id: string) => await as(desk.cloud, 'admin').get(`/media/${id}`)

/** The words of a template, whatever is filled in. */
const filled = (template: string) =>
  new RegExp(template.replace(/[.*+?^$()|[\]\\]/gu, '\\$&').replace(/\{\{[^}]+\}\}/gu, '.+'), 'u')

/** Without what the browser says by itself of an answer that was expected. */
const unexpected = (troubles: string[], status: number) =>
  troubles.filter((each) => !each.includes(`a status of ${status}`))

/** Chooses files of this computer. */
async function choose(page: Page, name: string, files: { name: string; buffer: Buffer }[]) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name, exact: true }).click()
  await (await chooser).setFiles(files.map((each) => ({ ...each, mimeType: 'image/jpeg' })))
}

let shown: Record<Locale, { id: string }>
beforeAll(async () => {
  const each = locales.map(async (locale) => {
    const { id } = await upload(desk.cloud, `Đang dùng ${locale}.jpg`, await aPicture())
    const article = newId()
    const body = anArticle({
      leadImage: { media: id, decorative: true },
      translations: { vi: aText({ title: `Bài có ảnh ${locale}` }) },
    })
    const { etag } = await as(desk.cloud, 'editor').create(article, body)
    await as(desk.cloud, 'admin').publish(article, 'vi', etag)
    return [locale, { id }] as const
  })
  shown = Object.fromEntries(await Promise.all(each)) as typeof shown
}, 120_000)

describe.each(locales)('the media library, in %s', (locale) => {
  it('takes many files at once, tells of each what became of it, and knows the same bytes again', async () => {
    const { page, words, troubles } = await enter(locale, 'editor')
    await page.getByRole('link', { name: words.shell.media }).click()
    await page.getByRole('heading', { name: words.library.title, level: 1 }).waitFor()
    const known = await aPicture()
    const before = await upload(desk.cloud, `Có sẵn ${locale}.jpg`, known)
    const files = [
      { name: `Mới ${locale}.jpg`, buffer: await aPicture() },
      { name: 'Không phải ảnh.jpg', buffer: Buffer.from('no picture at all') },
      { name: `Lần nữa ${locale}.jpg`, buffer: known },
    ]
    await choose(page, words.media.upload_files, files)
    const list = page.getByRole('list', { name: words.media.uploads })
    await list.getByText(words.media.stripped.location).waitFor(patient)
    await list.getByRole('button', { name: `${words.failures.retry}: Không phải ảnh.jpg` }).waitFor(patient)
    await list.getByText(`Có sẵn ${locale}.jpg`).waitFor(patient)
    expect(await findings(page)).toEqual([])
    await list.getByRole('button', { name: words.media.use_twin }).click()
    await list.getByRole('button', { name: `${words.media.cancel}: Không phải ảnh.jpg` }).click()
    expect(await list.getByRole('listitem').count()).toBe(2)
    await list.getByRole('link', { name: `Có sẵn ${locale}.jpg` }).click()
    await page.getByRole('heading', { name: `Có sẵn ${locale}.jpg`, level: 1 }).waitFor()
    expect(page.url()).toContain(before.id)
    // One of them was no picture.
    expect(unexpected(troubles(), 422)).toEqual([])
  })

  it('keeps its filters in the address, and shows a file, its point and its words', async () => {
    const { page, words, troubles } = await enter(locale, 'editor')
    const { id } = shown[locale]
    await goTo(page, `/media?text=${encodeURIComponent(`dang dung ${locale}`)}&view=list`)
    const rows = page.getByRole('list', { name: words.media.files })
    await rows.getByRole('link', { name: `Đang dùng ${locale}.jpg` }).waitFor()
    expect(await rows.getByRole('listitem').count()).toBe(1)
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: words.library.lists.unused }).click()
    await page.getByText(words.library.none_found).waitFor()
    await page.goBack()
    await rows.getByRole('link', { name: `Đang dùng ${locale}.jpg` }).click()

    const point = page.getByRole('slider', { name: words.library.focus })
    await point.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: words.library.focus_save }).click()
    await expect.poll(async () => (await fileOf(id)).body.media.focus, patient).toEqual({ x: 0.6, y: 0.34 })
    await page.getByRole('link', { name: `Bài có ảnh ${locale}` }).waitFor()
    expect(await page.getByRole('button', { name: words.library.remove }).count()).toBe(0)
    await page.getByText(words.library.older).waitFor()

    // Somebody else says something at the same time: in another field, and in the same.
    const vietnamese = page.getByRole('group', { name: words.languages.vi })
    const alt = vietnamese.getByRole('textbox', { name: words.library.words.alt })
    await alt.fill('Cột mốc trên đồi')
    const { etag } = await fileOf(id)
    const theirs = { vi: { alt: 'Cột mốc', credit: 'Phòng Biên giới' } }
    await as(desk.cloud, 'approver').send('PUT', `/media/${id}/description`, {
      body: theirs,
      headers: { 'if-match': etag },
    })
    await page.keyboard.press('Control+s')
    await page.getByText(words.library.words_clash).waitFor()
    expect(await alt.inputValue()).toBe('Cột mốc trên đồi')
    // What React Aria announced names the button that saved the point, which is gone, for some seconds.
    await page.locator('[role=log] [role=img]').first().waitFor({ state: 'detached' })
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: words.library.words_save }).click()
    await expect
      .poll(async () => (await fileOf(id)).body.media.description.vi, patient)
      .toEqual({ alt: 'Cột mốc trên đồi', credit: 'Phòng Biên giới' })
    await page.setViewportSize(phone)
    expect(await sidewaysScroll(page)).toBe(0)
    // That somebody was faster.
    expect(unexpected(troubles(), 412)).toEqual([])
  })

  it('leads through the pictures without words by the keyboard', async () => {
    const first = await upload(desk.cloud, `Một ${locale}.jpg`, await aPicture())
    const second = await upload(desk.cloud, `Hai ${locale}.jpg`, await aPicture())
    const { page, words, troubles } = await enter(locale, 'editor')
    await goTo(page, `/media?list=undescribed.${locale}`)
    await page.getByRole('link', { name: words.library.describe_all }).focus()
    await page.keyboard.press('Enter')
    // The last one first.
    for (const name of [`Hai ${locale}.jpg`, `Một ${locale}.jpg`]) {
      await page
        .getByRole('img', { name: filled(words.library.describe_picture.replace('{{name}}', name)) })
        .waitFor()
      await page.locator('textarea:focus').waitFor()
      await page.keyboard.type(`Ảnh: ${name}`)
      await page.keyboard.press('Control+Enter')
    }
    for (const [{ id }, name] of [
      [first, 'Một'],
      [second, 'Hai'],
    ] as const)
      await expect
        .poll(async () => (await fileOf(id)).body.media.description[locale]?.alt, patient)
        .toBe(`Ảnh: ${name} ${locale}.jpg`)
    expect(troubles()).toEqual([])
  })
})

it('words of a file that are not saved are there again, and the browser asks before it closes them', async () => {
  const { page, words, troubles } = await enter('vi', 'editor')
  const { id } = await upload(desk.cloud, 'Chưa lưu.jpg', await aPicture())
  await goTo(page, `/media/${id}`)
  const alt = page
    .getByRole('group', { name: words.languages.vi })
    .getByRole('textbox', { name: words.library.words.alt })
  await alt.focus()
  await page.keyboard.type('Suối trong rừng')
  await page.getByRole('link', { name: words.library.back }).click()
  await page.getByRole('heading', { name: words.library.title, level: 1 }).waitFor()
  const asked = page.waitForEvent('dialog')
  const left = page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await left

  await goTo(page, `/media/${id}`)
  await alt.waitFor()
  expect(await alt.inputValue()).toBe('Suối trong rừng')
  await page.keyboard.press('Control+s')
  await expect
    .poll(async () => (await fileOf(id)).body.media.description.vi, patient)
    .toEqual({ alt: 'Suối trong rừng' })
  await page.getByRole('button', { name: words.library.words_save, disabled: true }).waitFor()
  const isAsked = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))
  await expect.poll(isAsked, patient).toBe(false)
  expect(troubles()).toEqual([])
})

it('files are dropped on the library, and pasted into it', async () => {
  const { page, words, troubles } = await enter('vi', 'editor')
  await goTo(page, '/media')
  const zone = page.locator('.drop-zone')
  await zone.getByRole('button', { name: words.media.upload_files }).waitFor()
  const list = page.getByRole('list', { name: words.media.uploads })
  const folder = await mkdtemp(join(tmpdir(), 'drop-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const dropped = join(folder, 'Thả vào.jpg')
  await writeFile(dropped, await aPicture())
  const { x, y } = (await zone.boundingBox()) ?? { x: 0, y: 0 }
  const hand = await page.context().newCDPSession(page)
  const data = { items: [], files: [dropped], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await hand.send('Input.dispatchDragEvent', { type, x: x + 5, y: y + 5, data })
  await list.getByRole('link', { name: 'Thả vào.jpg' }).waitFor(patient)

  // What a program of screenshots puts on the clipboard has no name of its own.
  await page.evaluate(
    (bytes) => {
      const clipboardData = new DataTransfer()
      const content = Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))
      clipboardData.items.add(new File([content], 'image.jpeg', { type: 'image/jpeg' }))
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    (await aPicture()).toString('base64'),
  )
  await list.getByRole('link', { name: new RegExp(`^${words.media.pasted}`, 'u') }).waitFor(patient)
  expect(troubles()).toEqual([])
})

it('files go on their way into the library while somebody works on another screen', async () => {
  const { page, words, troubles } = await enter('vi', 'editor')
  await goTo(page, '/media')
  const { promise: way, resolve: clear } = Promise.withResolvers<void>()
  await page.route(`${desk.cloud.addresses.objects}/**`, async (route) => {
    if (route.request().method() === 'POST') await way
    await route.continue()
  })
  await choose(page, words.media.upload_files, [{ name: 'Đi tiếp.jpg', buffer: await aPicture() }])
  const list = page.getByRole('list', { name: words.media.uploads })
  await list.getByText('Đi tiếp.jpg').first().waitFor()
  await goTo(page, '/articles')
  await page.getByText(filled(words.media.goes_on_other)).first().waitFor()
  const isAsked = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await isAsked()).toBe(true)
  clear()
  await expect.poll(isAsked, patient).toBe(false)
  await goTo(page, '/media')
  await list.getByRole('link', { name: 'Đi tiếp.jpg' }).waitFor()
  expect(troubles()).toEqual([])
})

it('a file is replaced, withdrawn with a reason, and another one removed', async () => {
  const { page, words, troubles } = await enter('vi', 'approver')
  const { id } = await upload(desk.cloud, 'Sẽ thay.jpg', await aPicture())
  await goTo(page, `/media/${id}`)
  const buffer = await sharp(await aPicture())
    .negate()
    .jpeg()
    .toBuffer()
  await choose(page, words.library.replace, [{ name: 'Đã thay.jpg', buffer }])
  await page.getByRole('heading', { name: 'Đã thay.jpg', level: 1 }).waitFor(patient)
  await page.getByRole('button', { name: words.library.withdraw }).click()
  const dialog = page.getByRole('dialog', { name: words.library.withdraw_title })
  await dialog.getByRole('textbox', { name: words.library.withdraw_reason }).fill('Người trong ảnh đề nghị')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: words.library.withdraw }).click()
  await page.getByText(words.library.state.withdrawn).waitFor(patient)
  await page.getByText('Người trong ảnh đề nghị').waitFor()
  expect((await fileOf(id)).body.media.status).toBe('withdrawn')
  await page.getByRole('button', { name: words.library.remove }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: words.library.remove }).click()
  await page.getByRole('heading', { name: words.library.title, level: 1 }).waitFor()
  expect((await fileOf(id)).body.media.status).toBe('removed')
  expect(troubles()).toEqual([])
})
