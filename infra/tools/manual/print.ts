import type { Browser } from 'playwright-core'
import type { Locale } from '../../../functions/domain/locale.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A manual as a PDF of A4 pages: with numbers, headings as bookmarks, and tags for screen readers. */
export async function print(browser: Browser, file: URL, title: string, locale: Locale): Promise<Uint8Array> {
  const context = await browser.newContext({ locale })
  try {
    const page = await context.newPage()
    await page.goto(file.href)
    const line = (words: string) =>
      `<div style="width: 100%; padding: 0 18mm; color: #534c47; font: 8pt sans-serif; display: flex; justify-content: space-between">${words}</div>`
    return await page.pdf({
      format: 'A4',
      margin: { top: '20mm', bottom: '20mm', left: '18mm', right: '18mm' },
      printBackground: true,
      outline: true,
      tagged: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: line(
        `<span>${escaped(title)}</span><span><span class="pageNumber"></span>/<span class="totalPages"></span></span>`,
      ),
    })
  } finally {
    await context.close()
  }
}
