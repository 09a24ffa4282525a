import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

/** A machine may be busy; what others do is heard of at the next turn. */
const patient = { timeout: 45_000 }

const desk = aDesk()

const paragraphs = [
  'Sáng nay, Sở tổ chức hội nghị sơ kết công tác biên giới.',
  'Năm nay đoàn đã kiểm tra 125 cột mốc trên toàn tuyến.',
  'Lãnh đạo Sở phát biểu kết luận hội nghị.',
]

async function anOpenArticle() {
  const id = newId()
  const body = paragraphs.map((each) => `<p>${each}</p>`).join('')
  const vi = aText({ title: 'Sơ kết công tác biên giới', body })
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi } }))
  expect(made.status).toBe(201)
  return { id, etag: made.etag }
}

const notesOf = async (id: string) => (await as(desk.cloud, 'editor').get(`/articles/${id}/notes`)).body.notes

/** What is in the way of somebody who neither sees nor uses a mouse. What was announced names its button until it is read. */
async function look(page: Page): Promise<void> {
  await expect.poll(() => findings(page), patient).toEqual([])
}

it('a note at a paragraph names a colleague, who sees it beside the text, answers and settles it', async () => {
  const { id } = await anOpenArticle()
  const approver = await desk.enter('vi', 'approver')
  const editor = await desk.enter('en', 'editor')
  const { page, words } = approver
  await goTo(page, `/a/${id}/vi`)
  const body = page.getByRole('textbox', { name: words.article.body, exact: true })
  await body.getByText('125 cột mốc').click()

  // Each sees that the other is there.
  await goTo(editor.page, `/a/${id}/vi?beside=notes`)
  await editor.page.getByText(/^Also here: .*\(reading: /u).waitFor(patient)
  await page.getByText(/^Cũng đang mở: .*\(đang đọc: /u).waitFor(patient)

  await page.keyboard.press('Alt+KeyN')
  await page.getByRole('button', { name: words.notes.write }).click()
  await page.getByRole('button', { name: /125 cột mốc/u }).waitFor()
  const field = page.getByRole('textbox', { name: words.notes.words })
  await field.pressSequentially('Số cột mốc đã đúng chưa, @ed')
  await page.getByRole('option').first().waitFor()
  await look(page)
  await page.keyboard.press('Enter')
  const named = /@(?<name>\S.*) $/u.exec(await field.inputValue())?.groups?.name ?? ''
  expect(named).not.toBe('')
  await page.getByRole('button', { name: words.notes.write_do, exact: true }).click()
  await expect
    .poll(() => notesOf(id), patient)
    .toMatchObject([
      {
        part: 'vi',
        field: 'body',
        block: { words: paragraphs[1], at: 1 },
        entries: [{ mentions: [expect.any(String)] }],
      },
    ])
  // The paragraph is marked, and no part of what is written.
  await expect.poll(() => body.locator('.noted').allTextContents(), patient).toEqual([paragraphs[1]])
  await look(page)

  // Somebody writes before it: the note stays at its words.
  const other = editor.page
  const said = other.getByRole('article')
  await said.getByText('Số cột mốc đã đúng chưa').waitFor(patient)
  const text = other.getByRole('textbox', { name: editor.words.article.body, exact: true })
  await text.getByText('Sáng nay').click()
  await other.keyboard.press('Home')
  await other.keyboard.type('Tin mới. ')
  await other.keyboard.press('Enter')
  await expect.poll(() => text.locator('.noted').allTextContents(), patient).toEqual([paragraphs[1]])
  await other.getByRole('button', { name: editor.words.article.save, exact: true }).click()
  // The other hears of it, and goes on with it by one act.
  await page.getByText(/đã lưu phiên bản 2 lúc/u).waitFor(patient)
  await page.getByRole('button', { name: words.presence.show }).click()
  await body.getByText('Tin mới.').waitFor(patient)

  await said.getByRole('button', { name: editor.words.notes.answer }).click()
  const answer = other.getByRole('textbox', { name: editor.words.notes.answer })
  await answer.fill('Đã đối chiếu')
  // A line that breaks loses no word.
  await other.context().setOffline(true)
  await other.getByRole('button', { name: editor.words.notes.answer_do }).click()
  await other.getByText(editor.words.notes.kept).waitFor(patient)
  await other.context().setOffline(false)
  expect(await answer.inputValue()).toBe('Đã đối chiếu')
  await other.getByRole('button', { name: editor.words.notes.answer_do }).click()
  await said.getByText('Đã đối chiếu').waitFor(patient)

  // It is named as the text is handed over, and is in nobody's way.
  await other.getByRole('button', { name: editor.words.acts.names.submit }).click()
  await other.getByRole('dialog').getByText('1 note is still open.').waitFor()
  await other.keyboard.press('Escape')

  await page.getByRole('article').getByText('Đã đối chiếu').waitFor(patient)
  await page.getByRole('button', { name: words.notes.settle }).click()
  await page.getByText('1 ghi chú đã giải quyết').waitFor()
  await expect.poll(() => body.locator('.noted').count(), patient).toBe(0)
  expect((await notesOf(id))[0].resolved).toBeDefined()
  const broken = /ERR_INTERNET_DISCONNECTED/u
  const troubles = [...approver.troubles(), ...editor.troubles()]
  expect(troubles.filter((each) => !broken.test(each))).toEqual([])
})

/** A long text in two languages that waits for approval, with notes at places of both. */
async function aNotedText(locale: string) {
  const id = newId()
  const saying = (words: string) =>
    Array.from({ length: 40 }, (_, at) => `${words} ${at + 1}: biên bản số ${at + 101} đã ký.`)
  const [vi, en] = [saying('Điều'), saying('Article')]
  const bodyOf = (all: readonly string[]) => all.map((each) => `<p>${each}</p>`).join('')
  const translations = {
    vi: aText({ title: `Hiệp định ${locale}`, body: bodyOf(vi) }),
    en: aText({ title: `Treaty ${locale}`, body: bodyOf(en) }),
  }
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations }))
  await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  const note = async (body: object) => {
    const made = await as(desk.cloud, 'editor').send('PUT', `/articles/${id}/notes/${newId()}`, {
      body: { mentions: [], ...body },
      headers: { 'if-none-match': '*' },
    })
    expect(made.status).toBe(201)
  }
  const at = (part: string, words: string, index: number) => ({
    ...{ part, field: 'body', block: { words, at: index } },
  })
  const gone = 'Câu này đã được bỏ khi biên tập lại toàn văn.'
  await note({ ...at('vi', vi[30] ?? '', 30), words: 'Đúng số chưa' })
  await note({ ...at('vi', gone, 3), words: 'Đã bỏ chưa' })
  await note({ part: 'vi', field: 'correction', words: 'Có cần đính chính' })
  await note({ ...at('en', en[35] ?? '', 35), words: 'Dịch sát chưa' })
  await note({ ...at('en', gone, 3), words: 'Bản Anh bỏ rồi' })
  return { id, vi, en }
}

