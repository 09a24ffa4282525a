import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
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
