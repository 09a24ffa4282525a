import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone } from '../support/browser/browser.ts'
import { addresses } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()

describe.each(locales)('in %s', (locale) => {
  it.each(Object.entries(addresses[locale]))(
    'axe finds nothing, light or dark, phone or desktop: %s',
    async (_, path) => {
      const { page } = await site.reader()
      await page.goto(path)
      for (const viewport of [phone, desktop])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          expect.soft(await findings(page), `${viewport.width} px, ${colorScheme}`).toEqual([])
        }
    },
  )
})
