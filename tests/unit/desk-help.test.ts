import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import {
  type HelpPage,
  helpPageNames,
  helpPages,
  helpParts,
  isHelpPage,
  pagesOf,
} from '../../functions/desk/help/contents.ts'
import { helpOf } from '../../functions/desk/help/help-of.ts'
import { helpWords } from '../../functions/desk/help/help-words.ts'
import { locales } from '../../functions/domain/locale.ts'
import { roomWordsOf } from '../../locales/desk-words.ts'
import { deskHelpWords, deskWords } from '../../locales/index.ts'
import { screens } from '../support/desk/routes.ts'

/** An address of each screen. */
const addresses = screens.map((path) =>
  path.replaceAll(/\/?(?::\w+\??|\*\?)/gu, (part) => `${part[0] === '/' ? '/' : ''}some`),
)

const rooms = Object.keys(roomWordsOf) as (keyof typeof roomWordsOf)[]

/** All words of the desk in a language, as whoever opens the help has loaded them. */
async function wordsOf(locale: (typeof locales)[number]): Promise<Record<string, unknown>> {
  const loaded = await Promise.all(rooms.map(async (room) => [room, await roomWordsOf[room][locale]()]))
  return { ...deskWords[locale], ...Object.fromEntries(loaded) }
}

const at = (words: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>(
    // Any word of the tree; what is not there is undefined.
    (tree, part) => (tree as Record<string, unknown> | undefined)?.[part],
    words,
  )

describe('the help of the desk', () => {
  it('has a page for every screen', () => {
    expect(addresses.length).toBeGreaterThan(15)
    expect(addresses.filter((path) => helpOf(path) === undefined)).toEqual([])
    expect(helpOf('/a/0000000001/vi')).toBe('article')
    expect(helpOf('/a/0000000001/vi/review')).toBe('review')
    expect(helpOf('/a/0000000001/en/history')).toBe('history')
    expect(helpOf('/nowhere')).toBeUndefined()
  })

  it('stands in one part of the contents, and leads on to pages that there are', () => {
    expect(helpParts.flatMap(pagesOf)).toEqual(helpPageNames)
    for (const page of helpPageNames) {
      const { next, ...entry }: { next: readonly string[]; to?: string } = helpPages[page]
      expect
        .soft(
          next.filter((each) => !isHelpPage(each) || each === page),
          page,
        )
        .toEqual([])
      expect.soft(next.length, page).toBeGreaterThan(0)
      if (entry.to) expect.soft(helpOf(entry.to), page).toBe(page)
    }
  })
})

describe.each(locales)('the help in %s', (locale) => {
  it('says of every page what it is for, three to eight steps, and what to know', () => {
    const pages: Record<string, { title: string; purpose: string; steps: string[]; notes: string[] }> =
      deskHelpWords[locale].pages
    expect(Object.keys(pages).toSorted()).toEqual(helpPageNames.toSorted())
    for (const [name, page] of Object.entries(pages)) {
      expect.soft(page.purpose, name).toMatch(/\.$/u)
      expect.soft(page.steps.length, name).toBeGreaterThanOrEqual(3)
      expect.soft(page.steps.length, name).toBeLessThanOrEqual(8)
      expect.soft(page.notes.length, name).toBeGreaterThanOrEqual(1)
      for (const said of [...page.steps, ...page.notes]) expect.soft(said, name).toMatch(/\.$/u)
    }
  })

  it('calls every button as it is called on its screen', async () => {
    const words = await wordsOf(locale)
    const named = [...JSON.stringify(deskHelpWords[locale]).matchAll(/\$t\(([^)]*)\)/gu)]
    expect(named.length).toBeGreaterThan(80)
    // What stands in quotation marks is called so on the screen.
    expect(JSON.stringify(deskHelpWords[locale]).match(/“(?!\$t\(|\{\{title\}\}).{0,30}/gu)).toBeNull()
    for (const [, key = ''] of named) {
      expect.soft(at(words, key), key).toEqual(expect.any(String))
      // Nobody would fill it in.
      expect.soft(at(words, key), key).not.toContain('{{')
    }
    const instance = createInstance({
      lng: locale,
      resources: { [locale]: { desk: words } },
      defaultNS: 'desk',
      interpolation: { escapeValue: false },
      initAsync: false,
    })
    await instance.init()
    const t = instance.getFixedT(locale, 'desk')
    const said = helpPageNames.map((page: HelpPage) => helpWords(t, page))
    expect(JSON.stringify(said)).not.toMatch(/\$t\(|help\.pages/u)
    expect(helpWords(t, 'review').steps.join(' ')).toContain(deskWords[locale].review.approve_and_publish)
  })
})

it('calls none of its readers "bạn", who may be leaders of the office', () => {
  for (const said of JSON.stringify(deskHelpWords.vi).match(/[^"]+/gu) ?? [])
    expect.soft(said).not.toMatch(/bạn(?! đọc)/iu)
})
