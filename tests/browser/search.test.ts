import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { pathWord } from '../../functions/domain/path-words.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { addresses, words } from '../support/browser/reader-articles.ts'
import { aReaderSite } from '../support/browser/reader-site.ts'
import { indexSite } from '../support/search/index-site.ts'

const site = aReaderSite()
beforeAll(async () => {
  await indexSite(site.cloud)
})

const narrow = { viewport: { width: 320, height: 640 } }

describe.each(locales)('in %s', (locale) => {
  const t = translator(locale)
  const title = words.full[locale]
  const searchPage = `/${locale}/${pathWord('search', locale)}`

  it('an article is found from any page without a script, and its words are marked', async () => {
    const { page } = await site.reader({ javaScriptEnabled: false, ...narrow })
    await page.goto(addresses[locale].section)
    const box = page.getByRole('search')
    await box.getByRole('searchbox', { name: t('search.label') }).fill(title)
    await box.getByRole('button', { name: t('search.go') }).click()
    await page.waitForURL(`**${searchPage}?q=**`)
    const first = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading') })
      .first()
    expect(await first.locator('mark').count()).toBeGreaterThan(0)
    await first.getByRole('link').click()
    expect(await page.getByRole('article').getByRole('heading', { level: 1 }).innerText()).toBe(title)
  })

  it('section, days and order are asked by the form, and kept by other pages and languages', async () => {
    const { page } = await site.reader({ javaScriptEnabled: false })
    await page.goto(`${searchPage}?q=a`)
    await page.getByText(t('search.filters')).click()
    await page.getByLabel(t('search.from')).fill('2020-01-01')
    await page.getByRole('combobox', { name: t('search.order') }).selectOption({ label: t('search.newest') })
    await page.getByRole('combobox', { name: t('search.section') }).selectOption({ index: 1 })
    await page
      .getByRole('main')
      .getByRole('button', { name: t('search.go') })
      .click()
    const asked = new URL(page.url()).searchParams
    expect(asked.get('from')).toBe('2020-01-01')
    expect(asked.get('order')).toBe('newest')
    expect(await page.getByLabel(t('search.from')).inputValue()).toBe('2020-01-01')
    await page
      .getByRole('navigation', { name: t('switch.label') })
      .getByRole('link')
      .click()
    expect(new URL(page.url()).searchParams.get('section')).toBe(asked.get('section'))
  })

  it.each([
    ['nothing asked', ''],
    ['results', '?q=a'],
    ['no results', '?q=zebrastreifen&from=2020-01-01'],
  ])('axe finds nothing, light or dark, phone or desktop: %s', async (_, query) => {
    const { page } = await site.reader()
    await page.goto(searchPage + query)
    for (const viewport of [phone, desktop])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        expect.soft(await findings(page), `${viewport.width} px, ${colorScheme}`).toEqual([])
      }
  })

  it('fits a narrow telephone, box and results', async () => {
    const { page } = await site.reader(narrow)
    for (const path of [`/${locale}`, `${searchPage}?q=${encodeURIComponent(title)}`]) {
      await page.goto(path)
      expect(await sidewaysScroll(page).catch(() => 0)).toBe(0)
      const form = await page.getByRole('search').boundingBox()
      expect((form?.x ?? 0) + (form?.width ?? 0)).toBeLessThanOrEqual(305)
    }
  })
})

describe('while somebody types', () => {
  const t = translator('vi')
  const box = (page: Page) => page.getByRole('combobox', { name: t('search.label') })
  const options = (page: Page) =>
    page.getByRole('listbox', { name: t('search.suggestions') }).getByRole('option')

  it('suggestions are shown, chosen by arrows and Enter, and put away by Escape', async () => {
    const { page } = await site.reader()
    await page.goto('/vi')
    await box(page).pressSequentially('hoi', { delay: 10 })
    await options(page).first().waitFor()
    expect(await box(page).getAttribute('aria-expanded')).toBe('true')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    const text = await options(page).first().innerText()
    expect(await page.getByRole('option', { selected: true }).innerText()).toBe(text)
    // What was typed stays until something is chosen.
    expect(await box(page).inputValue()).toBe('hoi')
    await page.keyboard.press('Escape')
    expect(await options(page).count()).toBe(0)
    await box(page).press('End')
    await box(page).pressSequentially(' ')
    await box(page).press('Backspace')
    await options(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/vi/tim-kiem?q=**')
    expect(new URL(page.url()).searchParams.get('q')).toBe(text)
  })

  it('nobody is asked at each key, and keys of whoever composes a letter are left to them', async () => {
    const { page } = await site.reader()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/suggest/')) asked.push(request.url())
    })
    await page.goto('/vi')
    await box(page).pressSequentially('hoi nghi', { delay: 5 })
    await options(page).first().waitFor()
    expect(asked.length).toBeLessThanOrEqual(2)
    const left = await box(page).evaluate((input) =>
      ['ArrowDown', 'Enter', 'Escape'].map((key) =>
        input.dispatchEvent(
          new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }),
        ),
      ),
    )
    expect(left).toEqual([true, true, true])
    expect(await page.getByRole('option', { selected: true }).count()).toBe(0)
    expect(await options(page).count()).toBeGreaterThan(0)
  })
})
