import { request } from 'node:http'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import type { ApiDocument } from '../../functions/admin/openapi/types.ts'
import { locales } from '../../functions/domain/locale.ts'
import { desktop, newReader, phone, sidewaysScroll, theBrowser } from '../support/browser/browser.ts'
import { createMarkupValidator } from '../support/browser/markup.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let browser: Browser
beforeAll(async () => {
  ;[cloud, browser] = await Promise.all([startTestCloud(), theBrowser()])
})
afterAll(() => cloud?.remove())

/** Status of a request without a signature, with its path exactly as it is given. */
function statusOf(
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<number | undefined> {
  const { hostname, port } = new URL(cloud.addresses.admin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject).end()
  })
}

describe('the gateway', () => {
  it.each(openPaths)(
    'passes GET %s without a signature, or with a wrong one, compressed or not',
    async (path) => {
      for (const encoding of ['identity', 'gzip']) {
        const headers = { 'accept-encoding': encoding, authorization: 'AWS4-HMAC-SHA256 nonsense' }
        const response = await fetch(cloud.addresses.admin + path, { headers })
        expect(response.status).toBe(200)
        expect(response.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null)
        expect(response.headers.get('cache-control')).toBe('public, max-age=300')
        expect(await response.text()).toContain('Bantin')
      }
    },
  )

  it('answers to a signed request what it answers to everybody', async () => {
    const signed = await as(cloud, 'editor').get('/openapi.json')
    const anybody = await (await fetch(`${cloud.addresses.admin}/openapi.json`)).json()
    expect(signed.body).toEqual(anybody)
  })

  it('passes nothing else, however it is written', async () => {
    const document: ApiDocument = await (await fetch(`${cloud.addresses.admin}/openapi.json`)).json()
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) {
        const isOpen = openPaths.some((each) => each === path)
        expect.soft(await statusOf(method.toUpperCase(), path), `${method} ${path}`).toBe(isOpen ? 200 : 403)
      }
    for (const path of openPaths) {
      for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
        expect.soft(await statusOf(method, path), `${method} ${path}`).toBe(403)
      for (const other of [
        `${path}/`,
        `/${path}`,
        `${path}/..`,
        `${path}/../articles`,
        `/articles/..${path}`,
      ])
        expect.soft(await statusOf('GET', other), other).toBe(403)
      const turned = {
        'x-http-method-override': 'PUT',
        'x-original-url': '/articles',
        'x-rewrite-url': '/me',
      }
      expect.soft(await statusOf('GET', `${path}?path=/articles`, turned), path).toBe(200)
    }
    expect(await statusOf('GET', '/%64ocs')).toBe(403)
    expect(await statusOf('GET', '/')).toBe(403)
  })
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    // As text of the test: the page's security policy allows no script, and it stays in force.
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

const validator = createMarkupValidator()

/** A few calls and schemas opened up; all at once would be thousands of elements that differ in nothing. */
const opened = '#writeArticle details, #exportHistory details, #approveMany details, #schema-Article details'

describe.each(locales)('the page in %s', (locale) => {
  it('is valid HTML', async () => {
    const html = await (await fetch(`${cloud.addresses.admin}/docs?locale=${locale}`)).text()
    const { results } = await validator.validateString(html)
    const messages = results.flatMap((each) => each.messages)
    expect(messages.map((it) => `${it.line}:${it.column} ${it.ruleId} ${it.message}`)).toEqual([])
  })

  it('leaves axe nothing to find, on a bright phone and on a dark desktop', async () => {
    const { page, troubles } = await newReader(browser, cloud.addresses.admin)
    await page.goto(`/docs?locale=${locale}`)
    await page.evaluate(axe.source)
    await page.evaluate((selector) => {
      for (const each of document.querySelectorAll<HTMLDetailsElement>(selector)) each.open = true
    }, opened)
    for (const [viewport, colorScheme] of [
      [phone, 'light'],
      [desktop, 'dark'],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      expect.soft(await findings(page), colorScheme).toEqual([])
      expect.soft(await sidewaysScroll(page), `${viewport.width} px`).toBe(0)
    }
    expect(troubles).toEqual([])
  })

  it('leads from the contents to a call, and from there to what it takes', async () => {
    const { page } = await newReader(browser, cloud.addresses.admin)
    await page.goto(`/docs?locale=${locale}`)
    const call = page.locator('#writeArticle')
    await page.getByRole('main').locator('a[href="#writeArticle"]').first().click()
    await call.locator('summary').first().click()
    await call.getByRole('link', { name: 'ArticleInput' }).click()
    expect(new URL(page.url()).hash).toBe('#schema-ArticleInput')
    await page.getByRole('banner').getByRole('navigation').getByRole('link').click()
    expect(await page.locator('html').getAttribute('lang')).not.toBe(locale)
  })
})
