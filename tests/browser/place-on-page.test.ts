import type { Browser } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type * as Inert from '../../functions/desk/body/inert.ts'
import type * as OnPage from '../../functions/desk/review/place-on-page.ts'
import { theBrowser } from '../support/browser/browser.ts'
import { openDeskPage } from '../support/desk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
})

const body = [
  '<p>Đoàn khảo sát đến cột mốc 456.</p>',
  '<figure><img src="media:4k7m2p9x1a" alt="Cột mốc"></figure>',
  '<ul><li>Một là đường đi</li><li>Hai là nước</li></ul>',
  '<p>Hai bên ký biên bản.</p>',
].join('')
/** As the page has them: a footnote at the end is no block of the text. */
const blocks = [
  '<p>Đoàn khảo sát đến cột mốc 456.</p>',
  '<figure><img alt="Cột mốc"></figure>',
  '<ul><li>Một là đường đi</li> <li>Hai là nước</li></ul>',
  '<p>Hai bên ký biên bản.</p>',
]
const notes = '<section class="notes"><h2>Chú thích</h2></section>'

it('finds each block of a body on its page, also where a picture is left out of that, and says of that one that it is not there', async () => {
  const { page, troubles } = await openDeskPage(
    browser,
    'functions/desk/review/place-on-page.ts',
    'functions/desk/body/inert.ts',
  )
  const foundIn = (shown: readonly string[]) =>
    page.evaluate(
      ([written, html]) => {
        const { desk } = globalThis as unknown as { desk: typeof OnPage & typeof Inert }
        const shownPage = document.implementation.createHTMLDocument()
        shownPage.body.append(desk.inert(html))
        const place = (block: number) => desk.placeOnPage(shownPage, { field: 'body', body: written, block })
        return [0, 1, 2, 3, 4].map((block) => place(block)?.outerHTML.replace(/\s+(?=<)/gu, ' '))
      },
      [body, `<article class="article"><div class="body">${shown.join('')}${notes}</div></article>`] as const,
    )
  expect(await foundIn(blocks)).toEqual([...blocks, undefined])
  const [first, , ...others] = blocks
  expect(await foundIn([first ?? '', ...others])).toEqual([first, undefined, ...others, undefined])
  expect(troubles).toEqual([])
})
