import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { timeZone } from '../../functions/domain/dates.ts'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import widgets from '../../locales/vi/widgets.json' with { type: 'json' }
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { foreignWords, readWords } from '../support/desk/foreign-words.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

/** A text of an editor in both languages, of which the Vietnamese one was handed over, and approved where that is said. */
async function anArticleThere({ isApproved }: { isApproved: boolean }) {
  const id = newId()
  const texts = { vi: aText({ title: 'Khai mạc hội chợ vùng cao' }), en: aText({ title: 'Highland fair' }) }
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations: texts }))
  const { etag } = await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  if (isApproved) expect((await as(desk.cloud, 'approver').act(id, 'vi', 'approve', etag)).status).toBe(200)
  return id
}

const bodyOf = ({ page, words }: Visit) =>
  page.getByRole('textbox', { name: words.article.body, exact: true })

async function openSchedule({ page, words }: Visit) {
  await page.getByRole('button', { name: words.acts.others }).first().click()
  await page.getByRole('menuitem', { name: words.acts.names.schedule, exact: true }).click()
  await page.getByRole('dialog').getByRole('group', { name: words.schedule.publish }).waitFor()
}

async function openMenu(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.getByRole('menu').waitFor()
}

describe.each(locales)('what a screen reader says at the desk in %s', (locale: Locale) => {
  it('is in this language on every screen, in menus, dialogs and the calendar', async () => {
    const [approved, submitted] = [
      await anArticleThere({ isApproved: true }),
      await anArticleThere({ isApproved: false }),
    ]
    const visit = await desk.enter(locale, 'admin')
    const { page, words } = visit
    const isForeign = await foreignWords(locale, Object.keys(widgets))
    async function look(screen: string) {
      const said = await readWords(page)
      expect(said.length, screen).toBeGreaterThan(10)
      expect.soft([...new Set(said.filter(isForeign))], screen).toEqual([])
    }
    await look('today')
    await goTo(page, '/articles?state=all')
    await page.getByRole('row').nth(1).waitFor()
    await look('articles')

    await goTo(page, `/a/${approved}/vi`)
    await bodyOf(visit).waitFor()
    await look('form')
    for (const menu of [words.text.insert, words.text.more]) {
      await openMenu(page, menu)
      await look(menu)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: words.article.lead_choose }).click()
    await page.getByRole('dialog').getByText(words.media.upload).waitFor()
    await look('media')
    await page.keyboard.press('Escape')

    await openSchedule(visit)
    await look('schedule')
    await page.getByRole('dialog').locator('.moment button').first().click()
    await page.getByRole('grid').waitFor()
    await look('calendar')

    await goTo(page, `/a/${submitted}/vi/review`)
    await page.getByRole('button', { name: words.review.approve, exact: true }).waitFor()
    await look('review')
    await goTo(page, `/a/${approved}/vi/history`)
    await page.getByText(words.history.compare).waitFor()
    await look('history')
  })
})

describe('the moment at which a text goes public', () => {
  it.each(['Asia/Ho_Chi_Minh', 'Europe/Paris', 'Pacific/Kiritimati'])(
    'is typed by the clock of Vietnam, on a computer in %s',
    async (timezoneId) => {
      const id = await anArticleThere({ isApproved: true })
      const visit = await desk.enter('vi', 'admin', { timezoneId })
      const { page, words } = visit
      await goTo(page, `/a/${id}/vi`)
      await bodyOf(visit).waitFor()
      await openSchedule(visit)
      const inFortyDays = new Date(Date.now() + 40 * 86_400_000)
      const day = new Intl.DateTimeFormat('sv', { timeZone }).format(inFortyDays)
      const [year = '', month = '', date = ''] = day.split('-')
      // The day after the month, which may be too short for it.
      for (const [part, typed] of Object.entries({ year, month, day: date, hour: '06', minute: '30' })) {
        await page.getByRole('dialog').locator(`.moment [data-type="${part}"]`).first().focus()
        await page.keyboard.type(typed)
      }
      await page.getByRole('button', { name: words.schedule.do, exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      const { article } = (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body
      const { publishAt } = article.translations.vi.scheduled
      expect(new Date(publishAt).toISOString()).toBe(new Date(`${day}T06:30:00+07:00`).toISOString())
    },
  )
})
