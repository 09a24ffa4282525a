import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { latestPath } from '../../functions/domain/site/paths.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { phone } from '../support/browser/browser.ts'
import { addresses, retitled, words } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()
const vi = translator('vi')

const title = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const pathOf = (page: Page) => new URL(page.url()).pathname
const titles = (page: Page) =>
  page.getByRole('main').getByRole('listitem').getByRole('heading', { level: 2 }).getByRole('link')

describe('a reader', () => {
  it('goes from the front page through a section to older articles, to their neighbours and months, and back', async () => {
    const { page, troubles } = await site.reader({ viewport: phone })
    await page.goto('/vi')
    const menu = page.getByRole('navigation', { name: vi('menu.label') })
    await menu.getByRole('link', { name: 'Tin tức' }).click()
    expect(await title(page)).toBe('Tin tức')
    expect(await menu.getByRole('link', { name: 'Tin tức' }).getAttribute('aria-current')).toBe('page')
    const newest = await titles(page).allInnerTexts()
    await page.getByRole('link', { name: vi('list.older') }).click()
    const older = await titles(page).allInnerTexts()
    expect(older.length).toBeGreaterThan(0)
    expect(older.filter((each) => newest.includes(each))).toEqual([])

    const chosen = older[1]!
    await titles(page).nth(1).click()
    expect(await title(page)).toBe(chosen)
    const next = page
      .getByRole('region', { name: vi('article.newer') })
      .getByRole('link')
      .first()
    expect(await next.innerText()).toBe(older[0])
    await next.click()
    await page
      .getByRole('region', { name: vi('article.older') })
      .getByRole('link')
      .first()
      .click()
    expect(await title(page)).toBe(chosen)

    const trail = page.getByRole('navigation', { name: vi('article.trail') })
    await trail.getByRole('link', { name: 'Tin tức' }).click()
    const archive = page.getByRole('navigation', { name: vi('list.archive') })
    await archive.getByText(vi('list.year', { year: '2024' }), { exact: true }).click()
    await archive.getByRole('link', { name: 'Tháng 3 năm 2024' }).click()
    expect(pathOf(page)).toBe('/vi/tin-tuc/2024/03')
    expect(await titles(page).filter({ hasText: 'Tin vắn số' }).count()).toBe(15)

    await page.goBack()
    expect(await title(page)).toBe('Tin tức')
    await page.goBack()
    expect(await title(page)).toBe(chosen)
    await trail.getByRole('link', { name: vi('home') }).click()
    expect(pathOf(page)).toBe('/vi')
    expect(troubles).toEqual([])
  })

  it('comes back from older articles to the newer ones', async () => {
    const { page } = await site.reader()
    await page.goto('/vi/moi-nhat')
    const newest = await titles(page).allInnerTexts()
    await page.getByRole('link', { name: vi('list.older') }).click()
    const second = await titles(page).allInnerTexts()
    await page.getByRole('link', { name: vi('list.older') }).click()
    await page.getByRole('link', { name: vi('list.newer') }).click()
    expect(await titles(page).allInnerTexts()).toEqual(second)
    await page.getByRole('link', { name: vi('list.newest') }).click()
    expect(await titles(page).allInnerTexts()).toEqual(newest)
  })

  it.each(locales)('is told where a link of a list leaves the site, in %s', async (locale) => {
    const { page } = await site.reader()
    const section = addresses[locale].away.split('/').slice(0, 3).join('/')
    await page.goto(section)
    const t = translator(locale)
    const name = new RegExp(`${words.away[locale]}.*${t('list.external', { host: 'example.vn' })}`, 'u')
    const link = page.getByRole('main').getByRole('link', { name })
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/www\.example\.vn\//u)
    expect(await link.getAttribute('rel')).toContain('noopener')
  })

  it('finds an article under the address that it had before its title was changed', async () => {
    const { page } = await site.reader()
    await page.goto(retitled.before)
    expect(pathOf(page)).toBe(retitled.after)
    expect(await title(page)).toBe(words.retitled.after)
    expect(await page.getByText(`${vi('article.updated')}:`).isVisible()).toBe(true)
  })

  it.each(locales)('reads why an article was withdrawn, and how to go on, in %s', async (locale) => {
    const t = translator(locale)
    const { page } = await site.reader()
    const answer = await page.goto(addresses[locale].gone)
    expect(answer?.status()).toBe(410)
    const main = page.getByRole('main')
    expect(await title(page)).toBe(t('gone.title'))
    expect(await main.getByText(words.gone[locale], { exact: true }).isVisible()).toBe(true)
    expect(await main.getByText(words.reason[locale]).isVisible()).toBe(true)
    const latest = main.getByRole('region', { name: t('front.latest') }).getByRole('link')
    await latest.first().click()
    expect(await page.getByRole('article').isVisible()).toBe(true)
  })

  it.each(locales)('finds a way on from an address that never was, in %s', async (locale) => {
    const t = translator(locale)
    const { page } = await site.reader()
    const answer = await page.goto(addresses[locale].notFound)
    expect(answer?.status()).toBe(404)
    expect(await title(page)).toBe(t('notFound.title'))
    expect(await page.getByRole('main').innerText()).not.toContain(addresses[locale].notFound)
    await page.getByRole('link', { name: t('front.moreLatest') }).click()
    expect(pathOf(page)).toBe(latestPath(locale))
  })
})

it.each(locales)(
  'what an article is about is read on a telephone before anybody scrolls, in %s',
  async (locale) => {
    const { page } = await site.reader({ viewport: phone })
    await page.goto(addresses[locale].article)
    const box = await page.getByRole('heading', { level: 1 }).boundingBox()
    expect(box?.y).toBeLessThan(phone.height / 2)
  },
)
