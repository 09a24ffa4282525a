import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales, otherLocales } from '../../functions/domain/locale.ts'
import en from '../../locales/en/reader.json' with { type: 'json' }
import vi from '../../locales/vi/reader.json' with { type: 'json' }
import { addresses } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'

const site = theReaderSite()

/** All words of a locale file by key; what is put into them at run time is left out. */
function flat(words: object, path = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, each]): [string, string][] =>
    typeof each === 'string'
      ? [[path + key, each.replaceAll(/\{\{.*?\}\}/gu, '').trim()]]
      : flat(each, `${path}${key}.`),
  )
}

const chromes = { vi: flat(vi), en: flat(en) }

/** Words of one language alone, of any length that tells. */
function ownWords(locale: 'vi' | 'en'): string[] {
  const shared = new Set(otherLocales(locale).flatMap((other) => chromes[other].map(([, text]) => text)))
  return chromes[locale].map(([, text]) => text).filter((text) => text.length > 1 && !shared.has(text))
}

interface Said {
  text: string
  /** The language that it is marked as. */
  lang: string
}

/** Everything that a reader sees or is told, piece by piece. */
const said = (page: Page): Promise<Said[]> =>
  page.evaluate(() => {
    const langOf = (element: Element | null) => element?.closest('[lang]')?.getAttribute('lang') ?? ''
    const pieces: { text: string; lang: string }[] = [
      { text: document.title, lang: document.documentElement.lang },
    ]
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = (node.textContent ?? '').trim().replace(/:$/u, '')
      if (text && node.parentElement?.checkVisibility())
        pieces.push({ text, lang: langOf(node.parentElement) })
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [alt]'))
      for (const name of ['aria-label', 'title', 'alt'])
        pieces.push({ text: element.getAttribute(name) ?? '', lang: langOf(element) })
    return pieces
  })

describe.each(locales)('a page in %s', (locale) => {
  it.each(Object.entries(addresses[locale]))(
    'says it, and not a word of the other language: %s',
    async (_, path) => {
      const { page } = await site.reader()
      const answer = await page.goto(path)
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)
      expect(await answer?.headerValue('content-language')).toBe(locale)
      const pieces = (await said(page)).filter(({ lang }) => lang === locale).map(({ text }) => text)
      const foreign = new Set(otherLocales(locale).flatMap(ownWords))
      const found = pieces.filter(
        (text) =>
          foreign.has(text) ||
          [...foreign].some((word) => word.includes(' ') && word.length > 12 && text.includes(word)),
      )
      expect(found).toEqual([])
    },
  )
})

it.each(Object.entries(addresses.en))(
  'Vietnamese within an English page is marked as such: %s',
  async (_, path) => {
    const { page } = await site.reader()
    await page.goto(path)
    const vietnamese = (await said(page)).filter(({ text }) => /[ăđơưẠ-ỹ]/iu.test(text))
    expect(vietnamese.filter(({ lang }) => lang !== 'vi')).toEqual([])
  },
)

it('the first address of the site leads to the language that the browser asks for', async () => {
  for (const [asked, locale] of [
    ['en-GB', 'en'],
    ['vi-VN', 'vi'],
    ['fr-FR', 'vi'],
  ] as const) {
    const { page } = await site.reader({ locale: asked })
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe(`/${locale}`)
  }
})
