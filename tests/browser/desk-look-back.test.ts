import { readFile } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { searchPath } from '../../functions/domain/site/paths.ts'
import { createOutwardLinks, linkId } from '../../functions/store/outward-links.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { tableNames } from '../../infra/local/database.ts'
import { deskLookBackWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, newReader, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as, sendView } from '../support/product/cloud.ts'

/** Searched for at the site, where nothing says it. */
const inVain = 'thủ tục zzyzx'

/** Read in Vietnamese by three, and in English by one. */
const id = newId()

/** As the nights left them: dead, and failing for one night alone. */
const deadLinks = [
  'https://khong-con.example/van-ban/2019/quyet-dinh-so-15.html',
  'https://vua-hong.example/',
] as const

async function findDeadLinks(): Promise<void> {
  const client = clientOf(desk.cloud.database)
  const links = createOutwardLinks(createTable(client, tableNames.site))
  for (const [index, url] of deadLinks.entries())
    await links.save({
      ...{ id: linkId(url), url, problem: index === 0 ? 404 : 'away', nights: index === 0 ? 3 : 1 },
      ...{ since: '2026-11-24T18:00:00.000Z', last: '2026-11-26T18:00:00.000Z' },
      holders: [{ id, locale: 'vi', title: aText().title }],
    })
  client.destroy()
}

const desk = aDesk(async () => {
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: aText() } }))
  await as(desk.cloud, 'approver').act(id, 'vi', 'publish-now', made.etag, { reason: 'Bão' })
  await as(desk.cloud, 'editor').create(newId(), anArticle({ section: 'border' }))
  await desk.cloud.settled()
  for (const [browser, page] of ['vi', 'vi', 'vi', 'en'].entries()) {
    const agent = { 'user-agent': `Browser/${browser}` }
    expect((await sendView(desk.cloud.addresses.edge, `${id}/${page}`, agent)).status).toBe(200)
  }
  await desk.cloud.settled()
  for (const locale of locales) {
    const address = `${desk.cloud.addresses.edge}${searchPath(locale)}?q=${encodeURIComponent(inVain)}`
    expect((await fetch(address)).status).toBe(200)
    await vi.waitFor(
      async () => {
        const { body } = await as(desk.cloud, 'editor').get(`/searches/missed?locale=${locale}`)
        expect(body.searches).toMatchObject([{ query: inVain, times: 1 }])
      },
      { timeout: 30_000, interval: 500 },
    )
  }
})

