import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inVietnam } from '../../functions/domain/dates.ts'
import { locales } from '../../functions/domain/locale.ts'
import { deskWorkWords } from '../../locales/index.ts'
import { anApproved } from '../support/articles/approved.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

/** A text that is to go public at a moment by Vietnam's clock. */
async function planned(title: string, publishAt: string) {
  const { id, etag } = await anApproved(desk.cloud, title)
  const plan = { publishAt: `${publishAt}:00+07:00` }
  const { status } = await as(desk.cloud, 'admin').act(id, 'vi', 'schedule', etag, plan)
  expect(status).toBe(200)
  return id
}

const planOf = async (id: string): Promise<string | undefined> => {
  const { scheduled } = (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body.article.translations.vi
  return scheduled && inVietnam(scheduled.publishAt).slice(0, 16)
}

/** An entry, by the title of its text. */
const entryOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title }).last()

describe.each(locales)('the calendar, in %s', (locale) => {
  // Far away, and each language in a month of its own.
  const month = locale === 'vi' ? '2097-03' : '2097-04'

  it('shows what is planned by day, and moves and cancels it by the keyboard', async () => {
    const title = `Bài hẹn giờ ${locale}`
    const id = await planned(title, `${month}-06T08:00`)
    await planned(`Bài cùng giờ ${locale}`, `${month}-06T08:10`)
    const { page, words, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    await page.keyboard.press('Alt+4')
    await page.getByRole('heading', { level: 1, name: words.calendar.title }).waitFor()
    await goTo(page, `/calendar?view=month&day=${month}-06`)
    await entryOf(page, title).getByText('08:00').waitFor()
    expect(await findings(page)).toEqual([])
    // Two texts in one quarter of an hour are pointed out.
    expect(await page.locator('.clash').count()).toBe(2)

    const menu = words.calendar.acts_of.replace('{{title}}', title)
    await page.getByRole('button', { name: menu }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: words.calendar.move.publish }).waitFor()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByText(`Bài cùng giờ ${locale}`).waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.locator('[data-type="hour"]').focus()
    await page.keyboard.type('15')
    await page.keyboard.press('Enter')
    await dialog.getByText(`Bài cùng giờ ${locale}`).waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: words.schedule.do }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await planOf(id)).toBe(`${month}-06T15:00`)

    await page.getByRole('link', { name: words.calendar.views.list, exact: true }).click()
    await entryOf(page, title).getByText('15:00').waitFor()
    await page.getByRole('button', { name: menu }).press('Enter')
    await page.getByRole('menuitem', { name: words.calendar.cancel.publish }).press('Enter')
    await page
      .getByRole('dialog', { name: words.calendar.cancel.publish })
      .getByRole('button', { name: words.calendar.cancel.publish })
      .press('Enter')
    await expect.poll(() => planOf(id)).toBeUndefined()
    // It is approved still, and waits to be planned again.
    const waiting = page.getByRole('region', { name: words.calendar.unplanned })
    await waiting.getByText(title).waitFor()
    expect(troubles()).toEqual([])
  })

  it('is carried by the mouse: from the approved texts to a day, to another day, and back', async () => {
    const title = `Bài kéo thả ${locale}`
    const { id } = await anApproved(desk.cloud, title)
    const { page, words, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    await goTo(page, `/calendar?view=month&day=${month}-15`)
    const waiting = page.getByRole('region', { name: words.calendar.unplanned })
    const day = (number: number) =>
      page
        .getByRole('cell')
        .filter({ has: page.locator('.day-number', { hasText: new RegExp(`^${number}\\D`, 'u') }) })
    const confirm = page.getByRole('dialog', { name: title }).getByRole('button', { name: words.schedule.do })

    await waiting.getByText(title).dragTo(day(15).first())
    await confirm.click()
    await expect.poll(() => planOf(id)).toBe(`${month}-15T08:00`)
    await day(15).first().getByText(title).waitFor()

    await day(15).first().getByText(title).dragTo(day(17).first())
    await confirm.click()
    await expect.poll(() => planOf(id)).toBe(`${month}-17T08:00`)

    await day(17).first().getByText(title).dragTo(waiting)
    await page
      .getByRole('dialog', { name: words.calendar.cancel.publish })
      .getByRole('button', { name: words.calendar.cancel.publish })
      .click()
    await expect.poll(() => planOf(id)).toBeUndefined()
    expect(troubles()).toEqual([])
  })

  it('is a list on a telephone, keeps its filters in the address, and only shows to whoever may not plan', async () => {
    const title = `Bài trên máy nhỏ ${locale}`
    await planned(title, `${month}-20T09:30`)
    const { page, words, troubles } = await desk.enter(locale, 'contributor', {
      viewport: phone,
      timezoneId: 'Europe/Paris',
    })
    await goTo(page, `/calendar?day=${month}-20`)
    await entryOf(page, title).getByText('09:30').waitFor()
    await page.getByText('Europe/Paris').waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    expect(
      await page.getByRole('button', { name: words.calendar.acts_of.replace('{{title}}', title) }).count(),
    ).toBe(0)
    expect(await page.getByRole('region', { name: words.calendar.unplanned }).count()).toBe(0)

    await page.getByText(words.calendar.mine).click()
    await page.getByText(words.calendar.none_found).waitFor()
    expect(page.url()).toContain('mine=true')
    await page.reload()
    await page.getByText(words.calendar.none_found).waitFor()
    await page.getByRole('button', { name: words.articles.clear }).click()
    await page.getByRole('link', { name: words.calendar.views.month, exact: true }).click()
    await page.getByRole('table').waitFor()
    // At its end nothing of it lies under the places at the foot.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    expect(troubles()).toEqual([])
  })
})

