import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inVietnam } from '../../functions/domain/dates.ts'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { anApproved } from '../support/articles/approved.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

/** What axe finds once nothing is announced any more by the label of a dialog that is gone. */
async function found(page: Page): Promise<string[]> {
  await page.locator('[data-live-announcer] [role="img"]').first().waitFor({ state: 'detached' })
  return await findings(page)
}

/** An entry, by the title of its text. */
const entryOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title }).last()

const named = ({ words }: Visit, sentence: string, title: string) =>
  sentence.replace('{{title}}', title).replace('{{language}}', words.languages.vi)

/** A sentence of a release about one text. */
const aboutOne = (sentences: object, name: string, locale: Locale): string => {
  const forms = new Map<string, string>(Object.entries(sentences))
  const form = forms.get(`${name}_${new Intl.PluralRules(locale).select(1)}`)
  return (form ?? '').replace('{{count, number}}', '1')
}

/** What a release says of itself. */
const releaseOf = async (id: string) => (await as(desk.cloud, 'admin').get(`/releases/${id}`)).body.release
/** When it goes public by the clock of Vietnam: `2097-07-15T08`. */
const momentOf = async (id: string) => inVietnam((await releaseOf(id)).planned?.publishAt ?? '').slice(0, 13)

/** Somebody changes an approved text, whose approval ends. */
async function change(id: string, title: string) {
  const { etag } = await as(desk.cloud, 'editor').get(`/articles/${id}`)
  const changed = anArticle({ translations: { vi: aText({ title }) } })
  return await as(desk.cloud, 'editor').replace(id, etag, changed)
}

async function approveAgain(id: string, etag: string): Promise<void> {
  const sent = await as(desk.cloud, 'editor').act(id, 'vi', 'submit', etag)
  await as(desk.cloud, 'approver').act(id, 'vi', 'approve', sent.etag)
}

