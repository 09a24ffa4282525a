import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { anySoup, soup, tags } from '../support/articles/body-soup.ts'
import { theBrowser } from '../support/browser/browser.ts'
import { openDeskPage } from '../support/desk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
})

interface Rules {
  cleanBody: (html: string) => string
  inert: (html: string) => DocumentFragment
}

/** What the browser reads of each, as HTML that it reads in the same way again, and what is kept of that. */
const inBrowser = (page: Page, bodies: readonly string[]) =>
  page.evaluate((all) => {
    const { desk } = window as unknown as { desk: Rules }
    const readingOf = (given: string) => {
      const content = desk.inert(given)
      // In its own document, where nothing is loaded.
      const holder = content.ownerDocument.createElement('div')
      holder.append(content)
      return holder.innerHTML.replaceAll('data-said-style=', 'style=')
    }
    return all.map((given) => {
      const read = readingOf(readingOf(given))
      return { read, cleaned: desk.cleanBody(read) }
    })
  }, bodies)

/** What is written again under another name. */
const renamed = [
  '<p>a</p><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="b"></iframe><p>c</p>',
  '<iframe src="https://ads.example/"></iframe>a',
  '<figure><a href="https://youtu.be/dQw4w9WgXcQ" data-embed>a</a><figcaption>b</figcaption></figure>',
  '<video src="media:4k7m2p9x1a" poster="media:4k7m2p9x1b"><track src="media:4k7m2p9x1c" srclang="vi">a</video>',
  '<p><b>a<small role="note">b <i>c</i></small></b></p>',
]

const open = () => openDeskPage(browser, 'functions/desk/body/inert.ts', 'functions/domain/body/clean.ts')

const sample = (from: fc.Arbitrary<string[]>, count: number) =>
  fc.sample(
    from.map((parts) => parts.join('')),
    { numRuns: count, seed: 11 },
  )

describe('the rules of bodies in the browser', () => {
  it('leave what is stored as it is, byte for byte', async () => {
    const { page, troubles } = await open()
    const stored = sample(anySoup, 2000).map(cleanBody)
    const cleaned = await inBrowser(page, stored)
    expect(cleaned.map((each) => each.cleaned)).toEqual(stored)
    expect(cleaned.map((each) => each.read)).toEqual(stored)
    expect(troubles).toEqual([])
  })

  it('say the same as those of the functions of whatever a browser reads', async () => {
    const { page, troubles } = await open()
    const given = [...renamed, ...sample(soup(tags), 2000), ...sample(anySoup, 1000)]
    for (const { read, cleaned } of await inBrowser(page, given)) expect(cleaned, read).toBe(cleanBody(read))
    expect(troubles).toEqual([])
  })
})
