import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { deskWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { desktop, newReader, phone, sidewaysScroll, theBrowser } from '../support/browser/browser.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let browser: Browser
beforeAll(async () => {
  cloud = await startTestCloud()
  browser = await theBrowser()
  const texts = { vi: aText({ title }), en: aText({ title: 'Foreign affairs work of 2026 reviewed' }) }
  const id = newId()
  const { etag } = await as(cloud, 'editor').create(id, anArticle({ translations: texts }))
  await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
}, 300_000)
afterAll(() => cloud.remove())

const title = 'Hội nghị tổng kết công tác đối ngoại năm 2026'
const wordsOf = (locale: Locale) => deskWords[locale]

/** A window at the desk, in the language that its browser asks for. */
async function open(locale: Locale, options = {}) {
  const { page, troubles } = await newReader(browser, cloud.addresses.edge, { locale, ...options })
  await page.goto('/desk/')
  await page.getByRole('heading', { level: 1, name: wordsOf(locale).title }).waitFor()
  await page.getByRole('button', { name: wordsOf(locale).signIn.button }).waitFor()
  /** Requests to whom the desk belongs to are no trouble. */
  const known = [cloud.addresses.admin, cloud.addresses.signIn].map((each) => `asks ${each}`)
  return { page, troubles: () => troubles.filter((each) => !known.some((start) => each.startsWith(start))) }
}

/** Presses Tab until a button of this name has the focus, and presses it. */
async function press(page: Page, name: string) {
  const button = page.getByRole('button', { name, exact: true })
  await button.waitFor()
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    if (!(await button.evaluate((each) => each === document.activeElement))) continue
    expect(await button.evaluate((each) => getComputedStyle(each).outlineStyle)).not.toBe('none')
    return await page.keyboard.press('Enter')
  }
  throw new Error(`Tab never came to "${name}"`)
}

async function openAccount(page: Page) {
  await page.locator('.masthead [aria-haspopup]').press('Enter')
}

/** The editors' door has a problem. Without a network the desk shows what it has (`desk-offline.test.ts`). */
async function refuseAll(page: Page) {
  await page.route(`${cloud.addresses.admin}/**`, (route) =>
    route.request().method() === 'OPTIONS'
      ? route.continue()
      : route.fulfill({
          status: 503,
          headers: { 'access-control-allow-origin': cloud.addresses.edge },
          json: { message: 'Service Unavailable' },
        }),
  )
}

async function signIn(page: Page, locale: Locale, role: 'approver' | 'contributor') {
  await press(page, wordsOf(locale).signIn.button)
  // The login pages have no Vietnamese.
  await press(page, wordsOf('en').roles[role])
  await page.getByRole('heading', { level: 1, name: wordsOf(locale).today.heading }).waitFor()
}

