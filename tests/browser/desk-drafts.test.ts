import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import type { Role } from '../../functions/domain/role.ts'
import { deskWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { newReader } from '../support/browser/browser.ts'
import { aDesk } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

const body = '<p>Sở tiếp nhận 120 hồ sơ trong tháng.</p><p>Thời gian làm việc: 8 giờ.</p>'

/** An article with a text in each language. */
async function anArticleThere() {
  const id = newId()
  const texts = { vi: aText({ title: 'Điều chỉnh giờ làm việc', body }), en: aText({ title: 'Hours', body }) }
  await as(desk.cloud, 'editor').create(id, anArticle({ translations: texts }))
  return id
}

async function bodyAtServer(id: string, locale: Locale): Promise<string> {
  return (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article.translations[locale].body
}
const revisions = async (id: string) =>
  (await as(desk.cloud, 'editor').get(`/articles/${id}/revisions`)).body.revisions.length

/** Puts words in place of others, as somebody else at another computer. */
async function changeElsewhere(id: string, locale: Locale, from: string, to: string) {
  const api = as(desk.cloud, 'approver')
  const { article, parts } = (await api.get(`/articles/${id}`)).body
  const { title, summary, body: before } = article.translations[locale]
  const answer = await api.send('PUT', `/articles/${id}/translations/${locale}`, {
    body: { title, summary, body: before.replace(from, to) },
    headers: { 'if-match': parts[locale] },
  })
  expect(answer.status).toBe(200)
}

async function signIn(page: Page, locale: Locale, role: Role) {
  const words = deskWords[locale]
  await page.goto('/desk/')
  await page.getByRole('button', { name: words.signIn.button }).click()
  const choice = page.getByRole('button', { name: deskWords.en.roles[role] })
  const inside = page.getByRole('navigation', { name: words.shell.places })
  await choice.or(inside).first().waitFor()
  // Whoever is still signed in at the user pool is not asked who they are.
  if (!(await inside.isVisible())) await choice.click()
  await inside.waitFor()
}

async function openText(page: Page, id: string, locale: Locale) {
  await page.evaluate((to) => {
    location.hash = to
  }, `#/a/${id}/${locale}`)
  await editorOf(page, locale).waitFor()
}
const editorOf = (page: Page, locale: Locale) =>
  page.getByRole('textbox', { name: deskWords[locale].article.body, exact: true })
const titleOf = (page: Page, locale: Locale) =>
  page.getByLabel(deskWords[locale].article.title, { exact: true })

async function open(locale: Locale, id: string, context?: BrowserContext) {
  const page = context
    ? await context.newPage()
    : (await newReader(desk.browser, desk.cloud.addresses.edge, { locale })).page
  await signIn(page, locale, 'editor')
  await openText(page, id, locale)
  return page
}

/** Types in place of a word of the body, as a person does. */
async function replaceWord(page: Page, locale: Locale, from: string, to: string) {
  const editor = editorOf(page, locale)
  await editor.evaluate((node, word) => {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const at = text.nodeValue?.indexOf(word) ?? -1
      if (at < 0) continue
      node.focus()
      getSelection()?.setBaseAndExtent(text, at, text, at + word.length)
      return
    }
    throw new Error(`"${word}" is not there`)
  }, from)
  await page.keyboard.type(to)
  await page.getByText(to, { exact: false }).first().waitFor()
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate(
    `${axe.source}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )) as axe.AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe.each(locales)('an editor who writes, in %s', (locale) => {
  const words = deskWords[locale]
  const status = (page: Page) => page.locator('.save-state')

  it('is told where the text is, and saves one revision though the answer comes late or is lost', async () => {
    const id = await anArticleThere()
    const page = await open(locale, id)
    await titleOf(page, locale).fill('Một')
    await status(page)
      .getByText(words.drafts.line.here.split(' {{')[0] ?? '')
      .first()
      .waitFor()
    let asked = 0
    await page.route(`**/articles/${id}/translations/${locale}`, async (route) => {
      if (route.request().method() !== 'PUT') return await route.continue()
      asked += 1
      if (asked > 1) return await route.continue()
      // It arrives, and its answer does not.
      await route.fetch()
      await route.abort()
    })
    await page.keyboard.press('Control+s')
    await titleOf(page, locale).press('End')
    await page.keyboard.type(', hai')
    await expect.poll(() => revisions(id), { timeout: 60_000 }).toBe(2)
    await expect.poll(() => asked, { timeout: 60_000 }).toBe(2)
    expect(await titleOf(page, locale).inputValue()).toBe('Một, hai')
    expect(await revisions(id)).toBe(2)
    await page.context().close()
  })

  it('is offered what was not saved after the window was gone', async () => {
    const id = await anArticleThere()
    const page = await open(locale, id)
    const context = page.context()
    await replaceWord(page, locale, '120', '125')
    await status(page)
      .getByText(words.drafts.line.here.split(' {{')[0] ?? '')
      .first()
      .waitFor()
    await page.close({ runBeforeUnload: false })
    const again = await open(locale, id, context)
    await again.getByRole('button', { name: words.drafts.difference }).click()
    await again.getByRole('dialog').locator('ins').getByText('125').waitFor()
    expect(await findings(again)).toEqual([])
    await again.getByRole('dialog').getByRole('button', { name: words.drafts.go_on }).click()
    await editorOf(again, locale).getByText('125').waitFor()
    await again.keyboard.press('Control+s')
    await expect.poll(() => bodyAtServer(id, locale), { timeout: 60_000 }).toContain('125')
    await context.close()
  })

  it('who changed another word than somebody else has both, on the screen and saved', async () => {
    const id = await anArticleThere()
    const page = await open(locale, id)
    await replaceWord(page, locale, '120', '125')
    await changeElsewhere(id, locale, '8 giờ', '7 giờ 30')
    await page.keyboard.press('Control+s')
    await editorOf(page, locale).getByText('7 giờ 30').waitFor()
    await expect.poll(() => bodyAtServer(id, locale), { timeout: 60_000 }).toContain('125')
    expect(await bodyAtServer(id, locale)).toContain('7 giờ 30')
    await page.context().close()
  })

  it('who changed the same word is asked, and loses nothing by any answer', async () => {
    const id = await anArticleThere()
    const page = await open(locale, id)
    await replaceWord(page, locale, '120', '125')
    await changeElsewhere(id, locale, '120', '130')
    await page.keyboard.press('Control+s')
    await page.getByRole('group').getByText('130').first().waitFor()
    await page.getByRole('button', { name: words.merge.later }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: words.merge.later }).click()
    await editorOf(page, locale).getByText('125').waitFor()
    await page.keyboard.press('Control+s')
    await page.getByRole('radio', { name: words.merge.both }).check()
    await page.getByRole('button', { name: words.merge.save }).click()
    await expect.poll(() => bodyAtServer(id, locale), { timeout: 60_000 }).toContain('125 130')
    await editorOf(page, locale).getByText('125 130').waitFor()
    await page.context().close()
  })

  it('is told what is not saved before they sign out, and can stay', async () => {
    const id = await anArticleThere()
    const page = await open(locale, id)
    await titleOf(page, locale).fill('Chưa lưu mà đã về')
    await status(page)
      .getByText(words.drafts.line.here.split(' {{')[0] ?? '')
      .first()
      .waitFor()
    await page.locator('.masthead [aria-haspopup]').press('Enter')
    await page.getByRole('menuitem', { name: words.signOut }).press('Enter')
    const dialog = page.getByRole('alertdialog', { name: words.drafts.leaving })
    await dialog.getByText('Chưa lưu mà đã về').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: words.drafts.stay }).click()
    expect(await titleOf(page, locale).inputValue()).toBe('Chưa lưu mà đã về')
    await page.context().close()
  })

  it('reads in a second window, and takes over there with all that was typed', async () => {
    const id = await anArticleThere()
    const first = await open(locale, id)
    const second = await open(locale, id, first.context())
    await titleOf(first, locale).fill('Đang gõ ở cửa sổ thứ nhất')
    await status(second).getByText(words.drafts.line.elsewhere).first().waitFor()
    await second.getByRole('button', { name: words.drafts.write_here }).click()
    await expect
      .poll(() => titleOf(second, locale).inputValue(), { timeout: 60_000 })
      .toBe('Đang gõ ở cửa sổ thứ nhất')
    await status(first).getByText(words.drafts.line.elsewhere).first().waitFor()
    await first.context().close()
  })
})
