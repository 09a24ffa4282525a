import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { phone, sidewaysScroll } from '../support/browser/browser.ts'
import { addresses, words } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()
const bare = { javaScriptEnabled: false, viewport: phone }

describe.each(locales)('without a script, in %s', (locale) => {
  const t = translator(locale)

  it.each(Object.entries(addresses[locale]))(
    'a page shows its text and no control that does nothing: %s',
    async (_, path) => {
      const { page } = await site.reader(bare)
      await page.goto(path)
      expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toBe('')
      expect(await page.getByRole('main').innerText()).toMatch(/\p{L}{2}/u)
      // Those that send a form work without one.
      expect(await page.getByRole('button').count()).toBe(await page.locator('form button').count())
      expect(await page.getByText(t('tools.textSize')).filter({ visible: true }).count()).toBe(0)
    },
  )

  it('an article can be read, listened to, downloaded and shared', async () => {
    const { page } = await site.reader(bare)
    await page.goto(addresses[locale].article)
    const article = page.getByRole('article')
    expect(await article.getByRole('heading', { level: 1 }).innerText()).toBe(words.full[locale])
    expect(await article.getByRole('table').isVisible()).toBe(true)
    expect(await article.locator('audio').isVisible()).toBe(true)
    expect(await article.getByRole('link', { name: 'schedule.csv' }).isVisible()).toBe(true)
    expect(await article.getByRole('link', { name: 'Facebook' }).isVisible()).toBe(true)
    expect(await page.getByRole('heading', { name: t('article.related') }).isVisible()).toBe(true)
  })
})

describe('without a script', () => {
  const vi = translator('vi')

  it('a reader comes from the front page to the oldest articles and into one of them', async () => {
    const { page } = await site.reader(bare)
    await page.goto('/vi')
    await page.getByRole('link', { name: vi('front.moreLatest') }).click()
    const older = page.getByRole('link', { name: vi('list.older') })
    for (let pages = 1; await older.count(); pages += 1) {
      expect(pages).toBeLessThan(20)
      await older.click()
    }
    await page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link').last().click()
    expect(await page.getByRole('article').getByRole('heading', { level: 1 }).isVisible()).toBe(true)
  })

  it('the months of other years open', async () => {
    const { page } = await site.reader(bare)
    await page.goto('/vi/tin-tuc')
    const archive = page.getByRole('navigation', { name: vi('list.archive') })
    const month = archive.getByRole('link', { name: 'Tháng 3 năm 2024' })
    expect(await month.isVisible()).toBe(false)
    await archive.getByText(vi('list.year', { year: '2024' }), { exact: true }).click()
    await month.click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Tháng 3 năm 2024')
    expect(await sidewaysScroll(page).catch(() => 0)).toBe(0)
  })
})
