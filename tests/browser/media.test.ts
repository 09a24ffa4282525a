import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { addresses, words } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()

/** Colours of all text that is seen, each once. */
const inks = (page: Page) =>
  page.evaluate(() => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = new Set<string>()
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (node.textContent?.trim() && node.parentElement?.checkVisibility())
        found.add(getComputedStyle(node.parentElement).color)
    return [...found]
  })

const channels = (colour: string) => (colour.match(/[\d.]+/gu) ?? []).map(Number)

describe.each(locales)('on paper, in %s', (locale) => {
  const t = translator(locale)

  it.each(['light', 'dark'] as const)(
    'an article is its text, dark on white, with its address: %s screen',
    async (colorScheme) => {
      const { page } = await site.reader({ colorScheme })
      await page.goto(addresses[locale].article)
      await page.emulateMedia({ media: 'print', colorScheme })
      const seen = page.locator('body')
      for (const hidden of [
        page.getByRole('navigation'),
        page.getByRole('button'),
        page.getByRole('contentinfo').last(),
      ])
        expect(await hidden.filter({ visible: true }).count()).toBe(0)
      for (const gone of [t('skip'), t('tools.share'), t('article.related'), t('footer.rss')])
        expect(await seen.getByText(gone, { exact: true }).filter({ visible: true }).count(), gone).toBe(0)
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.full[locale])
      expect(await page.getByRole('table').isVisible()).toBe(true)
      const address = page.getByText(`${t('article.address')}: ${site.url}${addresses[locale].article}`)
      expect(await address.isVisible()).toBe(true)
      const paper = await seen.evaluate((body) => getComputedStyle(body).backgroundColor)
      expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(paper)
      for (const ink of await inks(page))
        expect(Math.max(...channels(ink).slice(0, 3)), ink).toBeLessThan(110)
    },
  )
})

describe('for readers who see or move otherwise', () => {
  it.each(locales)('high contrast keeps text and controls, in %s', async (locale) => {
    const { page, troubles } = await site.reader({ forcedColors: 'active', viewport: phone })
    await page.goto(addresses[locale].article)
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    const [button] = await page.getByRole('button').filter({ visible: true }).all()
    const { style, width } = await button!.evaluate((each) => {
      const { borderTopStyle: style, borderTopWidth: width } = getComputedStyle(each)
      return { style, width: Number.parseFloat(width) }
    })
    expect(style).toBe('solid')
    expect(width).toBeGreaterThanOrEqual(1)
    expect(troubles).toEqual([])
  })

  it('nothing moves for readers who asked for that', async () => {
    const { page } = await site.reader({ reducedMotion: 'reduce' })
    await page.goto(addresses.vi.article)
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((each) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each)
        if (!each.checkVisibility()) return []
        const moves = transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth'
        return moves ? [`${each.tagName}: ${transitionDuration} ${animationName} ${scrollBehavior}`] : []
      }),
    )
    expect(moving).toEqual([])
  })

  it.each([320, 600, 960, 1920])('no kind of page scrolls sideways, %i pixels wide', async (width) => {
    const { page } = await site.reader({ viewport: { ...desktop, width } })
    await page.addInitScript(() => localStorage.setItem('bantin:text', 'xl'))
    for (const locale of locales)
      for (const [kind, path] of Object.entries(addresses[locale])) {
        await page.goto(path)
        expect.soft(await sidewaysScroll(page), `${kind} ${locale}`).toBe(0)
      }
  })
})
