import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { inVietnam } from '../../functions/domain/dates.ts'
import { deskRoyaltiesWords, deskStaffWords } from '../../locales/index.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'

const desk = aDesk()

/** A machine may be busy; what is waited for comes at once on one that is not. */
const patient = { timeout: 60_000 }

const title = 'Bộ phận một cửa lưu động về các xã biên giới'
const english = 'A mobile one-stop office comes to the border communes'
const payee = 'Người viết cộng tác'

/** As Word puts it on the clipboard. */
const fromWord = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body lang=VI>
<p class=MsoNormal style='margin-top:6.0pt'><b><span style='font-size:14.0pt'>Từ 01/12</span></b><span style='font-size:14.0pt'>, cán bộ đến từng xã hai buổi mỗi tuần.</span></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Ngày</p></td><td><p class=MsoNormal>Nơi tiếp</p></td></tr>
<tr><td><p class=MsoNormal>Thứ Ba</p></td><td><p class=MsoNormal>Nhà văn hóa xã</p></td></tr></table></body></html>`

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const dialogOf = (page: Page) => page.getByRole('dialog')

/** The address of the article that is open, in a language. */
const addressOf = ({ page }: Visit, locale: string, screen = '') =>
  `${new URL(page.url()).hash.slice(1).split('/').slice(0, 3).join('/')}/${locale}${screen}`

/** The one next act, and what it asks about. */
async function act({ page }: Visit, name: string, said?: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}…?$`, 'u') })
    .first()
    .click()
  if (said) await dialogOf(page).getByRole('textbox').fill(said)
  await dialogOf(page).getByRole('button', { name, exact: true }).click()
  await dialogOf(page).waitFor({ state: 'detached', ...patient })
}

async function save({ page, words }: Visit): Promise<void> {
  await button(page, words.article.save).click()
  await button(page, words.acts.names.submit).waitFor(patient)
}

/** What a reader gets at an address, once it is `status` and says `words`. */
async function readersGet(address: string, status: number, words: string): Promise<void> {
  const read = async () => {
    const answer = await fetch(address)
    return { status: answer.status, says: (await answer.text()).includes(words) }
  }
  await expect.poll(read, { timeout: 120_000, interval: 1_000 }).toEqual({ status, says: true })
}

/** Opens what is at an address of the desk, coming from Today as people do. */
async function openAt({ page, words }: Visit, address: string): Promise<void> {
  await goTo(page, '/')
  await page.getByRole('heading', { level: 1, name: words.today.heading }).waitFor(patient)
  await goTo(page, address)
  await page
    .getByRole('heading', { level: 1, name: words.today.heading })
    .waitFor({ state: 'detached', ...patient })
}

/** What a file says that the page saves when this is pressed. */
async function saved(page: Page, name: string): Promise<string> {
  const file = page.waitForEvent('download')
  await button(page, name).click()
  return await readFile(await (await file).path(), 'utf8')
}

/** Puts both languages into a release, and plans it for the next moment that can be planned. */
async function planTogether({ page, words }: Visit): Promise<void> {
  const name = 'Ra mắt một cửa lưu động'
  await button(page, words.article.release_put).click()
  await dialogOf(page).getByRole('textbox', { name: words.articles.release.name }).fill(name)
  await button(page, words.articles.release.do).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor(patient)
  const named = (sentence: string) =>
    sentence.replace('{{title}}', english).replace('{{language}}', words.languages.en)
  await button(page, named(words.releases.add_it)).click()
  await button(page, named(words.releases.take_out_it)).waitFor(patient)
  await page.getByText(words.releases.ready).waitFor(patient)
  await button(page, words.releases.acts.schedule).click()
  const [hour = '', minute = ''] = inVietnam(new Date(Date.now() + 90_000).toISOString())
    .slice(11)
    .split(':')
  await dialogOf(page).locator('[data-type="hour"]').focus()
  await page.keyboard.type(hour)
  await dialogOf(page).locator('[data-type="minute"]').focus()
  await page.keyboard.type(minute)
  await dialogOf(page).getByRole('button', { name: words.schedule.do }).click()
  await dialogOf(page).waitFor({ state: 'detached', ...patient })
}

