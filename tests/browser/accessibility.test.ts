import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { desktop, phone } from '../support/browser/browser.ts'
import { addresses } from '../support/browser/reader-articles.ts'
import { aReaderSite } from '../support/browser/reader-site.ts'

const site = aReaderSite()

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, one line for each element. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    // As text of the test: the page's security policy allows no other script, and it stays in force.
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

describe.each(locales)('in %s', (locale) => {
  it.each(Object.entries(addresses[locale]))(
    'axe finds nothing, light or dark, phone or desktop: %s',
    async (_, path) => {
      const { page } = await site.reader()
      await page.goto(path)
      await page.evaluate(axe.source)
      for (const viewport of [phone, desktop])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          expect.soft(await findings(page), `${viewport.width} px, ${colorScheme}`).toEqual([])
        }
    },
  )
})
