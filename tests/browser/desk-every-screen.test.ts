import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import widgets from '../../locales/vi/widgets.json' with { type: 'json' }
import { anArticle, aText, inBoth, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { foreignWords, readWords } from '../support/desk/foreign-words.ts'
import { wordsOf } from '../support/desk/words.ts'
import { upload } from '../support/media/media.ts'
import { photograph } from '../support/media/pictures.ts'
import { as } from '../support/product/cloud.ts'

const roles = locales.flatMap((each) => Object.values(wordsOf(each).roles))
const ids = { article: newId(), submitted: newId(), release: newId(), move: '', media: '' }

const desk = aDesk(async () => {
  const editor = as(desk.cloud, 'editor')
  await editor.create(ids.article, anArticle({ translations: inBoth('Ngày hội vùng biên') }))
  const texts = { vi: aText({ title: 'Lịch tiếp công dân' }) }
  const { etag } = await editor.create(ids.submitted, anArticle({ translations: texts }))
  await editor.act(ids.submitted, 'vi', 'submit', etag)
  const members = [{ article: ids.article, locale: 'vi' }]
  const release = { body: { name: 'Tuần lễ biên giới', members }, headers: { 'if-none-match': '*' } }
  await as(desk.cloud, 'admin').send('PUT', `/releases/${ids.release}`, release)
  const move = await as(desk.cloud, 'admin').send('POST', '/moves', {
    body: { name: 'Tin cũ' },
    headers: { 'idempotency-key': newId() },
  })
  ids.move = move.body.id
  const slot = { what: 'Phóng sự chợ phiên', on: '2020-02-03', section: 'news', locale: 'vi', who: 'admin' }
  await editor.send('PUT', `/slots/${newId()}`, { body: slot, headers: { 'if-none-match': '*' } })
  const picture = await photograph(900, 600).jpeg().toBuffer()
  ids.media = (await upload(desk.cloud, 'cho-phien.jpg', picture)).id
})

/** Every address of the desk, by the pattern that leads to it. */
const screens = (): Record<string, string[]> => ({
  '/': ['/'],
  '/articles': ['/articles', '/articles?state=look_again'],
  '/new': ['/new'],
  '/calendar': ['/calendar', '/calendar?view=week', '/calendar?view=list&day=2020-02-03'],
  '/releases': ['/releases'],
  '/releases/:id': [`/releases/${ids.release}`],
  '/letters': ['/letters'],
  // Each of its screens is looked at by a test of its own.
  '/royalties/*?': ['/royalties'],
  '/menu': ['/menu'],
  '/settings/:part?': [
    ...['words', 'imprint', 'links', 'sections', 'tags', 'policies', 'publication', 'freeze'].map(
      (part) => `/settings/${part}`,
    ),
  ],
  '/staff/:view?': ['/staff', '/staff/access'],
  '/moving-in': ['/moving-in'],
  '/moving-in/:id': [`/moving-in/${ids.move}`],
  '/activity': ['/activity'],
  '/media': ['/media', '/media?view=list'],
  '/media/describe/:text': ['/media/describe/vi'],
  '/media/:id': [`/media/${ids.media}`],
  '/look-back/:view?': [
    ...['', '/readers', '/now', '/searches', '/addresses', '/links'].map((view) => `/look-back${view}`),
  ],
  '/help/:page?': ['/help'],
  '/notices': ['/notices'],
  '/preferences': ['/preferences'],
  '/translations': ['/translations', '/translations?state=all'],
  '/a/:id/:text?': [`/a/${ids.article}/vi`, `/a/${ids.article}/en?beside=notes`],
  '/a/:id/:text/review': [`/a/${ids.submitted}/vi/review`],
  '/a/:id/:text/history': [`/a/${ids.article}/vi/history`],
})

/** Goes there, and waits until nothing of it is on its way. */
async function open(page: Page, address: string): Promise<void> {
  await goTo(page, '/help/none')
  await goTo(page, address)
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('main .loading').count(), { timeout: 30_000 }).toBe(0)
}

/** Controls that Tab enters at one of its items, from which arrows lead to the others (WAI-ARIA, keyboard interface). */
const composites = [
  'toolbar',
  'radiogroup',
  'menu',
  'menubar',
  'grid',
  'treegrid',
  'listbox',
  'tablist',
  'tree',
]