it('says who was faster, and does what was asked when that was seen', async () => {
  const title = 'Bài hai người cùng dời'
  const id = await planned(title, '2097-05-06T08:00')
  const { page, words } = await desk.enter('vi', 'admin', { viewport: desktop })
  await goTo(page, '/calendar?view=list&day=2097-05-06')
  await page.getByRole('button', { name: words.calendar.acts_of.replace('{{title}}', title) }).click()
  await page.getByRole('menuitem', { name: words.calendar.move.publish }).click()
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('group', { name: words.schedule.publish }).waitFor()
  const { etag } = await as(desk.cloud, 'approver').get(`/articles/${id}`)
  const moved = { publishAt: '2097-05-07T08:00:00+07:00' }
  await as(desk.cloud, 'approver').act(id, 'vi', 'schedule', etag, moved)
  await dialog.getByRole('button', { name: words.schedule.do }).click()
  await dialog.getByRole('alert').getByText('approver').waitFor()
  await dialog.getByRole('button', { name: words.schedule.do }).click()
  await expect.poll(() => planOf(id)).toBe('2097-05-06T08:00')
})

it('plans what is not written yet, and makes an article of it by one act', async () => {
  const what = 'Phóng sự chợ phiên'
  const { page, words, troubles } = await desk.enter('vi', 'editor', { viewport: desktop })
  await goTo(page, '/calendar?view=list&day=2097-06-10')
  await page.getByRole('button', { name: words.calendar.slots.add }).click()
  const dialog = page.getByRole('dialog', { name: words.calendar.slots.add })
  await dialog.getByRole('textbox', { name: words.calendar.slots.what }).fill(what)
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: words.calendar.slots.save }).click()
  await dialog.waitFor({ state: 'detached' })
  await entryOf(page, what).waitFor()
  await page.getByRole('button', { name: words.calendar.slots.acts_of.replace('{{what}}', what) }).click()
  await page.getByRole('menuitem', { name: words.calendar.slots.begin }).click()
  await page.getByRole('heading', { level: 1, name: what }).waitFor()

  // And it is looked at again when its day has come.
  await page.getByRole('button', { name: words.look_again.ask }).click()
  const asked = page.getByRole('dialog', { name: words.look_again.ask })
  await asked.getByRole('textbox', { name: words.look_again.note }).fill('Giờ họp chợ còn đúng?')
  // What React Aria announced names the field of the dialog before, which is gone, for some seconds.
  await page.locator('[role=log] [role=img]').first().waitFor({ state: 'detached' })
  expect(await findings(page)).toEqual([])
  await asked.getByRole('button', { name: words.look_again.do }).click()
  await page.getByText('Giờ họp chợ còn đúng?').waitFor()
  await page.getByRole('button', { name: words.look_again.looked }).click()
  await page.getByText('Giờ họp chợ còn đúng?').waitFor({ state: 'detached' })
  expect(troubles()).toEqual([])
})

