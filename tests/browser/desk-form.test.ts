import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { upload } from '../support/media/media.ts'
import { blue, green, painted, red } from '../support/media/pictures.ts'
import { mp3 } from '../support/media/sounds.ts'
import { as } from '../support/product/cloud.ts'

const pictures = { 'cau-treo.jpg': red, 'cua-khau.jpg': green, 'cot-moc.jpg': blue }
/** A machine may be busy; what is waited for comes at once on one that is not. */
const patient = { timeout: 30_000 }

const desk = aDesk(async () => {
  await upload(desk.cloud, 'ban-doc.mp3', mp3(100))
  for (const [name, colour] of Object.entries(pictures))
    await upload(
      desk.cloud,
      name,
      await painted(600, 400, () => colour)
        .jpeg()
        .toBuffer(),
    )
})

async function open(page: Page, words: { article: { body: string } }, shared: object = {}) {
  const id = newId()
  const text = aText({ title: 'Bài có tệp', body: '<p>Đoạn một.</p>' })
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ ...shared, translations: { vi: text } }))
  expect(made.status).toBe(201)
  await goTo(page, `/a/${id}/vi`)
  await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
  return id
}

const articleOf = async (id: string) => (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article

describe.each(locales)('the form of an article, in %s', (locale) => {
  it('takes sound of the library, a day as the language writes it, and several pictures at once', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    const id = await open(page, words)
    const body = page.getByRole('textbox', { name: words.article.body, exact: true })

    await page.getByRole('button', { name: words.article.sound_choose }).click()
    await page.getByRole('option', { name: 'ban-doc.mp3' }).click()
    await page.getByRole('textbox', { name: words.article.transcript }).fill('Lời đọc.')

    const day = page.getByRole('group', { name: words.article.event })
    await day.getByRole('spinbutton').first().focus()
    await page.keyboard.type(locale === 'vi' ? '27112026' : '11272026')
    await page.getByText(locale === 'vi' ? 'Thứ Sáu' : 'Friday', { exact: true }).waitFor()

    await body.click()
    await page.getByRole('button', { name: words.text.insert, exact: true }).click()
    await page.getByRole('menuitem', { name: words.text.picks.gallery }).click()
    const dialog = page.getByRole('dialog')
    for (const name of ['cua-khau.jpg', 'cau-treo.jpg']) await dialog.getByRole('option', { name }).click()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: /2/u }).click()
    await expect.poll(() => body.locator('figure img').count(), patient).toBe(2)

    await page.getByRole('button', { name: words.article.save, exact: true }).click()
    await expect.poll(async () => (await articleOf(id)).eventDate, patient).toBe('2026-11-27')
    await expect
      .poll(async () => (await articleOf(id)).translations.vi, patient)
      .toMatchObject({
        audio: { media: expect.any(String), transcript: 'Lời đọc.' },
        body: expect.stringMatching(/^<p>Đoạn một\.<\/p><figure>(?:<figure>.*<\/figure>){2}<\/figure>/u),
      })
    expect(troubles()).toEqual([])
  })
})

/** An article that the approver has approved, and published where that is asked for. */
async function approved(title: string, isPublished: boolean) {
  const id = newId()
  const translations = { vi: aText({ title, body: '<p>Đoạn một.</p>' }) }
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations }))
  const submitted = await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  const answer = await as(desk.cloud, 'approver').act(id, 'vi', 'approve', submitted.etag)
  if (isPublished) await as(desk.cloud, 'approver').act(id, 'vi', 'publish', answer.etag)
  return id
}

it('an article is pinned and leads to another that is proposed, and stays approved', async () => {
  const other = await approved('Bài đã đăng cùng chuyên mục', true)
  const id = await approved('Thông báo cần ghim', false)
  const { page, words, troubles } = await desk.enter('vi', 'approver')
  await goTo(page, `/a/${id}/vi`)
  await page.getByText(words.article.placement_hint).waitFor()
  await page.getByRole('checkbox', { name: words.article.pinned }).press(' ')
  await page.getByRole('button', { name: words.article.related_propose }).click()
  await page.getByRole('button', { name: 'Bài đã đăng cùng chuyên mục' }).click()
  await page.getByRole('button', { name: words.article.save, exact: true }).click()
  await expect
    .poll(() => articleOf(id), patient)
    .toMatchObject({
      pinned: true,
      related: [other],
      translations: { vi: { status: 'approved' } },
    })
  expect(troubles()).toEqual([])
})
