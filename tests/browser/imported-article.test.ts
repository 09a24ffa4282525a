import { beforeAll, describe, expect, it } from 'vitest'
import { parseOldPage } from '../../functions/moving-in/sources/page-text/old-page.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aReaderSite, importText, oldPages } from '../support/browser/reader-site.ts'

const site = aReaderSite()
const vi = translator('vi')
const en = translator('en')
const sizes = { phone, desktop }

describe.each(await oldPages())('$name, imported', ({ text }) => {
  const old = parseOldPage(text)!
  let path: string
  beforeAll(async () => {
    path = await importText(site.cloud, text)
  })

  it.each(Object.entries(sizes))('is read as it was, on a %s', async (_, viewport) => {
    const { page, troubles } = await site.reader({ viewport })
    await page.goto(path)
    const article = page.getByRole('article')
    const trail = page.getByRole('navigation', { name: vi('article.trail') })
    expect(await trail.getByRole('link').allInnerTexts()).toEqual([vi('home'), 'Tin tức'])
    expect(await article.getByText('Thứ Hai, ngày 15/07/2019, 15:00', { exact: true }).isVisible()).toBe(true)
    expect(await article.getByRole('heading', { level: 1 }).innerText()).toBe(old.title)
    expect(await article.getByText(old.summary, { exact: true }).isVisible()).toBe(true)
    expect(await article.getByText(old.byline.join(', '), { exact: true }).isVisible()).toBe(true)
    const items = article.getByRole('list').first().getByRole('listitem')
    expect(await items.count()).toBe(12)
    expect(await items.first().innerText()).not.toMatch(/^[-–]/u)
    const views = article.getByRole('term').filter({ hasText: vi('article.views') })
    expect(await views.locator('xpath=following-sibling::dd').innerText()).toBe('79')
    expect(await page.getByText(/Manage Permissions|Content Type|Link thay thế/u).count()).toBe(0)
    expect(troubles).toEqual([])
  })

  it('can be shared, printed and made larger', async () => {
    const { page } = await site.reader()
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '')
    })
    await page.goto(path)
    const address = encodeURIComponent(site.url + path)
    const share = page.getByRole('region', { name: vi('tools.share') })
    const href = (name: string) => share.getByRole('link', { name, exact: true }).getAttribute('href')
    expect(await href('Facebook')).toBe(`https://www.facebook.com/sharer/sharer.php?u=${address}`)
    expect(await href('Zalo')).toMatch(/^https:\/\/button-share\.zalo\.me\//u)
    expect(await href(vi('tools.email'))).toContain(address)
    expect(await share.getByRole('button', { name: vi('tools.copy') }).isVisible()).toBe(true)
    const sizes = page.getByRole('group', { name: vi('tools.textSize') })
    expect(await sizes.getByRole('button').count()).toBeGreaterThanOrEqual(3)
    await page.getByRole('button', { name: vi('tools.print') }).click()
    expect(await page.locator('html').getAttribute('data-printed')).toBe('')
  })

  it('is read with more contrast by whoever chose that, on every page from then on, or by what their device asks for', async () => {
    const { page } = await site.reader()
    const inkOf = () => page.evaluate(() => getComputedStyle(document.body).color)
    await page.goto(path)
    const button = page.getByRole('button', { name: vi('tools.contrast') })
    const before = await inkOf()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    expect(await inkOf()).toBe('rgb(0, 0, 0)')
    await page.goto('/vi')
    expect(await inkOf()).toBe('rgb(0, 0, 0)')
    await page.goto(path)
    await button.click()
    expect(await inkOf()).toBe(before)
    await page.emulateMedia({ contrast: 'more' })
    await page.reload()
    expect(await inkOf()).toBe(before)
    await page.evaluate(() => localStorage.clear())
    await page.reload()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    const { page: scriptless } = await site.reader({ javaScriptEnabled: false, contrast: 'more' })
    await scriptless.goto(path)
    expect(await scriptless.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
  })

  it.each([320, 360, 1280])(
    'never scrolls sideways %i pixels wide, whatever the size of the text',
    async (width) => {
      const { page } = await site.reader({
        viewport: { width, height: 740 },
      })
      await page.goto(path)
      const buttons = page.getByRole('group', { name: vi('tools.textSize') }).getByRole('button')
      for (const button of await buttons.all()) {
        await button.click()
        expect(await sidewaysScroll(page), await button.innerText()).toBe(0)
      }
    },
  )

  it.each(Object.entries(sizes))(
    'says to readers of English that it is not there, and leads back, on a %s',
    async (_, viewport) => {
      const { page, troubles } = await site.reader({ viewport })
      const answer = await page.goto(path.replace('/vi/tin-tuc/', '/en/news/'))
      expect(answer?.status()).toBe(404)
      const title = en('absent.title', { language: en('languages.en') })
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      await page.getByRole('link', { name: en('absent.read', { language: en('languages.vi') }) }).click()
      expect(new URL(page.url()).pathname).toBe(path)
      expect(await page.getByText(vi('switch.noArticle', { language: vi('languages.en') })).isVisible()).toBe(
        true,
      )
      // The browser notes every 404 of a page.
      expect(troubles.filter((trouble) => !trouble.includes('status of 404'))).toEqual([])
    },
  )
})