/** An English text whose source says something else by now. */
async function stale(title: string) {
  const editor = as(desk.cloud, 'editor')
  const id = newId()
  const vi = aText({ title })
  const { etag } = await editor.create(id, anArticle({ translations: { vi } }))
  const en = aText({ title: `${title} (English)`, basedOn: { locale: 'vi', revision: 1 } })
  const both = await editor.replace(id, etag, anArticle({ translations: { vi, en } }))
  const changed = { ...vi, body: '<p>Từ 16/11/2026 có 125 gian hàng.</p>' }
  await editor.replace(id, both.etag, anArticle({ translations: { vi: changed, en } }))
  return id
}

describe.each(locales)('the board of translations, in %s', (locale) => {
  const words = deskWorkWords[locale]

  it('shows what is stale and what is missing; a translation is taken there, given to somebody, and begun', async () => {
    const [old, alone] = [`Lễ hội ${locale}`, `Lịch tiếp công dân ${locale}`]
    const id = await stale(old)
    const { id: other } = await anApproved(desk.cloud, alone)
    const { page, words: all, troubles } = await desk.enter(locale, 'editor', { viewport: desktop })
    const named = (act: string, title: string) =>
      words.named
        .replace('{{act}}', act)
        .replace('{{title}}', title)
        .replace('{{language}}', all.languages.en)
    await goTo(page, '#/translations')
    await page.getByRole('heading', { level: 1, name: words.heading }).waitFor()
    const shown = locale === 'vi' ? old : `${old} (English)`
    const row = page.getByRole('region', { name: words.states.stale }).getByRole('listitem')
    await row
      .filter({ hasText: shown })
      .getByText(words.lacks.replace('{{figures}}', '16/11/2026; 125'))
      .waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: named(words.take, alone) }).click()
    await page.getByText(words.taken).waitFor()
    const { article } = (await as(desk.cloud, 'editor').get(`/articles/${other}`)).body
    expect(article.assignments.en.to).toBe(article.assignments.en.by)
    expect(article.translations.vi.status).toBe('approved')

    await page.getByRole('button', { name: named(words.more, shown) }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: words.assign }).waitFor()
    await page.getByRole('menuitem', { name: words.assign }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: words.note }).fill('Trước hội nghị')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: words.who }).click()
    await page.getByRole('option').nth(1).click()
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByText(words.assigned).waitFor()
    await row.filter({ hasText: shown }).getByText('Trước hội nghị').waitFor()

    await page.getByRole('link', { name: named(words.update, shown) }).click()
    const tab = all.source.tab.replace('{{language}}', all.languages.vi)
    await page.getByRole('tab', { name: tab, selected: true }).waitFor()
    await page.getByRole('blockquote').getByText('Trước hội nghị').waitFor()
    expect(new URL(page.url()).hash).toContain(`#/a/${id}/en`)

    await page.setViewportSize(phone)
    await goTo(page, '#/translations?mine=true&locale=en')
    await page.getByRole('link', { name: named(words.translate, alone) }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: named(words.more, alone) }).click()
    await page.getByRole('menuitem', { name: words.give_back }).click()
    await page.getByText(words.given_back).waitFor()
    await page.getByText(words.none.mine).waitFor()
    expect(troubles()).toEqual([])
  })
})
