import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { startBrowser } from '../../../infra/tools/browser.ts'

export { startBrowser }

let running: Browser | undefined

/** One for all files of tests that a process runs, and it ends with it. What a test opens in it, it closes. */
export async function theBrowser(): Promise<Browser> {
  if (!running?.isConnected()) running = await startBrowser()
  return running
}

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 900 }

export interface ReaderOptions extends BrowserContextOptions {
  /** Looks like a person's browser: without it the page takes it for a program, and counts no view. */
  human?: boolean
}

export interface Reader {
  page: Page
  /** What went wrong in the page: errors, refusals of its security policy, requests to anyone else. */
  troubles: string[]
}

/** A reader with a browser of their own, for one test: nothing is remembered from others. Paths are relative to `site`. */
export async function newReader(
  browser: Browser,
  site: string,
  { human = false, ...options }: ReaderOptions = {},
): Promise<Reader> {
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`
  const context = await browser.newContext({
    baseURL: site,
    viewport: desktop,
    // Pages answer at once, so that a test that looks at once sees where they end.
    reducedMotion: 'reduce',
    ...(human && { userAgent }),
    ...options,
  })
  onTestFinished(() => context.close())
  if (human)
    await context.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }))
  const troubles: string[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(`${site}/`) && !request.url().startsWith('data:'))
      troubles.push(`asks ${request.url()}`)
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  context.on('weberror', (error) => troubles.push(String(error.error())))
  return { page: await context.newPage(), troubles }
}

/** By how many pixels the page can be scrolled sideways. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
