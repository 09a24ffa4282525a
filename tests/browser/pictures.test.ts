import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { addresses, alts, captions, words } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()

const tablet = { width: 768, height: 1024 }
/** A telephone with two pixels of the screen to one of the page. */
const sharpPhone = { viewport: phone, deviceScaleFactor: 2 }

/** What the browser chose for a picture, when it is there: its type, its width, and those narrower ones that were offered. */
async function chosen(picture: Locator) {
  await picture.scrollIntoViewIfNeeded()
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
    .toBeTruthy()
  return await picture.evaluate((img: HTMLImageElement) => {
    const [, width, type] = /(\d+)\.(\w+)$/u.exec(img.currentSrc) ?? []
    const source = img.parentElement?.querySelector(`source[type="image/${type}"]`)
    const offered = [...(source?.getAttribute('srcset') ?? '').matchAll(/ (\d+)w/gu)].map(([, each]) =>
      Number(each),
    )
    const needed = img.getBoundingClientRect().width * devicePixelRatio
    return { type, needed, narrower: offered.filter((each) => each < Number(width)) }
  })
}

/** Whether this is what is painted in the middle of its place. */
const isOnTop = (picture: Locator) =>
  picture.evaluate((img) => {
    const { x, y, width, height } = img.getBoundingClientRect()
    return document.elementFromPoint(x + width / 2, y + height / 2) === img
  })

/** Addresses of the pictures that a page asks for, as it does. */
function watchPictures(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && !request.url().startsWith('data:')) asked.push(request.url())
  })
  return asked
}

