import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { renderArticle } from '../../functions/views/pages.tsx'
import { buildReaderAssets } from '../../infra/bundles.ts'
import { theBrowser } from '../support/browser/browser.ts'
import { aFrame, aFullArticle, anArticlePage, nobodyNear, siteUrl } from '../unit/views-examples.ts'

/** Pages as the door renders them, without a product behind them: no browser here has a voice, so it is given some. */
let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
}, 300_000)

const picture = {
  kind: 'picture' as const,
  hash: '0'.repeat(32),
  width: 1600,
  height: 800,
  widths: [320, 1600],
  fallback: 1600,
  bytes: 1234,
  cards: [240],
  og: { width: 1200, height: 630 },
}
const body =
  '<p>Câu một. Câu hai có số 1.204 người.</p><blockquote lang="en"><p>A word.</p></blockquote><figure><img src="media:4k7m2p9x1a" alt="Ảnh"></figure>'

interface Told {
  voices?: string[]
  saveData?: boolean
  article?: Parameters<typeof anArticlePage>[1]
}

/** What a browser says that reads aloud: it is noted, and each sentence ends when it is told to. */
function speaks({ voices, saveData }: { voices: string[]; saveData: boolean }): void {
  const said: string[] = []
  let current: SpeechSynthesisUtterance | undefined
  const speech = {
    getVoices: () => voices.map((lang) => ({ lang })),
    speak(utterance: SpeechSynthesisUtterance) {
      said.push(`${utterance.lang}: ${utterance.text}`)
      current = utterance
    },
    cancel() {
      current?.onerror?.(new Event('error') as SpeechSynthesisErrorEvent)
      current = undefined
    },
  }
  const next = () => current?.onend?.(new Event('end') as SpeechSynthesisEvent)
  class Utterance {
    text: string
    constructor(text: string) {
      this.text = text
    }
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
  Object.assign(window, { SpeechSynthesisUtterance: Utterance, said, next })
  Object.defineProperty(navigator, 'connection', { value: { saveData } })
}

async function open(locale: (typeof locales)[number], { voices = [], saveData = false, article = {} }: Told) {
  const { css, script } = await buildReaderAssets()
  const frame = aFrame(locale, { assets: { css, script: '/reader.js' } })
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const asked: string[] = []
  await page.addInitScript(speaks, { voices, saveData })
  await page.route('**', (route) => {
    const { pathname } = new URL(route.request().url())
    asked.push(pathname)
    if (pathname === '/reader.js') return route.fulfill({ contentType: 'text/javascript', body: script })
    if (pathname !== '/page') return route.fulfill({ status: 404 })
    const shown = anArticlePage(locale, { body, media: { '4k7m2p9x1a': picture }, ...article })
    const html = renderArticle(frame, { article: shown, nearby: nobodyNear, views: 1 })
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
  })
  await page.goto(`${siteUrl}/page`)
  await page.locator('html.js').waitFor()
  const said = () => page.evaluate(() => Reflect.get(window, 'said') as string[])
  const next = () => page.evaluate(() => Reflect.get(window, 'next')())
  const button = page.getByRole('button', { name: translator(locale)('tools.read'), exact: true })
  return { page, asked, said, next, button }
}

const marked = (page: Page) => page.locator('[data-read]').allInnerTexts()

describe.each(locales)('an article that is read aloud, in %s', (locale) => {
  it('is read sentence by sentence in its language, and what is read is marked', async () => {
    const { page, said, next, button } = await open(locale, { voices: ['fr-FR', `${locale}_XX`] })
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    const title = await page.locator('h1').innerText()
    expect(await said()).toEqual([`${locale}: ${title}`])
    expect(await marked(page)).toEqual([title])
    // The title and the summary, then the body.
    await next()
    await next()
    await expect.poll(() => marked(page)).toEqual(['Câu một. Câu hai có số 1.204 người.'])
    await next()
    await expect.poll(said).toHaveLength(4)
    await next()
    await expect.poll(() => marked(page)).toEqual(['A word.'])
    await next()
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false')
    expect((await said()).slice(2)).toEqual([
      `${locale}: Câu một.`,
      `${locale}: Câu hai có số 1.204 người.`,
      'en: A word.',
    ])
    expect(await marked(page)).toEqual([])
  })

  it('falls silent when the button is pressed again, and begins from the start', async () => {
    const { page, said, button } = await open(locale, { voices: [locale] })
    await button.click()
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await expect.poll(() => marked(page)).toEqual([])
    await button.click()
    const [first, second, ...more] = await said()
    expect([second, more]).toEqual([first, []])
  })

  it('has no such button where the browser has no voice of its language, or where it was recorded', async () => {
    const { button } = await open(locale, { voices: ['fr-FR'] })
    expect(await button.count()).toBe(0)
    const recorded = await open(locale, { voices: [locale], article: aFullArticle(locale) })
    expect(await recorded.button.count()).toBe(0)
  })
})

it('asks for the smallest form of its pictures where the reader saves data', async () => {
  const shown = async (saveData: boolean) => {
    const { page, asked } = await open('vi', { saveData })
    await page.locator('.body img:not(.blur)').scrollIntoViewIfNeeded()
    await expect.poll(() => asked.filter((path) => path.startsWith('/media/')).length).toBeGreaterThan(0)
    return asked.filter((path) => path.startsWith('/media/'))
  }
  expect((await shown(true)).at(-1)).toMatch(/\/320\.avif$/u)
  expect((await shown(false)).at(-1)).toMatch(/\/1600\.avif$/u)
})
