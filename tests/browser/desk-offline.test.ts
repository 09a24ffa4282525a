import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../functions/domain/dates.ts'
import { locales } from '../../functions/domain/locale.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

async function anOwnArticle(title: string): Promise<string> {
  const id = newId()
  const text = aText({ title, body: '<p>Câu đã lưu.</p>' })
  const { status } = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
  expect(status).toBe(201)
  return id
}

/** A place in the calendar of today. */
async function toBeWritten(what: string): Promise<void> {
  const body = { what, on: dayOf(new Date().toISOString()), section: 'news', locale: 'vi' }
  const headers = { 'if-none-match': '*' }
  expect((await as(desk.cloud, 'editor').send('PUT', `/slots/${newId()}`, { body, headers })).status).toBe(
    201,
  )
}

const words = (template: string, ...values: string[]) =>
  new RegExp(
    template.replaceAll(/\{\{\w+\}\}/gu, () => values.shift() ?? '.+'),
    'u',
  )

/** The desk is kept as a whole a moment after it was opened. */
async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.ready
    return active?.state === 'activated' && !installing && !waiting
  })
}

/** What this computer keeps of what somebody saw. */
const seenBy = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('bantin-seen')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const { result } = opening
          const counting = result.objectStoreNames.contains('seen')
            ? result.transaction('seen').objectStore('seen').count()
            : undefined
          if (!counting) return resolve(0)
          counting.onsuccess = () => {
            result.close()
            resolve(counting.result)
          }
        }
      }),
  )

const bodyOf = ({ page, words: { article } }: Visit) =>
  page.getByRole('textbox', { name: article.body, exact: true })

/** What Chromium says by itself of requests without a network. */
const isOwnWord = (trouble: string) => trouble.includes('ERR_INTERNET_DISCONNECTED')

describe.each(locales)('without a network, in %s', (locale) => {
  it('the desk opens with what was seen and how old that is, what is written stays, and acts are refused with words', async () => {
    const title = `Bài đọc khi mất mạng ${locale}`
    const id = await anOwnArticle(title)
    await toBeWritten(`Bài sẽ viết ${locale}`)
    const visit = await desk.enter(locale, 'editor', { keepsDesk: true })
    const { page, words: said, troubles } = visit
    await goTo(page, '/articles')
    await page.getByRole('row', { name: title }).waitFor()
    await goTo(page, `/a/${id}/vi`)
    await bodyOf(visit).getByText('Câu đã lưu.').waitFor()
    await goTo(page, '/calendar')
    await page.getByText(`Bài sẽ viết ${locale}`).waitFor()
    await goTo(page, `/a/${id}/vi`)
    await bodyOf(visit).waitFor()
    await isKept(page)

    await page.context().setOffline(true)
    await page.getByText(said.offline.title).waitFor()
    await page.reload()
    await bodyOf(visit).getByText('Câu đã lưu.').waitFor()
    await page.getByText(words(said.offline.age)).waitFor()
    await bodyOf(visit).press('Control+End')
    await page.keyboard.type(' Câu viết khi mất mạng.')
    await page.getByText(said.drafts.line.offline).first().waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: said.acts.names.submit, exact: true }).first().click()
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
    await dialog.getByRole('button', { name: said.acts.names.submit, exact: true }).click()
    await page.getByText(said.offline.refused).first().waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await goTo(page, '/articles')
    await page.getByRole('row', { name: title }).waitFor()
    await goTo(page, '/')
    await page.getByRole('heading', { level: 1, name: said.today.heading }).waitFor()
    await page.setViewportSize(phone)
    expect(await sidewaysScroll(page)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })

    await goTo(page, '/calendar')
    await page.getByText(`Bài sẽ viết ${locale}`).waitFor()

    // What nobody saw is not made up.
    await goTo(page, '/articles?state=late')
    await page.getByRole('alert').getByText(said.failures.offline).waitFor()

    await goTo(page, `/a/${id}/vi`)
    await bodyOf(visit).getByText('Câu viết khi mất mạng.').waitFor()
    await page.context().setOffline(false)
    await page.getByText(said.offline.title).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+s')
    const body = async () =>
      (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article.translations.vi.body
    await expect.poll(body, { timeout: 30_000 }).toContain('Câu viết khi mất mạng.')
    // Nothing was sent when there was a network again but what was asked for then.
    const { status } = (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article.translations.vi
    expect(status).toBe('draft')
    expect(troubles().filter((each) => !isOwnWord(each))).toEqual([])
  })
})

it('a new window says that signing in needs a network, and nothing that was seen stays once somebody has signed out', async () => {
  await anOwnArticle('Bài không để lại')
  const { page, words: said } = await desk.enter('vi', 'editor', { keepsDesk: true })
  await goTo(page, '/articles')
  await page.getByRole('row', { name: 'Bài không để lại' }).waitFor()
  await isKept(page)
  await expect.poll(() => seenBy(page)).toBeGreaterThan(2)

  await page.context().setOffline(true)
  const second = await page.context().newPage()
  await second.goto('/desk/')
  await second.getByText(said.offline.outside).waitFor()
  expect(await findings(second)).toEqual([])
  await second.close()
  await page.context().setOffline(false)

  await page.getByText(said.offline.title).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words(said.shell.account) }).click()
  await page.getByRole('menuitem', { name: said.signOut }).click()
  await page.getByRole('button', { name: said.signIn.button }).waitFor()
  expect(await seenBy(page)).toBe(0)
})