describe.each(locales)('an editor at the desk, in %s', (locale) => {
  const words = wordsOf(locale)

  it('signs in, sees what waits, and signs out, with the keyboard alone', async () => {
    const { page, troubles } = await open(locale)
    await signIn(page, locale, 'approver')
    expect(new URL(page.url()).search).toBe('')
    expect(await page.getByRole('listitem').getByText(title).isVisible()).toBe(true)
    // The text that was not handed over is no work of an approver.
    expect(await page.getByText('Foreign affairs work').count()).toBe(0)
    await page
      .getByRole('status')
      .filter({ hasText: wordsOf('vi').roles.approver })
      .waitFor()
    await openAccount(page)
    expect(await page.getByText(words.roles.approver, { exact: true }).first().isVisible()).toBe(true)
    expect(await page.getByText(words.me.everySection).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    // A window that is loaded again is still signed in.
    await page.reload()
    await page.getByText(title).waitFor()
    await openAccount(page)
    await page.getByRole('menuitem', { name: words.signOut }).press('Enter')
    await page.getByRole('button', { name: words.signIn.button }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/desk/')
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([])
    expect(troubles()).toEqual([])
  })

  it('who has nothing to do is told so, and the focus stays on the language they choose', async () => {
    const { page, troubles } = await open(locale)
    await signIn(page, locale, 'contributor')
    expect(await page.getByText(words.today.empty).isVisible()).toBe(true)
    const other = locale === 'vi' ? 'en' : 'vi'
    const button = page.getByRole('button', { name: other === 'vi' ? 'Tiếng Việt' : 'English' })
    await button.press('Enter')
    expect(await page.getByText(wordsOf(other).today.empty).isVisible()).toBe(true)
    expect(await button.evaluate((each) => each === document.activeElement)).toBe(true)
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    expect(await page.locator('html').getAttribute('lang')).toBe(other)
    expect(await page.title()).toBe(`${wordsOf(other).today.heading} · ${wordsOf(other).title}`)
    await page.reload()
    await page.getByText(wordsOf(other).today.empty).waitFor()
    expect(troubles()).toEqual([])
  })

  it('hears each control by one name, said once, and nothing for long of what was told', async () => {
    const { page } = await open(locale)
    await page.clock.install()
    await signIn(page, locale, 'approver')
    await page.getByText(title).waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { nodes } = await devtools.send('Accessibility.getFullAXTree')
    const controls = nodes.filter(({ role, ignored }) => !ignored && /^(?:button|link)$/u.test(role?.value))
    expect(controls.length).toBeGreaterThan(5)
    expect(controls.filter(({ name }) => !name?.value)).toEqual([])
    const twice = controls.filter(({ name, description }) => name?.value === description?.value)
    expect(twice.map(({ name }) => name?.value)).toEqual([])
    const told = page.getByRole('status').filter({ hasText: wordsOf('vi').roles.approver })
    await told.waitFor()
    await page.clock.fastForward(60_000)
    await told.waitFor({ state: 'detached' })
  })

  it('is told plainly what is wrong, and goes on from there', async () => {
    const { page } = await open(locale)
    await signIn(page, locale, 'approver')
    await refuseAll(page)
    await press(page, words.today.reload)
    await page.getByText(words.failures.outage).first().waitFor()
    await page.getByRole('alert').waitFor()
    await page.unroute(`${cloud.addresses.admin}/**`)
    await press(page, words.failures.retry)
    await page.getByText(title).waitFor()
  })

  it('signs in again in a second window when the session has ended, and stays on the page', async () => {
    const { page } = await open(locale)
    await signIn(page, locale, 'approver')
    // The page keeps its credentials in memory; as after an hour, they are taken for ended.
    await page.route(`${cloud.addresses.admin}/**`, (route) =>
      route.request().method() === 'OPTIONS'
        ? route.continue()
        : route.fulfill({
            status: 403,
            headers: { 'access-control-allow-origin': cloud.addresses.edge },
            json: { message: 'Forbidden' },
          }),
    )
    await press(page, words.today.reload)
    await page.getByText(words.failures.signed_out).first().waitFor()
    await page.unroute(`${cloud.addresses.admin}/**`)
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    const second = page.context().waitForEvent('page')
    await press(page, words.signIn.again)
    const popup = await second
    await popup.waitForLoadState()
    const choice = popup.getByRole('button', { name: words.roles.approver })
    if (await choice.count()) await choice.click()
    await page.getByText(title).waitFor()
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
    await expect.poll(() => popup.isClosed()).toBe(true)
    await page.getByRole('button', { name: words.signIn.again }).waitFor({ state: 'detached' })
  })
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

describe.each(locales)('the desk in %s', (locale) => {
  it.each(['signed out', 'signed in', 'failed'])('has nothing that axe finds, %s', async (state) => {
    const { page } = await open(locale)
    if (state !== 'signed out') await signIn(page, locale, 'approver')
    if (state === 'failed') {
      await refuseAll(page)
      await press(page, wordsOf(locale).today.reload)
      await page.getByText(wordsOf(locale).failures.outage).first().waitFor()
    }
    await page.evaluate(axe.source)
    for (const viewport of [phone, desktop])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        expect.soft(await findings(page), `${viewport.width} px, ${colorScheme}`).toEqual([])
        expect.soft(await sidewaysScroll(page), `${viewport.width} px`).toBe(0)
      }
  })
})