describe.each(locales)('pictures, in %s', (locale) => {
  const t = translator(locale)
  const { lead, inText, gallery } = alts[locale]
  const all = [lead, inText, ...gallery]

  it('say what they show, and come in a modern form that is no wider than a telephone needs', async () => {
    const { page, troubles } = await site.reader(sharpPhone)
    await page.goto(addresses[locale].pictured)
    for (const alt of all) {
      const picture = page.getByRole('img', { name: alt, exact: true })
      const { type, needed, narrower } = await chosen(picture)
      expect(['avif', 'webp']).toContain(type)
      for (const width of narrower) expect(width, alt).toBeLessThan(needed)
      expect(await isOnTop(picture), alt).toBe(true)
    }
    expect(troubles).toEqual([])
  })

  it('have their caption and credit below them', async () => {
    const { page } = await site.reader({ viewport: phone })
    await page.goto(addresses[locale].pictured)
    const figure = page
      .getByRole('figure')
      .filter({ has: page.getByRole('img', { name: lead, exact: true }) })
    const { lead: caption, credit, gallery: whole } = captions[locale]
    const words = figure.getByText(caption)
    expect(await words.isVisible()).toBe(true)
    expect(await figure.getByText(credit, { exact: true }).isVisible()).toBe(true)
    const picture = await figure.getByRole('img', { name: lead }).boundingBox()
    expect((await words.boundingBox())!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height)
    expect(await page.getByText(whole, { exact: true }).isVisible()).toBe(true)
  })

  it('are fetched when they are near', async () => {
    const { page } = await site.reader(sharpPhone)
    const asked = watchPictures(page)
    await page.goto(addresses[locale].pictured, { waitUntil: 'networkidle' })
    const folderOf = (alt: string) =>
      page
        .getByRole('img', { name: alt, exact: true })
        .evaluate((img: HTMLImageElement) => img.src.replace(/[^/]+$/u, ''))
    const isAsked = (folder: string) => asked.some((url) => url.startsWith(folder))
    expect(isAsked(await folderOf(lead))).toBe(true)
    for (const alt of gallery) expect(isAsked(await folderOf(alt)), alt).toBe(false)
    for (const alt of gallery) {
      await page.getByRole('img', { name: alt, exact: true }).scrollIntoViewIfNeeded()
      const folder = await folderOf(alt)
      await expect.poll(() => isAsked(folder)).toBe(true)
    }
  })

  /** Whether the pictures on the screen have come. Runs in the page. */
  const areSeen = () =>
    [...document.images].every((image) => {
      const { top, bottom, width } = image.getBoundingClientRect()
      return image.complete || width === 0 || bottom < 0 || top > innerHeight
    })

  it.each(['front', 'section', 'pictured'] as const)('move nothing when they come: %s', async (kind) => {
    for (const viewport of [phone, desktop]) {
      const { page } = await site.reader({ viewport })
      await page.addInitScript(() => {
        window.shifts = []
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as unknown as Shift[])
            window.shifts.push({ value, nodes: `${sources.map(({ node }) => node?.nodeName)}` })
        }).observe({ type: 'layout-shift', buffered: true })
      })
      await page.goto(addresses[locale][kind], { waitUntil: 'networkidle' })
      const height = await page.evaluate(() => document.body.scrollHeight)
      for (let y = 0; y < height; y += viewport.height) {
        await page.evaluate((top) => scrollTo(0, top), y)
        await page.waitForFunction(areSeen)
      }
      await page.waitForLoadState('networkidle')
      // A line of text may settle by a hair; a picture without its room moves a tenth of the page and more.
      const shifts = await page.evaluate(() => window.shifts)
      expect(
        shifts.filter(({ value, nodes }) => value > 0.005 || /img|picture|figure/iu.test(nodes)),
      ).toEqual([])
    }
  })

  it('are there without a script, in high contrast and at twice the size', async () => {
    const half = { width: desktop.width / 2, height: desktop.height / 2 }
    for (const options of [
      { ...sharpPhone, javaScriptEnabled: false },
      { ...sharpPhone, forcedColors: 'active' as const },
      { viewport: half, deviceScaleFactor: 2 },
    ]) {
      const { page } = await site.reader(options)
      await page.goto(addresses[locale].pictured)
      for (const alt of all) {
        const picture = page.getByRole('img', { name: alt, exact: true })
        expect((await chosen(picture)).type).toBe('avif')
        expect(await isOnTop(picture)).toBe(true)
      }
      expect(await sidewaysScroll(page)).toBe(0)
    }
  })

  it('on the front page are as small as they are shown, and not read out', async () => {
    const { page } = await site.reader({ viewport: tablet, deviceScaleFactor: 2 })
    await page.goto(`/${locale}`)
    const featured = page.getByRole('region', { name: t('front.featured') })
    expect(await featured.getByRole('img').count()).toBe(0)
    const [first, ...others] = await featured.locator('picture img').all()
    expect(await first!.getAttribute('loading')).toBeNull()
    expect(others).toHaveLength(2)
    for (const picture of [first!, ...others]) {
      const { type, needed, narrower } = await chosen(picture)
      expect(type).toBe('avif')
      for (const width of narrower) expect(width).toBeLessThan(needed)
    }
  })

  it('on a telephone stand in lists only where one leads: the others are not fetched, and titles have the whole width', async () => {
    const { page } = await site.reader(sharpPhone)
    const asked = watchPictures(page)
    const toTheEnd = async (path: string) => {
      await page.goto(path, { waitUntil: 'networkidle' })
      const height = await page.evaluate(() => document.body.scrollHeight)
      for (let y = 0; y < height; y += phone.height) await page.evaluate((top) => scrollTo(0, top), y)
      await page.waitForLoadState('networkidle')
    }
    await toTheEnd(`/${locale}`)
    expect(await page.locator('main picture').count()).toBeGreaterThan(1)
    expect(asked).toHaveLength(1)
    const [leading] = asked
    await toTheEnd(addresses[locale].latest)
    expect(new Set(asked)).toEqual(new Set([leading]))
    const title = page.locator('.pictured').getByRole('heading').first()
    const [shown, list] = [await title.boundingBox(), await page.getByRole('main').boundingBox()]
    expect(shown!.width).toBeGreaterThan(list!.width * 0.85)
  })

  it('stand beside a sound that the keyboard starts, with what is said in it', async () => {
    const { page, troubles } = await site.reader()
    await page.goto(addresses[locale].pictured)
    const listen = page.getByRole('region', { name: t('article.listen') })
    const audio = listen.locator('audio')
    const isPlaying = () => audio.evaluate((each: HTMLAudioElement) => !each.paused)
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      if (await audio.evaluate((each) => each === document.activeElement)) break
    }
    expect(await isPlaying()).toBe(false)
    await page.keyboard.press('Space')
    await expect.poll(isPlaying).toBe(true)
    const said = listen.getByText(words.spoken[locale], { exact: true })
    expect(await said.isVisible()).toBe(false)
    await listen.getByText(t('article.transcript')).focus()
    await page.keyboard.press('Enter')
    expect(await said.isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })
})

interface Shift {
  value: number
  sources: { node?: Node }[]
}

declare global {
  interface Window {
    shifts: { value: number; nodes: string }[]
  }
}