it('an article lives its whole life at the desk alone, by four people in four browsers', async () => {
  const [writer, editor, approver, admin] = [
    await desk.enter('vi', 'contributor'),
    await desk.enter('en', 'editor'),
    await desk.enter('vi', 'approver'),
    await desk.enter('en', 'admin'),
  ] as const

  // It is written, pasted from Word and illustrated.
  {
    const { page, words } = writer
    await page.getByRole('link', { name: words.shell.new }).first().click()
    await field(page, words.article.title).fill(title)
    await field(page, words.article.summary).fill('Người dân làm thủ tục ngay tại xã.')
    await page
      .getByRole('button', { name: new RegExp(words.article.section) })
      .first()
      .click()
    await page.getByRole('option').first().click()
    const body = field(page, words.article.body)
    await body.click()
    await body.evaluate((at, html) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', html)
      at.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, fromWord)
    await body.getByRole('table').waitFor(patient)
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7d1a1a' } })
      .jpeg()
      .toBuffer()
    await button(page, words.article.lead_choose).click()
    const chooser = page.waitForEvent('filechooser')
    await dialogOf(page).getByRole('button', { name: words.media.upload, exact: true }).click()
    await (await chooser).setFiles([{ name: 'mot-cua.jpg', mimeType: 'image/jpeg', buffer: picture }])
    await field(page, words.article.alt).waitFor(patient)
    await field(page, words.article.alt).fill('Cán bộ tiếp người dân tại nhà văn hóa xã')
    await button(page, words.article.save_draft).click()
    await page.waitForURL(/#\/a\/[0-9a-z]{10}\/vi$/u, patient)
    await act(writer, words.acts.names.submit)
    await page.getByText(words.status.in_review).first().waitFor(patient)
  }
  const [vi, en] = [addressOf(writer, 'vi'), addressOf(writer, 'en')]

  // It is returned, corrected by its author and handed over again.
  const note = 'Ghi rõ các xã nào'
  await openAt(approver, `${vi}/review`)
  await act(approver, approver.words.acts.names.return, note)
  await writer.page.reload()
  await writer.page.getByText(note).first().waitFor(patient)
  await field(writer.page, writer.words.article.summary).fill(
    'Người dân năm xã biên giới làm thủ tục ngay tại xã.',
  )
  await save(writer)
  await act(writer, writer.words.acts.names.submit)

  // It is translated beside its source.
  {
    const { page, words } = editor
    await openAt(editor, en)
    await button(page, words.source.copy.replace('{{language}}', words.languages.vi)).click()
    await field(page, words.article.title).fill(english)
    await field(page, words.article.summary).fill('People of five communes can hand in their papers at home.')
    await field(page, words.article.alt).fill('An officer helps residents in a village hall')
    await save(editor)
    await act(editor, words.acts.names.submit)
  }

  // Both are approved by somebody else, and go public at one moment.
  for (const address of [vi, en]) {
    await openAt(approver, `${address}/review`)
    await act(approver, approver.words.review.approve)
  }

  await openAt(approver, vi)
  await planTogether(approver)
  const addressIn = async (address: string) => {
    await openAt(approver, address)
    const open = approver.page.getByRole('link', { name: approver.words.live.open })
    return (await open.getAttribute('href', { timeout: 180_000 })) ?? ''
  }
  const [read, readEnglish] = [await addressIn(vi), await addressIn(en)]
  await readersGet(read, 200, 'Nhà văn hóa xã')
  await readersGet(readEnglish, 200, english)

  // It is corrected in public.
  const correction = 'Bài trước ghi nhầm số xã; số đúng là sáu.'
  {
    const { page, words } = editor
    await openAt(editor, vi)
    await page.reload()
    await field(page, words.article.summary).fill('Người dân sáu xã biên giới làm thủ tục ngay tại xã.')
    await field(page, words.article.correction).fill(correction)
    await save(editor)
    await act(editor, words.acts.names.submit)
  }
  await openAt(approver, `${vi}/review`)
  await act(approver, approver.words.review.approve_and_publish)
  await readersGet(read, 200, correction)

  // It is withdrawn with a reason, and comes back.
  const reason = 'Lịch tiếp dân đang được điều chỉnh'
  await openAt(approver, vi)
  await button(approver.page, approver.words.acts.others).click()
  await approver.page.getByRole('menuitem', { name: approver.words.acts.names.withdraw }).click()
  await dialogOf(approver.page).getByRole('textbox').fill(reason)
  await dialogOf(approver.page).getByRole('button', { name: approver.words.acts.names.withdraw }).click()
  await readersGet(read, 410, reason)
  await readersGet(readEnglish, 200, english)
  await openAt(editor, vi)
  await editor.page.reload()
  const again = 'Người dân sáu xã biên giới làm thủ tục ngay tại xã theo lịch mới.'
  await field(editor.page, editor.words.article.summary).fill(again)
  await save(editor)
  await act(editor, editor.words.acts.names.submit)
  await openAt(approver, `${vi}/review`)
  await act(approver, approver.words.review.approve_and_publish)
  await readersGet(read, 200, again)

  // Its author is paid, by three people.
  const royalties = { vi: deskRoyaltiesWords.vi, en: deskRoyaltiesWords.en }
  {
    const { page } = approver
    await goTo(page, '/royalties')
    const assess = royalties.vi.to_do.assess_text.replace('{{title}}', title)
    await page.getByRole('link', { name: assess }).first().click()
    await page.getByText(royalties.vi.form.filled_in).waitFor(patient)
    await button(page, royalties.vi.payees.new).click()
    await dialogOf(page).getByRole('textbox', { name: royalties.vi.payees.name }).fill(payee)
    await dialogOf(page).getByRole('button', { name: royalties.vi.save }).click()
    await dialogOf(page).waitFor({ state: 'detached', ...patient })
    await field(page, royalties.vi.form.share).fill('100')
    await button(page, royalties.vi.form.save).click()
    await page.getByText(royalties.vi.acts.not_proposer).waitFor(patient)
  }
  await openAt(admin, new URL(approver.page.url()).hash.slice(1))
  await act(admin, royalties.en.acts.approve)
  await approver.page.reload()
  await button(approver.page, royalties.vi.acts.pay).click()
  await approver.page.getByRole('textbox', { name: royalties.vi.acts.reference }).fill('UNC 0457')
  await dialogOf(approver.page).getByRole('button', { name: royalties.vi.acts.pay }).click()
  await approver.page.getByRole('main').getByText('UNC 0457').waitFor(patient)

  // The month is told of as a statement, and who had which right as a report.
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
  await openAt(admin, `/royalties/statement?month=${month}`)
  await admin.page.getByRole('table').filter({ hasText: title }).first().waitFor(patient)
  expect(await saved(admin.page, royalties.en.statement.xlsx)).toMatch(/^PK/u)
  await openAt(admin, `/staff/access?month=${month}`)
  await admin.page.getByRole('rowheader').first().waitFor(patient)
  expect(JSON.parse(await saved(admin.page, deskStaffWords.en.signed))).toMatchObject({
    format: 'bantin-access-1',
    month,
  })
  for (const { troubles } of [writer, editor, approver, admin]) expect(troubles()).toEqual([])
}, 900_000)