const hasFocus = (each: Locator) => each.evaluate((element) => element === document.activeElement)

describe.each([
  ['vi', phone],
  ['en', desktop],
  ['vi', desktop],
  ['en', phone],
] as const)('in review in %s, on a screen of %o', (locale, viewport) => {
  const noteOf = ({ page }: Visit, words: string) => page.getByRole('article').filter({ hasText: words })

  /** What the page in the frame marks and where the keyboard is in it; whether that is in sight. */
  const ledTo = async (page: Page) => {
    const marked = page.frameLocator('iframe').locator('[data-pointed]')
    await marked.waitFor()
    const inside = () =>
      page.evaluate(() => document.querySelector('iframe')?.contentDocument?.activeElement?.textContent)
    const box = await marked.boundingBox()
    const frame = await page.locator('iframe').boundingBox()
    const isWithin = (around: { y: number; height: number } | null) =>
      box !== null && around !== null && box.y >= around.y && box.y < around.y + around.height
    return {
      marked: await marked.textContent(),
      focus: (await hasFocus(page.locator('iframe'))) ? await inside() : undefined,
      isSeen: isWithin(frame) && isWithin({ y: 0, height: viewport.height }),
    }
  }

  it('a note leads by the keyboard to its paragraph on the page, in its language, and back; what is not there is said', async () => {
    const { id, vi, en } = await aNotedText(locale)
    const visit = await desk.enter(locale, 'approver', { viewport })
    const { page, words, troubles } = visit
    const { followed } = words.notes
    const told = (sentence: string) => page.getByRole('status').filter({ hasText: sentence })
    await goTo(page, `/a/${id}/vi/review`)
    const asked = noteOf(visit, 'Đúng số chưa')
    await page
      .frameLocator('iframe')
      .getByText(vi[30] ?? '')
      .waitFor(patient)
    await asked.getByRole('button', { name: words.checks.show }).press('Enter')
    expect(await ledTo(page)).toEqual({ marked: vi[30], focus: vi[30], isSeen: true })
    const place = `${words.notes.paragraph} 31`
    await told(`${followed.there.replace('{{place}}', place)} ${followed.escape.note}`).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await look(page)
    await page.keyboard.press('Escape')
    await expect.poll(() => hasFocus(asked)).toBe(true)
    await page.frameLocator('iframe').locator('[data-pointed]').waitFor({ state: 'detached' })

    // Readers get no correction; the other paragraph is in no text any more.
    const correction = noteOf(visit, 'Có cần đính chính')
    await correction.getByRole('button', { name: words.checks.show }).press('Enter')
    const back = page.getByRole('button', { name: followed.back.note })
    await told(followed.not_shown.replace('{{place}}', words.drafts.field.correction)).waitFor()
    await expect.poll(() => hasFocus(back)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(correction)).toBe(true)
    const gone = noteOf(visit, 'Đã bỏ chưa')
    await gone.getByText(words.notes.gone).waitFor()
    expect(await gone.getByRole('button', { name: words.checks.show }).count()).toBe(0)

    // What is said of the other language is shown in the other language.
    await noteOf(visit, 'Dịch sát chưa').getByRole('button', { name: words.checks.show }).press('Enter')
    await page.getByRole('heading', { level: 1, name: `Treaty ${locale}` }).waitFor()
    await expect.poll(() => ledTo(page), patient).toEqual({ marked: en[35], focus: en[35], isSeen: true })
    await look(page)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: `Hiệp định ${locale}` }).waitFor()
    await noteOf(visit, 'Bản Anh bỏ rồi').getByRole('button', { name: words.checks.show }).press('Enter')
    await told(followed.gone).waitFor(patient)
    await expect.poll(() => hasFocus(back)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(noteOf(visit, 'Bản Anh bỏ rồi'))).toBe(true)
    expect(troubles()).toEqual([])
  })

  it('what a check found leads by the keyboard to its place on the page, and back; what readers do not get is said', async () => {
    const id = newId()
    const paragraphs = Array.from({ length: 40 }, (_, at) => `Khoản ${at + 1} của thỏa thuận`)
    const body = paragraphs
      .map((each, at) => (at === 30 ? `<p><strong>${each}</strong></p>` : `<p>${each}.</p>`))
      .join('')
    const text = aText({ title: `Thỏa thuận ${locale}`, summary: '', body })
    const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
    await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
    const { page, words, troubles } = await desk.enter(locale, 'approver', { viewport })
    const { followed, paragraph } = words.notes
    const told = (sentence: string) => page.getByRole('status').filter({ hasText: sentence })
    const showOf = (rule: string) =>
      page.getByRole('listitem').filter({ hasText: rule }).getByRole('button', { name: words.checks.show })
    await goTo(page, `/a/${id}/vi/review`)
    await page.frameLocator('iframe').getByText('Khoản 31').waitFor(patient)
    const heading = showOf(words.checks.rules.bold_heading)
    await heading.press('Enter')
    expect(await ledTo(page)).toEqual({ marked: paragraphs[30], focus: paragraphs[30], isSeen: true })
    await told(`${followed.there.replace('{{place}}', `${paragraph} 31`)} ${followed.escape.check}`).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => hasFocus(heading)).toBe(true)
    const summary = showOf(words.checks.rules.summary)
    await summary.press('Enter')
    await told(followed.not_shown.replace('{{place}}', words.drafts.field.summary)).waitFor()
    const back = page.getByRole('button', { name: followed.back.check })
    await expect.poll(() => hasFocus(back)).toBe(true)
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(summary)).toBe(true)
    expect(troubles()).toEqual([])
  })
})
