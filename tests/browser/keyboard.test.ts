import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { addresses, onlyVi } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()
const vi = translator('vi')

interface Stop {
  control: string
  /** Whether one can see that it has the focus, and see it at all. */
  isMarked: boolean
  isInView: boolean
}

/** The controls of a page in the order of its text. */
const controls = (page: Page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], input, button, summary, audio, [tabindex="0"]',
    )
    const shown = [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }))
    return shown.map((each, index) => {
      each.dataset.stop = `${index} ${each.tagName} ${each.textContent?.trim() || each.getAttribute('aria-label')}`
      return each.dataset.stop
    })
  })

/** Presses Tab from the top of the page until it leaves the last control. */
async function tabThrough(page: Page, most: number): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let presses = 0; presses < most * 2; presses += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const active = document.activeElement
      if (!(active instanceof HTMLElement) || active === document.body) return undefined
      const { outlineStyle, outlineWidth } = getComputedStyle(active)
      const { top, bottom, width } = active.getBoundingClientRect()
      return {
        control: active.dataset.stop ?? active.tagName,
        isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        isInView: width > 0 && bottom > 0 && top < innerHeight,
      }
    })
    if (!stop || stop.control === stops[0]?.control) break
    // A player has controls of its own, which are all one element of the page.
    if (stop.control !== stops.at(-1)?.control) stops.push(stop)
  }
  return stops
}

describe('with the keyboard alone', () => {
  it.each(locales)('the first stop leads past the menus to the text, in %s', async (locale) => {
    const { page } = await site.reader()
    await page.goto(addresses[locale].article)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: translator(locale)('skip') })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('main').evaluate((main) => main === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    expect(await page.getByRole('main').evaluate((main) => main.contains(document.activeElement))).toBe(true)
  })

  it.each(['front', 'section', 'article', 'absent', 'gone'] as const)(
    'every control is reached in the order of the text, in view and marked: %s',
    async (kind) => {
      const { page } = await site.reader({ viewport: { width: 360, height: 740 } })
      await page.goto(addresses.vi[kind])
      const all = await controls(page)
      const stops = await tabThrough(page, all.length)
      expect(stops.map(({ control }) => control)).toEqual(all)
      expect(stops.filter(({ isMarked, isInView }) => !isMarked || !isInView)).toEqual([])
    },
  )

  it('the text is made larger, and stays so on other pages and after a reload', async () => {
    const { page } = await site.reader()
    await page.goto(addresses.vi.article)
    const larger = page.getByRole('button', { name: `A+ ${vi('tools.l')}`, exact: true })
    const height = async () => (await page.getByText(vi('article.views')).boundingBox())?.height ?? 0
    const before = await height()
    await larger.focus()
    await page.keyboard.press('Enter')
    expect(await larger.getAttribute('aria-pressed')).toBe('true')
    const after = await height()
    expect(after).toBeGreaterThan(before)
    await page.reload()
    expect(await larger.getAttribute('aria-pressed')).toBe('true')
    expect(await height()).toBe(after)
    await page.goto(onlyVi)
    expect(await height()).toBe(after)
    const normal = page.getByRole('button', { name: `A ${vi('tools.m')}`, exact: true })
    await normal.press('Space')
    expect(await height()).toBe(before)
  })

  it('the language is changed on the same article', async () => {
    const { page } = await site.reader()
    await page.goto(addresses.vi.article)
    await page.getByRole('link', { name: 'English', exact: true }).press('Enter')
    await page.waitForURL(`**${addresses.en.article}`)
    await page.getByRole('link', { name: 'Tiếng Việt', exact: true }).press('Enter')
    await page.waitForURL(`**${addresses.vi.article}`)
    expect(await page.getByText(vi('switch.noArticle', { language: vi('languages.en') })).count()).toBe(0)
  })

  it('the switch says where there is no article in the other language, and leads to its front page', async () => {
    const { page } = await site.reader()
    await page.goto(onlyVi)
    const note = page.getByText(vi('switch.noArticle', { language: vi('languages.en') }))
    expect(await note.isVisible()).toBe(true)
    await page.getByRole('link', { name: 'English', exact: true }).press('Enter')
    await page.waitForURL('**/en')
  })
})
