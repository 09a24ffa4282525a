import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { deskActivityWords, deskSettingsWords, deskStaffWords, deskWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { newReader, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, typeDay } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const title = 'Lễ ký kết hợp tác biên giới'
const desk = aDesk(async () => {
  const article = anArticle({ translations: { vi: aText({ title }) } })
  expect((await as(desk.cloud, 'editor').create(newId(), article)).status).toBe(201)
})

const settingsPart = async (part: string) =>
  (await as(desk.cloud, 'admin').get(`/settings/${part}`)).body.value
const inLanguage = (label: string, template: string, language: string) =>
  template.replace('{{label}}', label).replace('{{language}}', language)

/** What went wrong in the page, beside what a test lets the API refuse: the browser tells of that too. */
const unexpected = (troubles: string[]) => troubles.filter((each) => !/status of (?:412|422)/u.test(each))

/** What is said of a field beside its name: what is expected, and what is wrong. */
const describedBy = (field: Locator) =>
  field.evaluate((each) =>
    (each.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  )

/** What a file says that the page saves when this is pressed. */
async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return await readFile(await download.path(), 'utf8')
}

describe.each(locales)('an administrator, in %s', (locale) => {
  const settings = deskSettingsWords[locale]
  const staff = deskStaffWords[locale]
  const activity = deskActivityWords[locale]

  it('names a unit that is no more, of which a day is missing first, and takes it out again', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/settings/publication')
    const units = async () => (await settingsPart('publication')).formerUnits
    const save = page.getByRole('button', { name: settings.save, exact: true })
    await page.getByRole('button', { name: settings.units.add }).press('Enter')
    for (const each of locales) {
      const name = inLanguage(settings.name, settings.in_language, deskWords[locale].languages[each])
      await page.getByRole('textbox', { name }).fill(`Sở cũ ${each}`)
    }
    await page.getByRole('textbox', { name: settings.units.bylines }).fill('Phòng Lãnh sự\nVăn phòng\n')
    await save.click()
    await page.getByRole('alert').waitFor()
    expect(await units()).toEqual([])
    await typeDay(page.getByRole('group', { name: settings.units.until }), '2025-06-30')
    expect(await findings(page)).toEqual([])
    await save.click()
    await page.getByText(settings.saved).waitFor()
    expect(await units()).toEqual([
      {
        name: { vi: 'Sở cũ vi', en: 'Sở cũ en' },
        bylines: ['Phòng Lãnh sự', 'Văn phòng'],
        sections: [],
        until: '2025-06-30',
      },
    ])
    await page.getByRole('button', { name: settings.remove.replace('{{name}}', `Sở cũ ${locale}`) }).click()
    await save.click()
    await expect.poll(units).toEqual([])
    expect(unexpected(troubles())).toEqual([])
  })

  it('renames a section and puts it elsewhere by keys, and sees that its old address leads on', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/settings/sections')
    const before = (await settingsPart('sections')).sections
    const name = before[1].name[locale]
    await page.getByRole('button', { name: settings.sortable.up.replace('{{name}}', name) }).press('Enter')
    await page.getByRole('button', { expanded: false, name: new RegExp(`^${name}`, 'u') }).click()
    const slug = page.getByRole('textbox', {
      name: inLanguage(settings.slug, settings.in_language, words.languages.vi),
    })
    const old = await slug.inputValue()
    await slug.fill(`${old}-moi`)
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: settings.save, exact: true }).click()
    await page.getByText(settings.saved).waitFor()
    await page.getByText(`/vi/${old}`, { exact: false }).first().waitFor()
    const after = (await settingsPart('sections')).sections
    expect(after[0]).toMatchObject({ id: before[1].id, slug: { vi: `${old}-moi` } })
    expect(after).toHaveLength(before.length)
    expect(unexpected(troubles())).toEqual([])
  })

  it('is told who changed the same part meanwhile, and loses nothing of what was typed', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/settings/words')
    const name = page.getByRole('textbox', {
      name: inLanguage(settings.site_name, settings.in_language, words.languages.vi),
      exact: true,
    })
    await name.fill(`Tên mới ${locale}`)
    const { etag, body } = await as(desk.cloud, 'admin').get('/settings/words')
    const theirs = { ...body.value, name: { vi: `Tên khác ${locale}`, en: 'Another name' } }
    const written = await as(desk.cloud, 'admin').send('PUT', '/settings/words', {
      body: theirs,
      headers: { 'if-match': etag },
    })
    expect(written.status).toBe(200)
    // What was typed is kept while somebody looks at another part.
    const parts = page.getByRole('navigation', { name: settings.parts })
    await parts.getByRole('link', { name: settings.names.policies }).click()
    await page.getByRole('checkbox', { name: settings.policies.fourEyes }).waitFor()
    await parts.getByRole('link', { name: settings.names.words }).click()
    expect(await name.inputValue()).toBe(`Tên mới ${locale}`)
    await page.getByRole('button', { name: settings.save, exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(settings.collided.split('{{name}}')[1] ?? '')
      .waitFor()
    expect(await name.inputValue()).toBe(`Tên mới ${locale}`)
    expect((await settingsPart('words')).name.vi).toBe(`Tên khác ${locale}`)
    await page.getByRole('button', { name: settings.insist }).click()
    const nameNow = async () => (await settingsPart('words')).name.vi
    await expect.poll(nameNow, { timeout: 30_000 }).toBe(`Tên mới ${locale}`)
    expect(unexpected(troubles())).toEqual([])
  })

  it('freezes publication with a reason that every screen tells, and lets it go on', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/settings/freeze')
    const box = page.getByRole('checkbox', { name: settings.freeze.frozen })
    await box.check({ force: true })
    const save = page.getByRole('button', { name: settings.save, exact: true })
    await save.click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: settings.freeze.reason }).fill('Sự cố nội dung')
    await save.click()
    const banner = page.getByRole('status').filter({ hasText: 'Sự cố nội dung' })
    await banner.waitFor()
    await goTo(page, '#/articles')
    // The screen comes with a part of its own.
    await page.getByRole('heading', { level: 1, name: words.shell.articles }).waitFor()
    await banner.waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await banner.getByRole('link', { name: words.frozen.go }).click()
    await box.uncheck({ force: true })
    await save.click()
    await banner.waitFor({ state: 'detached' })
    expect((await settingsPart('freeze')).frozen).toBeNull()
    expect(unexpected(troubles())).toEqual([])
  })

  it('names the days of Tet, of which one that is no day is refused in words', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/settings/policies')
    const days = page.getByRole('textbox', { name: settings.days_off })
    const save = page.getByRole('button', { name: settings.save, exact: true })
    await days.fill('06/02/2027\n31/02/2027\n\nMùng Một')
    await save.click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    const wrong = ['31/02/2027', 'Mùng Một'].map((line) => settings.days_off_wrong.replace('{{line}}', line))
    expect((await alert.innerText()).trim().split(/\n+/u)).toEqual(wrong)
    expect(await days.getAttribute('aria-invalid')).toBe('true')
    expect(await describedBy(days)).toContain(wrong.join(' '))
    expect(await findings(page)).toEqual([])
    await days.fill('5/2/2027\n08/02/2027\n\n')
    await save.click()
    await page.getByText(settings.saved).waitFor()
    expect((await settingsPart('policies')).daysOff).toEqual(['2027-02-05', '2027-02-08'])
    await page.reload()
    expect(await days.inputValue()).toBe('05/02/2027\n08/02/2027')
    await days.fill('')
    await save.click()
    await expect.poll(async () => (await settingsPart('policies')).daysOff).toEqual([])
    expect(unexpected(troubles())).toEqual([])
  })

  it('invites somebody by e-mail, who signs in and does what their record says, until they are locked out', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin')
    const [name, email] = [`Phòng Hợp tác ${locale}`, `phong.hop-tac.${locale}@example.vn`]
    await goTo(page, '#/staff')
    await page.getByRole('button', { name: staff.add }).press('Enter')
    const dialog = page.getByRole('dialog')
    // The address comes first, and what is wrong is said at its field.
    await page.keyboard.type('phong.hop-tac')
    await dialog.getByRole('textbox', { name: staff.name }).fill(name)
    await dialog.getByRole('button', { name: staff.invite }).press('Enter')
    await dialog.getByRole('alert').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('textbox', { name: staff.email }).fill(email)
    await dialog.getByRole('button', { name: staff.invite }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const [mail] = desk.cloud.mails()
    expect([mail?.to, mail?.html.includes(desk.cloud.addresses.desk)]).toEqual([[email], true])

    const account = page.getByRole('button', { name: staff.account.title_of.replace('{{name}}', name) })
    await account.press('Enter')
    await dialog.getByText(staff.account.states.invited).waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: staff.account.again }).press('Enter')
    await page.getByText(staff.account.sent.replace('{{email}}', email)).waitFor()
    expect(desk.cloud.mails().filter(({ to }) => to.includes(email))).toHaveLength(2)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    const words = deskWords[locale]
    const newcomer = await newReader(desk.browser, desk.cloud.addresses.edge, { locale })
    await newcomer.page.goto('/desk/')
    await newcomer.page.getByRole('button', { name: words.signIn.button }).click()
    await newcomer.page.getByRole('button', { name: email }).click()
    await newcomer.page.getByRole('button', { name: words.shell.account.replace('{{name}}', name) }).waitFor()

    await account.press('Enter')
    await dialog.getByText(staff.account.states.active).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: staff.end_of.replace('{{name}}', name) }).click()
    const end = page.getByRole('alertdialog', { name: staff.end_of.replace('{{name}}', name) })
    await end.getByRole('button', { name: staff.end, exact: true }).click()
    await end.waitFor({ state: 'detached' })
    await account.press('Enter')
    await dialog.getByText(staff.account.states.disabled).waitFor()
    expect(unexpected(troubles())).toEqual([])
  })

  it('lets somebody in for some days, limits them, ends their access, and takes a report away', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin')
    const id = `AIDASTANDIN${locale.toUpperCase()}`
    const name = `Người thay ${locale}`
    await goTo(page, '#/staff')
    await page.getByRole('button', { name: staff.add }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(staff.has_code).click()
    await dialog.getByRole('textbox', { name: staff.id }).fill(id)
    await dialog.getByRole('textbox', { name: staff.name }).fill(name)
    await typeDay(dialog.getByRole('group', { name: staff.first_day }), '2026-11-10')
    await typeDay(dialog.getByRole('group', { name: staff.last_day }), '2026-11-01')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: staff.add }).click()
    await dialog.getByRole('alert').waitFor()
    await typeDay(dialog.getByRole('group', { name: staff.last_day }), '2099-12-31')
    await dialog.getByRole('button', { name: staff.add }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: staff.change_of.replace('{{name}}', name) }).waitFor()
    const record = async () => (await as(desk.cloud, 'admin').get(`/staff/${id}`)).body
    expect(await record()).toMatchObject({ role: 'contributor', from: '2026-11-10', until: '2099-12-31' })

    await page.getByRole('button', { name: staff.end_of.replace('{{name}}', name) }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: staff.end, exact: true }).click()
    await expect.poll(async () => (await record()).active, { timeout: 30_000 }).toBe(false)

    await page.getByRole('link', { name: staff.report }).click()
    await page.getByRole('table').waitFor()
    const month = new Date().toISOString().slice(0, 7)
    await goTo(page, `#/staff/access?month=${month}`)
    await page.getByRole('rowheader').first().waitFor()
    expect(await findings(page)).toEqual([])
    const report = JSON.parse(await saved(page, staff.signed))
    expect(report).toMatchObject({ format: 'bantin-access-1', month, isComplete: false })
    expect((await saved(page, staff.workbook)).startsWith('PK')).toBe(true)
    expect(unexpected(troubles())).toEqual([])
  })

  it('reads who did what by names and titles, narrows it down in the address, and saves it', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, '#/activity')
    const list = page.getByRole('list', { name: activity.title })
    await list.getByRole('link', { name: title }).first().waitFor()
    expect(await list.getByText(title).first().getAttribute('lang')).toBe('vi')
    await page
      .getByRole('link', { name: activity.only_of.replace('{{title}}', title) })
      .first()
      .click()
    await page.getByText(activity.one_article).waitFor()
    expect(page.url()).toMatch(/#\/activity\?month=\d{4}-\d\d&article=\w{10}$/u)
    await page.reload()
    await page.getByText(activity.one_article).waitFor()
    expect(await findings(page)).toEqual([])
    expect(await saved(page, activity.export)).toContain(title)
    expect(unexpected(troubles())).toEqual([])
  })

  it('finds all of it on a telephone', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'admin', { viewport: phone })
    for (const [address, heading] of [
      ['#/settings/imprint', settings.title],
      ['#/settings/links', settings.title],
      ['#/settings/tags', settings.title],
      ['#/staff', staff.title],
      ['#/activity', activity.title],
    ] as const) {
      await goTo(page, address)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.getByText(words.loading).waitFor({ state: 'detached' })
      expect([address, await sidewaysScroll(page)]).toEqual([address, 0])
    }
    // As tall as what is on it: nothing of the list lies below the bar at the foot of the screen.
    await page.setViewportSize({ ...phone, height: 3000 })
    for (const address of ['#/settings/sections', '#/staff', '#/activity']) {
      await goTo(page, address)
      await page.getByText(words.loading).waitFor({ state: 'detached' })
      expect([address, await findings(page)]).toEqual([address, []])
    }
    expect(unexpected(troubles())).toEqual([])
  })
})

it('an editor is offered no administration, and is refused it at its address', async () => {
  const { page, words } = await desk.enter('vi', 'editor')
  await page.getByRole('button', { name: words.shell.more_places }).click()
  await page.getByRole('menuitem', { name: words.shell.activity }).waitFor()
  expect(await page.getByRole('menuitem', { name: words.shell.staff }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await goTo(page, '#/staff')
  await page.getByRole('alert').waitFor()
})

it('an editor can read the settings, and is told that others change them', async () => {
  const { page, troubles } = await desk.enter('vi', 'editor')
  for (const address of ['#/settings/words', '#/settings/sections', '#/menu']) {
    await goTo(page, address)
    await page.getByText(deskSettingsWords.vi.read_only).waitFor()
    expect(await page.getByRole('button', { name: deskSettingsWords.vi.save, exact: true }).count()).toBe(0)
    expect([address, await page.getByRole('main').getByRole('textbox', { disabled: false }).count()]).toEqual(
      [address, 0],
    )
    expect([address, await findings(page)]).toEqual([address, []])
  }
  expect(troubles()).toEqual([])
})
