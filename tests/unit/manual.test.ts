import { describe, expect, it } from 'vitest'
import { helpPageNames } from '../../functions/desk/help/contents.ts'
import { helpOf } from '../../functions/desk/help/help-of.ts'
import { locales } from '../../functions/domain/locale.ts'
import { bookNames, pagesIn } from '../../infra/tools/manual/book.ts'
import { shots } from '../../infra/tools/manual/shots/all.ts'
import { deskHelpWords } from '../../locales/index.ts'
import { screens } from '../support/desk/routes.ts'

/** Where a picture is taken, without what its address asks for. */
const placeOf = ({ at, leadsTo = at }: (typeof shots)[number]) => leadsTo.replace(/\?.*$/u, '')
const isAt = (screen: string) => {
  const pattern = new URLPattern({ pathname: screen })
  return (shot: (typeof shots)[number]) => pattern.test({ pathname: placeOf(shot) })
}

describe('the manuals', () => {
  it('have a picture of every screen of the desk, on the page of help that this screen opens', () => {
    expect(screens.length).toBeGreaterThan(15)
    expect(screens.filter((screen) => !shots.some(isAt(screen)))).toEqual([])
    for (const screen of screens) {
      const pages = shots.filter(isAt(screen)).map(({ page }) => page)
      expect.soft(pages, screen).toContain(helpOf(screen))
    }
  })

  it('hold every page of help once, each with a picture', () => {
    expect(bookNames.flatMap(pagesIn).toSorted()).toEqual(helpPageNames.toSorted())
    const pictured = new Set(shots.map(({ page }) => page))
    expect(helpPageNames.filter((page) => !pictured.has(page))).toEqual([])
  })

  it.each(locales)('put each picture at a step that there is, in %s', (locale) => {
    for (const { page, step = 1, at } of shots)
      expect.soft(deskHelpWords[locale].pages[page].steps[step - 1], `${page} at ${at}`).toBeDefined()
  })
})