/** What Tab did not reach of that which it can reach, as the document says it. */
const missedBy = (page: Page) =>
  page.evaluate((roles) => {
    const composite = roles.map((role) => `[role="${role}"]`).join()
    const isReached = (element: Element) =>
      element.hasAttribute('data-walked') ||
      Boolean(element.closest(composite)?.querySelector('[data-walked]'))
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}`
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, [tabindex], [contenteditable="true"], summary',
    )
    return [...controls]
      .filter((each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility())
      .filter((each) => !each.closest('[inert], [aria-hidden="true"]'))
      .filter((each) => !isReached(each))
      .map(nameOf)
  }, composites)

/** What has the focus, where something that stays in sight covers a part of it (WCAG 2.4.11). What is taller than a hand may reach below. */
const coveredOn = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement
    const box = here?.getBoundingClientRect()
    if (!here || !box || box.height > 300) return []
    return [...document.querySelectorAll('.places, .bulk, .followed')]
      .filter((bar) => !bar.contains(here))
      .map((bar) => bar.getBoundingClientRect())
      .filter((bar) => box.bottom > bar.top + 1 && box.top < bar.bottom - 1)
      .map(
        (bar) => `${here.textContent?.trim().slice(0, 40)} (${box.top} to ${box.bottom}), below ${bar.top}`,
      )
  })

/** Presses Tab until it leaves the page; answers what it did not reach, what was covered, and how often it was pressed. */
async function walk(page: Page): Promise<{ missed: string[]; covered: string[]; presses: number }> {
  const covered: string[] = []
  await page.evaluate(() => {
    // The frame of the desk is the same on every screen.
    for (const each of document.querySelectorAll('[data-walked]')) each.removeAttribute('data-walked')
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const most = 600
  let presses = 0
  for (; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    const isOut = await page.evaluate(() => {
      const here = document.activeElement
      // Tab goes on within it.
      if (here?.tagName === 'IFRAME') return false
      if (!here || here === document.body || here.hasAttribute('data-walked')) return true
      here.setAttribute('data-walked', '')
      return false
    })
    if (isOut) break
    covered.push(...(await coveredOn(page)))
  }
  return { missed: await missedBy(page), covered, presses }
}

it('every address of the desk is among those that are looked at', () => {
  const routes = readFileSync('functions/desk/shell/routes.tsx', 'utf8')
  const patterns = [...routes.matchAll(/<Route path="([^"]+)"/gu)].map(([, pattern]) => pattern)
  expect(patterns.toSorted()).toEqual(Object.keys(screens()).toSorted())
})

describe.each(locales)('every screen of the desk, in %s', (locale) => {
  it('has nothing that axe finds, speaks this language alone, and stays within 320 pixels, in the oldest browsers too', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin', { isOld: true })
    const isForeign = await foreignWords(locale, Object.keys(widgets))
    for (const address of Object.values(screens()).flat()) {
      await open(page, address)
      const said = await readWords(page)
      // Somebody's name at the desk on one machine is that of their role.
      const others = said.filter((words) => isForeign(words) && !roles.some((role) => words.includes(role)))
      expect.soft([...new Set(others)], address).toEqual([])
      for (const viewport of [{ width: 320, height: 12_000 }, desktop]) {
        await page.setViewportSize(viewport)
        const message = `${address}, ${viewport.width} px`
        // A list is drawn again for another width of the window.
        await expect.poll(() => sidewaysScroll(page), { message }).toBe(0)
        expect.soft(await findings(page), message).toEqual([])
      }
    }
    expect(troubles()).toEqual([])
  }, 600_000)
})

it('Tab alone reaches every control of every screen on a phone, in sight, and leaves it again', async () => {
  const { page, troubles } = await desk.enter('vi', 'admin', { viewport: phone })
  for (const address of Object.values(screens()).flat()) {
    await open(page, address)
    const { missed, covered, presses } = await walk(page)
    expect.soft(missed, address).toEqual([])
    expect.soft(covered, address).toEqual([])
    expect.soft(presses, address).toBeLessThan(600)
  }
  expect(troubles()).toEqual([])
}, 600_000)