describe.each(locales)('whoever looks back, in %s', (locale) => {
  const words = deskLookBackWords[locale]

  it('opens the search of the site for what nobody found', async () => {
    const { page, words: all, troubles } = await desk.enter(locale, 'editor')
    await page.getByRole('button', { name: all.shell.more_places }).click()
    await page.getByRole('menuitem', { name: all.shell.look_back }).click()
    await page.getByRole('heading', { level: 1, name: words.heading }).waitFor()
    const views = page.getByRole('navigation', { name: words.views })
    await views.getByRole('link', { name: words.names.searches }).click()
    await page.getByRole('rowheader', { name: inVain }).waitFor()
    expect(await findings(page)).toEqual([])
    const [search] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: words.try_of.replace('{{query}}', inVain) }).click(),
    ])
    await search.waitForURL((url) => url.pathname === searchPath(locale))
    expect(await search.locator('main [name=q]').inputValue()).toBe(inVain)
    expect(troubles()).toEqual([])
  })

  it('reads a month in tables, takes it away, and sees how things stand', async () => {
    const { page, words: all, troubles } = await desk.enter(locale, 'editor', { viewport: desktop })
    await goTo(page, '#/look-back')
    const days = page.getByRole('region', { name: words.by.days })
    await days.getByText(words.as_table).click()
    expect(await days.getByRole('rowheader').count()).toBe(1)
    expect(await findings(page)).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.export }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain(`"${words.texts}","","1"`)
    await goTo(page, '#/look-back/now')
    await page.getByRole('heading', { name: words.neglected }).waitFor()
    await page.getByText(all.loading).waitFor({ state: 'detached' })
    expect(await findings(page)).toEqual([])
    const [standing] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.export }).click(),
    ])
    const sheet = await readFile(await standing.path(), 'utf8')
    expect(sheet).toContain(`"${all.status.draft}",`)
    expect(sheet).toContain(`"${words.live_in.replace('{{language}}', all.languages.vi)}",`)
    const states = page.getByRole('region', { name: words.states })
    const linkTo = (state: string, section: string) =>
      states.locator(`a[href$="state=${state}&section=${section}"]`)
    expect(await linkTo('published', 'news').textContent()).toBe('1')
    await linkTo('draft', 'border').click()
    await page.waitForURL(/#\/articles\?state=draft&section=border$/u)
    expect(troubles()).toEqual([])
  })

  it('sees what was read, day by day, by section and most of all, and when one article was', async () => {
    const { page, words: all, troubles } = await desk.enter(locale, 'editor', { viewport: desktop })
    await goTo(page, '#/look-back/readers')
    await page.getByText(words.readers.counted).waitFor()
    const days = page.getByRole('region', { name: words.readers.days })
    await days.getByText(words.as_table).click()
    expect(await days.getByRole('row').last().innerText()).toMatch(/4$/u)
    expect(await findings(page)).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.export }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain(`"${words.readers.languages}",`)
    const most = page.getByRole('region', { name: words.readers.most })
    await most.getByRole('rowheader').getByRole('link').click()
    await page.getByText(all.live.by_day).click()
    const own = page.getByRole('region', { name: words.readers.last_days })
    await own.getByText(words.as_table).click()
    expect(await own.getByRole('row').last().innerText()).toMatch(/4$/u)
    expect(await findings(page)).toEqual([])
    expect(troubles()).toEqual([])
  })

  it('leads an address without a page to an article, says of another that it is gone, and takes that back', async () => {
    const addresses = [`/pages/tin.aspx?id=${locale}`, `/pages/bo.aspx?id=${locale}`]
    const edge = desk.cloud.addresses.edge
    for (const [browser, address] of addresses.entries()) {
      const reader = await newReader(desk.browser, edge, {
        human: true,
        userAgent: `Mozilla/5.0 (${browser} ${locale})`,
      })
      await Promise.all([
        reader.page.waitForResponse((response) => response.url().includes('/views/lost/')),
        reader.page.goto(address),
      ])
      await reader.page.close()
    }
    const { page, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    await goTo(page, '#/look-back/addresses')
    const { lost } = words
    const act = (name: string, address = '') =>
      page.getByRole('button', { name: name.replace('{{address}}', address), exact: true }).click()
    await page.getByRole('link', { name: addresses[0] ?? '' }).waitFor()
    expect(await findings(page)).toEqual([])
    await act(lost.lead_of, addresses[0])
    await page.getByRole('textbox', { name: lost.article }).fill(aText().title.slice(0, 12))
    const dialog = page.getByRole('dialog')
    await dialog.locator('.offers').getByRole('button').first().waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.locator('.offers').getByRole('button').first().click()
    await dialog.waitFor({ state: 'detached' })
    await act(lost.gone_of, addresses[1])
    await page.getByRole('heading', { name: lost.gone_list }).waitFor()
    await desk.cloud.settled()
    const status = async (address = '') => (await fetch(edge + address, { redirect: 'manual' })).status
    await expect.poll(() => status(addresses[0])).toBe(301)
    await expect.poll(() => status(addresses[1])).toBe(410)
    await act(lost.back_of, addresses[1])
    await page.getByRole('heading', { name: lost.gone_list }).waitFor({ state: 'detached' })
    await desk.cloud.settled()
    await expect.poll(() => status(addresses[1])).toBe(404)
    expect(await findings(page)).toEqual([])
    expect(troubles()).toEqual([])
  })

  it('sees which links are dead and in which articles, asks again and leaves one alone', async () => {
    await findDeadLinks()
    const { links } = words
    const { page, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    await goTo(page, '#/look-back/links')
    const [dead] = deadLinks
    const list = page.getByRole('list', { name: words.names.links })
    await list.getByRole('link', { name: dead }).waitFor()
    expect(await list.getByRole('listitem').count()).toBe(1)
    expect(await list.getByRole('link', { name: aText().title }).getAttribute('href')).toMatch(
      new RegExp(`#/a/${id}/vi$`, 'u'),
    )
    // Nobody has switched it on.
    await page.getByRole('link', { name: links.turn_on }).waitFor()
    expect(await findings(page)).toEqual([])
    const press = async (name: string) => {
      await page.getByRole('button', { name: name.replace('{{address}}', dead), exact: true }).focus()
      await page.keyboard.press('Enter')
    }
    await press(links.again_of)
    await list.getByText(links.wanted).waitFor()
    await press(links.leave_of)
    await page.getByRole('heading', { name: links.left }).waitFor()
    expect(await findings(page)).toEqual([])
    await press(links.watch_of)
    await page.getByRole('heading', { name: links.left }).waitFor({ state: 'detached' })
    expect(troubles()).toEqual([])
  })

  it('does so on a telephone', async () => {
    const { page, words: all, troubles } = await desk.enter(locale, 'editor', { viewport: phone })
    for (const [address, heading] of [
      ['#/look-back', words.by.days],
      ['#/look-back/readers', words.readers.most],
      ['#/look-back/now', words.neglected],
      ['#/look-back/searches', words.heading],
      ['#/look-back/addresses', words.heading],
      ['#/look-back/links', words.heading],
    ] as const) {
      await goTo(page, address)
      await page.getByRole('heading', { name: heading }).waitFor()
      await page.getByText(all.loading).waitFor({ state: 'detached' })
      expect([address, await sidewaysScroll(page)]).toEqual([address, 0])
    }
    expect(troubles()).toEqual([])
  })
})
