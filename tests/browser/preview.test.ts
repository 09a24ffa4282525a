import { randomUUID } from 'node:crypto'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { fill, wordsOf } from '../../functions/preview/words.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { desktop, newReader, phone, sidewaysScroll, theBrowser } from '../support/browser/browser.ts'
import { createMarkupValidator } from '../support/browser/markup.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let browser: Browser
beforeAll(async () => {
  cloud = await startTestCloud()
  browser = await theBrowser()
}, 300_000)
afterAll(() => cloud.remove())

const label = { vi: 'Lãnh đạo Sở', en: 'the Director' }
const titles = {
  vi: 'Hội nghị tổng kết công tác đối ngoại năm 2026',
  en: 'Foreign affairs work of 2026 reviewed',
}
const body = {
  vi: '<p>Sáng 11/7, Sở Ngoại vụ tổ chức hội nghị sơ kết công tác.</p><h2>Kết quả</h2><p>Các nhiệm vụ đã hoàn thành.</p>',
  en: '<p>On 11 July the department held its review.</p><h2>Results</h2><p>All tasks were completed.</p>',
}

/** A text in review, and the address of a link to it. */
async function invite(locale: Locale, purpose: 'read' | 'decide' = 'decide') {
  const id = newId()
  const texts = { [locale]: aText({ title: titles[locale], body: body[locale], summary: titles[locale] }) }
  const { etag } = await as(cloud, 'editor').create(id, anArticle({ translations: texts }))
  await as(cloud, 'editor').act(id, locale, 'submit', etag)
  const asked = { purpose, label: label[locale] }
  const path = `/articles/${id}/translations/${locale}/links`
  const answer = await as(cloud, 'approver').send('POST', path, {
    body: asked,
    headers: { 'idempotency-key': randomUUID() },
  })
  return { id, link: String(answer.body.link.id), path: new URL(answer.body.url).pathname }
}

async function statusOf(id: string, locale: Locale): Promise<string> {
  return (await as(cloud, 'editor').get(`/articles/${id}`)).body.article.translations[locale].status
}

async function send(path: string, fields: Record<string, string>) {
  const { text } = await read(cloud.addresses.edge, path)
  const revision = /name="revision" value="([^"]+)"/u.exec(text)?.[1] ?? ''
  const init = { method: 'POST', body: new URLSearchParams({ revision, ...fields }) }
  return await read(cloud.addresses.edge, path, init)
}

/** Presses Tab until a control of this name has the focus. */
async function tabTo(page: Page, role: 'link' | 'radio' | 'textbox' | 'button', name: string) {
  const control = page.getByRole(role, { name, exact: true })
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    if (await control.evaluate((each) => each === document.activeElement)) {
      const outline = await control.evaluate((each) => getComputedStyle(each).outlineStyle)
      expect(outline).not.toBe('none')
      return control
    }
  }
  throw new Error(`Tab never came to ${role} "${name}"`)
}

