import { describe, expect, it } from 'vitest'
import { inVietnam } from '../../functions/domain/dates.ts'
import { locales } from '../../functions/domain/locale.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { photograph } from '../support/media/pictures.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()
const patient = { timeout: 60_000 }
/** Held in one hand: fingers, and no keyboard. */
const inHand = { viewport: phone, hasTouch: true, isMobile: true }

async function submitted(title: string): Promise<string> {
  const id = newId()
  const made = await as(desk.cloud, 'editor').create(
    id,
    anArticle({ translations: { vi: aText({ title }) } }),
  )
  await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  return id
}

const textOf = async (id: string) =>
  (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body.article.translations.vi

describe.each(locales)('with a telephone in hand, in %s', (locale) => {
  it('an approver gives one text back, approves another from Today and plans it', async () => {
    const [wrong, good] = [`Bài trả lại ${locale}`, `Bài được duyệt ${locale}`]
    const [returned, approved] = [await submitted(wrong), await submitted(good)]
    const { page, words, troubles } = await desk.enter(locale, 'approver', inHand)
    const review = (title: string) =>
      page.getByRole('link', {
        name: words.today.named.replace('{{act}}', words.today.act.in_review).replace('{{title}}', title),
      })
    // Where the desk leads by itself when an act is done.
    const form = (id: string) => page.waitForURL((url) => url.hash === `#/a/${id}/vi`, patient)
    await review(wrong).tap()
    await page.getByRole('button', { name: `${words.acts.names.return}…` }).tap()
    await page.getByRole('dialog').getByRole('textbox').fill('Thiếu ngày')
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('dialog').getByRole('button', { name: words.acts.names.return, exact: true }).tap()
    await form(returned)
    expect((await textOf(returned)).status).toBe('draft')

    await goTo(page, '/')
    await review(good).tap()
    await page.getByRole('button', { name: words.review.approve, exact: true }).tap()
    await page.getByRole('dialog').getByRole('button', { name: words.review.approve, exact: true }).tap()
    await form(approved)
    expect((await textOf(approved)).status).toBe('approved')

    await page.getByRole('button', { name: words.acts.others }).first().tap()
    await page.getByRole('menuitem', { name: words.acts.names.schedule, exact: true }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('group', { name: words.schedule.publish }).waitFor()
    // The year of what is planned, with the keyboard of a telephone.
    const year = Number(inVietnam(new Date().toISOString()).slice(0, 4)) + 1
    await dialog.locator('.moment [data-type="year"]').first().tap()
    await page.keyboard.type(String(year))
    expect(await sidewaysScroll(page)).toBe(0)
    await dialog.getByRole('button', { name: words.schedule.do, exact: true }).tap()
    await dialog.waitFor({ state: 'detached' })
    const plannedYear = async () => (await textOf(approved)).scheduled?.publishAt.slice(0, 4)
    await expect.poll(plannedYear, patient).toBe(String(year))
    expect(troubles()).toEqual([])
  })

  it('somebody on the spot sends what the camera took, and several pictures at once', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'contributor', inHand)
    await page.getByRole('link', { name: words.shell.media }).tap()
    const picture = async (name: string) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: await photograph(640, 480)
        .modulate({ hue: Math.floor(Math.random() * 360) })
        .jpeg()
        .toBuffer(),
    })
    const camera = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: words.media.camera }).tap()
    expect(await (await camera).element().getAttribute('capture')).toBe('environment')
    await (await camera).setFiles([await picture(`may-anh-${locale}.jpg`)])
    const list = page.getByRole('list', { name: words.media.uploads })
    await list.getByRole('link', { name: `may-anh-${locale}.jpg` }).waitFor(patient)
    const several = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: words.media.upload_files }).tap()
    expect((await several).isMultiple()).toBe(true)
    await (await several).setFiles([await picture(`mot-${locale}.jpg`), await picture(`hai-${locale}.jpg`)])
    await list.getByRole('link', { name: `hai-${locale}.jpg` }).waitFor(patient)
    expect(await sidewaysScroll(page)).toBe(0)
    // As tall as what is on it: nothing of the list lies below the bar at the foot of the screen.
    await page.setViewportSize({ ...phone, height: 3000 })
    expect(await findings(page)).toEqual([])
    expect(troubles()).toEqual([])
  })
})