describe.each(locales)('texts that go public together, in %s', (locale) => {
  // Far away, and each language in a month of its own.
  const month = locale === 'vi' ? '07' : '08'
  const day = `2097-${month}-15`
  const [week, opening, market] = [
    `Tuần lễ văn hóa ${locale}`,
    `Lễ hội khai mạc ${locale}`,
    `Chợ phiên đêm ${locale}`,
  ]

  it('are put together, planned and moved as one by the keyboard, and all of them published', async () => {
    const [first, second] = [await anApproved(desk.cloud, opening), await anApproved(desk.cloud, market)]
    const visit = await desk.enter(locale, 'admin', { viewport: desktop })
    const { page, words, troubles } = visit
    const { releases } = words
    // A text is put into a release from its own form, and the others in the release's screen.
    await goTo(page, `/a/${first.id}/vi`)
    await page.getByRole('button', { name: words.article.release_put }).press('Enter')
    const put = page.getByRole('dialog', { name: words.articles.release.title })
    await put.getByRole('textbox', { name: words.articles.release.name }).fill(week)
    await put.getByRole('button', { name: words.articles.release.do, exact: true }).press('Enter')
    await page.getByRole('link', { name: week }).press('Enter')
    await page.getByRole('heading', { level: 1, name: week }).waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    await page.getByRole('button', { name: named(visit, releases.add_it, market) }).press('Enter')
    await page.getByRole('button', { name: named(visit, releases.take_out_it, market) }).waitFor()
    await page.getByText(releases.ready).waitFor()
    expect(await found(page)).toEqual([])

    await page.getByRole('button', { name: releases.acts.schedule, exact: true }).press('Enter')
    const plan = page.getByRole('dialog', { name: week })
    for (const [part, typed] of Object.entries({ year: '2097', month, day: '15', hour: '08' })) {
      await plan.locator(`[data-type="${part}"]`).focus()
      await page.keyboard.type(typed)
    }
    await plan.getByRole('button', { name: words.schedule.do }).press('Enter')
    await plan.waitFor({ state: 'detached' })
    expect(await momentOf(id)).toBe(`${day}T08`)

    // One line in the calendar, moved as a whole.
    await goTo(page, `/calendar?view=month&day=${day}`)
    await entryOf(page, week).getByText('08:00').waitFor()
    expect(await found(page)).toEqual([])
    await page.getByRole('button', { name: words.calendar.acts_of.replace('{{title}}', week) }).press('Enter')
    await page.getByRole('menuitem', { name: words.calendar.move.publish }).press('Enter')
    const move = page.getByRole('dialog', { name: week })
    await move.locator('[data-type="hour"]').focus()
    await page.keyboard.type('15')
    await move.getByRole('button', { name: words.schedule.do }).press('Enter')
    await move.waitFor({ state: 'detached' })
    await expect.poll(() => momentOf(id)).toBe(`${day}T15`)
    await goTo(page, `/calendar?view=list&day=${day}`)
    await entryOf(page, market).waitFor()
    expect(await found(page)).toEqual([])

    // One of them is changed: it is said wherever somebody looks, and nothing could go public.
    const draft = await change(second.id, `${market} (sửa)`)
    await goTo(page, '/releases')
    await entryOf(page, week)
      .getByText(aboutOne(releases.standing, 'missing', locale))
      .waitFor()
    expect(await found(page)).toEqual([])
    await page.getByRole('link', { name: week }).press('Enter')
    await page.getByRole('link', { name: named(visit, releases.show_it, `${market} (sửa)`) }).waitFor()
    await page.getByRole('link', { name: releases.show_first }).waitFor()
    expect(await page.getByRole('button', { name: releases.acts.move, exact: true }).count()).toBe(0)
    await approveAgain(second.id, draft.etag)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: week }).waitFor()
    await page.getByRole('button', { name: releases.acts.more, exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: releases.acts.publish }).press('Enter')
    await page
      .getByRole('dialog', { name: releases.acts.publish })
      .getByRole('button', { name: releases.do.publish })
      .press('Enter')
    await expect.poll(async () => (await releaseOf(id)).state).toBe('gone')
    for (const each of [first, second]) {
      const { article } = (await as(desk.cloud, 'admin').get(`/articles/${each.id}`)).body
      expect(article.translations.vi.status).toBe('published')
    }
    expect(troubles()).toEqual([])
  })

  it('are moved where one of them is not ready, from their screen and the calendar, and stay together', async () => {
    const [ready, unready] = [await anApproved(desk.cloud, opening), await anApproved(desk.cloud, market)]
    const id = newId()
    const members = [ready, unready].map(({ id: article }) => ({ article, locale: 'vi' }))
    const made = await as(desk.cloud, 'admin').send('PUT', `/releases/${id}`, {
      body: { name: week, members },
      headers: { 'if-none-match': '*' },
    })
    const planned = await as(desk.cloud, 'admin').send('POST', `/releases/${id}/schedule`, {
      body: { publishAt: `2097-${month}-20T08:00:00+07:00` },
      headers: { 'if-match': made.etag },
    })
    expect(planned.status).toBe(200)
    await change(unready.id, `${market} (sửa)`)

    const visit = await desk.enter(locale, 'admin', { viewport: phone })
    const { page, words, troubles } = visit
    const { releases } = words
    await goTo(page, `/releases/${id}`)
    await page.getByText(aboutOne(releases, 'will_not', locale)).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: releases.acts.more, exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: releases.acts.move }).press('Enter')
    const move = page.getByRole('dialog', { name: week })
    await move.locator('[data-type="hour"]').focus()
    await page.keyboard.type('16')
    await move.getByRole('button', { name: words.schedule.do }).press('Enter')
    await move.waitFor({ state: 'detached' })
    await page.getByText(releases.done.move).first().waitFor()
    expect(await momentOf(id)).toBe(`2097-${month}-20T16`)
    // It waits as before, and says so.
    await page.getByText(aboutOne(releases, 'will_not', locale)).waitFor()

    await page.setViewportSize(desktop)
    expect(await found(page)).toEqual([])
    await goTo(page, `/calendar?view=month&day=2097-${month}-20`)
    await entryOf(page, week)
      .getByText(aboutOne(words.calendar.releases, 'missing', locale))
      .waitFor()
    await page.getByRole('button', { name: words.calendar.acts_of.replace('{{title}}', week) }).press('Enter')
    await page.getByRole('menuitem', { name: words.calendar.move.publish }).press('Enter')
    await move.locator('[data-type="day"]').focus()
    await page.keyboard.type('21')
    await move.getByRole('button', { name: words.schedule.do }).press('Enter')
    await move.waitFor({ state: 'detached' })
    await expect.poll(() => momentOf(id)).toBe(`2097-${month}-21T16`)
    expect((await releaseOf(id)).members).toEqual(members)
    expect(troubles()).toEqual([])
  })

  it('are called by their titles where another release has some of them, and none is put in then', async () => {
    const [held, free] = [`Thơ ca đã có đợt ${locale}`, `Thơ ca chưa có đợt ${locale}`]
    const [taken] = [await anApproved(desk.cloud, held), await anApproved(desk.cloud, free)]
    const other = `Đêm thơ ${locale}`
    await as(desk.cloud, 'admin').send('PUT', `/releases/${newId()}`, {
      body: { name: other, members: [{ article: taken.id, locale: 'vi' }] },
      headers: { 'if-none-match': '*' },
    })
    const { page, words, troubles } = await desk.enter(locale, 'admin', { viewport: phone })
    const { bulk, release } = words.articles
    await goTo(page, `/articles?text=tho+ca+${locale}`)
    await page.getByRole('row', { name: free }).focus()
    await page.keyboard.press('Control+a')
    await page
      .getByRole('button', { name: bulk.release_other.replace('{{count, number}}', '2') })
      .press('Enter')
    const put = page.getByRole('dialog', { name: release.title })
    await put.getByRole('textbox', { name: release.name }).fill(week)
    await put.getByRole('button', { name: release.do, exact: true }).press('Enter')
    const refused = put.getByRole('alert').getByRole('listitem')
    await refused.filter({ hasText: held }).filter({ hasText: other }).waitFor()
    expect(await refused.count()).toBe(1)
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await found(page)).toEqual([])
    const { body } = await as(desk.cloud, 'admin').get('/releases?state=preparing')
    expect(body.releases.map(({ name }: { name: string }) => name)).not.toContain(week)
    // The browser itself says that a request was refused.
    expect(troubles().filter((each) => !each.includes('409'))).toEqual([])
  })
})