describe.each(locales)('somebody without an account, in %s', (locale) => {
  const { form, errors, standing, banner } = wordsOf(locale)

  it('reads and approves with the keyboard alone', async () => {
    const { id, path } = await invite(locale)
    const { page, troubles } = await newReader(browser, cloud.addresses.edge)
    await page.goto(path)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(titles[locale])
    expect(await page.getByText(banner.title).isVisible()).toBe(true)
    await tabTo(page, 'link', standing.toDecision)
    await page.keyboard.press('Enter')
    await tabTo(page, 'radio', form.approve)
    await page.keyboard.press('Space')
    await tabTo(page, 'textbox', form.note)
    await page.keyboard.type('OK')
    await tabTo(page, 'button', form.send)
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    expect(await page.getByText(standing.approve).isVisible()).toBe(true)
    expect(await page.getByRole('radio').count()).toBe(0)
    expect(await statusOf(id, locale)).toBe('approved')
    // Loading the page again sends nothing again.
    await page.reload()
    expect(await page.getByText(standing.approve).isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })

  it('is told what is missing, keeps what they wrote, and returns the text', async () => {
    const { id, path } = await invite(locale)
    const { page, troubles } = await newReader(browser, cloud.addresses.edge, { viewport: phone })
    await page.goto(path)
    await page.getByRole('button', { name: form.send }).click()
    // Nothing is chosen beforehand: the browser itself asks for a choice.
    expect(await statusOf(id, locale)).toBe('in_review')
    await page.getByLabel(form.return).check()
    await page.getByRole('button', { name: form.send }).click()
    expect(await page.getByRole('alert').innerText()).toBe(errors.noNote)
    expect(await page.getByRole('alert').isVisible()).toBe(true)
    expect(await page.title()).toContain(wordsOf(locale).failed)
    expect(await page.getByLabel(form.return).isChecked()).toBe(true)
    await page.getByLabel(form.note).fill('Đoạn 2: kiểm tra số liệu <b>')
    await page.getByRole('button', { name: form.send }).click()
    await page.getByText(standing.return).waitFor()
    expect(await page.getByText('Đoạn 2: kiểm tra số liệu <b>').isVisible()).toBe(true)
    expect(await statusOf(id, locale)).toBe('draft')
    expect(troubles.filter((each) => !each.includes('422'))).toEqual([])
  })
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

declare global {
  interface Window {
    axe: typeof axe
  }
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}

const validator = createMarkupValidator()

describe.each(locales)('every state of a preview in %s', (locale) => {
  /** Brings links into each state; answers their pages, a refused form among them. */
  async function pages(): Promise<Record<string, { path: string; html: string }>> {
    const html = async (path: string) => (await read(cloud.addresses.edge, path)).text
    const [reading, waiting, refused, approved, returned, settled, revoked] = await Promise.all([
      invite(locale, 'read'),
      ...Array.from({ length: 6 }, () => invite(locale)),
    ])
    const { text } = await send(refused!.path, { decision: 'return', note: 'x'.repeat(1001) })
    expect(text).toContain(fill(wordsOf(locale).errors.longNote, { length: 1001, most: 1000 }))
    await send(approved!.path, { decision: 'approve' })
    await send(returned!.path, { decision: 'return', note: 'Đoạn 1\nĐoạn 2' })
    const { etag } = await as(cloud, 'approver').get(`/articles/${settled!.id}`)
    await as(cloud, 'approver').act(settled!.id, locale, 'approve', etag)
    await as(cloud, 'approver').send('POST', `/links/${revoked!.link}/revoke`)
    const shown = { reading, waiting, approved, returned, settled, revoked }
    const all = Object.entries(shown).map(
      async ([name, each]) => [name, { path: each!.path, html: await html(each!.path) }] as const,
    )
    return { ...Object.fromEntries(await Promise.all(all)), refused: { path: refused!.path, html: text } }
  }

  it('is valid HTML that axe finds nothing in, light or dark, phone or desktop', async () => {
    const { page } = await newReader(browser, cloud.addresses.edge)
    for (const [name, { path, html }] of Object.entries(await pages())) {
      const { results } = await validator.validateString(html)
      const messages = results.flatMap((each) => each.messages)
      expect
        .soft(
          messages.map(({ line, ruleId, message }) => `${line} ${ruleId} ${message}`),
          name,
        )
        .toEqual([])
      await page.goto(path)
      if (name === 'refused') {
        await page.getByLabel(wordsOf(locale).form.return).check()
        await page.getByRole('button', { name: wordsOf(locale).form.send }).click()
        await page.getByRole('alert').waitFor()
      }
      await page.evaluate(axe.source)
      for (const viewport of [phone, desktop])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          expect.soft(await findings(page), `${name}, ${viewport.width} px, ${colorScheme}`).toEqual([])
          expect.soft(await sidewaysScroll(page), `${name}, ${viewport.width} px`).toBe(0)
        }
    }
  })
})
