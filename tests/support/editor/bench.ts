import type { Page } from 'playwright-core'
import { theBrowser } from '../browser/browser.ts'
import type { EditorPage } from './page.ts'
import { serveEditor } from './server.ts'

declare global {
  interface Window {
    desk: EditorPage
  }
}

export interface EditorBench {
  page: Page
  roundTrip: (bodies: string[]) => Promise<{ read: string; opaque: number }[]>
  open: (body: string) => Promise<void>
  read: () => Promise<string>
  caret: (words: string, where: 'before' | 'after' | 'inside') => Promise<void>
  caretInEmpty: (type: string) => Promise<void>
  violations: () => Promise<string[]>
  close: () => Promise<void>
}

/** The page of the editor. */
export async function openBench(): Promise<EditorBench> {
  const [server, browser] = await Promise.all([serveEditor(), theBrowser()])
  const page = await browser.newPage({ locale: 'vi-VN' })
  await page.goto(server.address)
  await page.waitForFunction(() => 'desk' in window)
  return {
    page,
    roundTrip: (bodies) => page.evaluate((all) => window.desk.roundTrip(all), bodies),
    open: (body) => page.evaluate((given) => window.desk.open(given), body),
    read: () => page.evaluate(() => window.desk.editor.read()),
    caret: (words, where) =>
      page.evaluate((given) => window.desk.caret(given.words, given.where), { words, where }),
    caretInEmpty: (type) => page.evaluate((given) => window.desk.caretInEmpty(given), type),
    violations: () => page.evaluate(() => window.desk.log.violations),
    async close() {
      await page.close()
      await server.close()
    },
  }
}
