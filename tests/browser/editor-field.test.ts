import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskWords } from '../../locales/index.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { type EditorBench, openBench } from '../support/editor/bench.ts'

let bench: EditorBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const words = deskWords.vi.text

/** The field as a form shows it, with this text in it. */
async function open(body: string): Promise<Page> {
  const { page } = bench
  await page.setViewportSize(desktop)
  await page.evaluate(() => localStorage.clear())
  await page.goto(`${new URL(page.url()).origin}/field?body=${encodeURIComponent(body)}`)
  await page.waitForFunction(() => window.editor)
  await page.getByRole('toolbar', { name: words.tools }).waitFor()
  return page
}

const read = (page: Page) => page.evaluate(() => window.editor?.read())
const violations = (page: Page) => page.evaluate(() => window.violations)
const text = (page: Page) => page.getByRole('textbox', { name: words.label })
const nameOfFocus = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

/** Goes by arrows to the button of this name, and presses it. */
async function pressTool(page: Page, name: string) {
  await page.keyboard.press('Alt+F10')
  // It remembers where one was.
  for (let presses = 0; (await nameOfFocus(page)) !== words.acts.strong && presses < 40; presses++)
    await page.keyboard.press('ArrowLeft')
  for (let presses = 0; presses < 40; presses++) {
    if ((await nameOfFocus(page)) === name) return await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`no arrow came to "${name}"`)
}

const choose = async (page: Page, menu: string, item: string) => {
  await pressTool(page, menu)
  await page.getByRole('menuitem', { name: item, exact: true }).press('Enter')
}

const isInText = (page: Page) => text(page).evaluate((each) => each === document.activeElement)

describe('the field of a text', () => {
  it('has one stop of Tab for its toolbar, which Escape leaves for the text', async () => {
    const page = await open('<p>một hai</p>')
    await text(page).click()
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=toolbar]') !== null)).toBe(true)
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('VI/EN')
    await text(page).click()
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('ArrowLeft')
    expect(await nameOfFocus(page)).toBe(words.acts.redo)
    await page.keyboard.press('Escape')
    await expect.poll(() => isInText(page)).toBe(true)
  })

  it('gives every button a name, and says its keys', async () => {
    const page = await open('')
    const buttons = await page.getByRole('toolbar').getByRole('button').all()
    for (const button of buttons) expect(await button.getAttribute('aria-label')).toBeTruthy()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await nameOfFocus(page)).toBe(words.acts.strong)
    expect(await page.getByRole('tooltip').textContent()).toBe(`${words.acts.strong}Ctrl+B`)
  })

  it('shows what the caret stands in, and does what its buttons say, with the keyboard alone', async () => {
    const page = await open('<p>một <strong>hai</strong></p>')
    await text(page).click()
    await page.keyboard.press('Control+End')
    const bold = page.getByRole('button', { name: words.acts.strong })
    await expect.poll(() => bold.getAttribute('aria-pressed')).toBe('true')
    await pressTool(page, words.acts.heading3)
    await expect.poll(() => isInText(page)).toBe(true)
    expect(await read(page)).toBe('<h2>một <strong>hai</strong></h2>')
    await pressTool(page, words.acts.undo)
    expect(await read(page)).toBe('<p>một <strong>hai</strong></p>')
    expect(await violations(page)).toEqual([])
  })

  it('asks where a link leads, says what is wrong with it, and gives the caret back', async () => {
    const page = await open('<p>một hai</p>')
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await expect.poll(() => page.evaluate(() => window.editor?.link().text)).toBe('hai')
    await page.keyboard.press('Control+KeyK')
    const address = page.getByRole('textbox', { name: words.link.href })
    await expect.poll(() => address.evaluate((each) => each === document.activeElement)).toBe(true)
    expect(await page.getByRole('textbox', { name: words.link.text }).inputValue()).toBe('hai')
    await page.keyboard.type('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await page.getByText(words.link.wrong).waitFor()
    await address.fill('example.vn')
    await page.keyboard.press('Enter')
    await expect.poll(() => isInText(page)).toBe(true)
    expect(await read(page)).toBe('<p>một <a href="https://example.vn" rel="noopener">hai</a></p>')
    await page.keyboard.press('Control+KeyK')
    await page.getByRole('button', { name: words.acts.unlink }).press('Enter')
    await expect.poll(() => read(page)).toBe('<p>một hai</p>')
  })

  it('puts a table, a picture of the library and a film of another site into the text', async () => {
    const page = await open('<p>một</p>')
    await text(page).click()
    await choose(page, words.insert, words.acts.table)
    await page.getByRole('textbox', { name: words.tableSize.rows }).fill('2')
    await page.getByRole('textbox', { name: words.tableSize.columns }).fill('1')
    await page.keyboard.press('Enter')
    await expect.poll(() => isInText(page)).toBe(true)
    await page.keyboard.type('A')
    await page.keyboard.press('Tab')
    await page.keyboard.type('b')
    await page.keyboard.press('Control+End')
    await choose(page, words.insert, words.picks.picture)
    await expect.poll(() => read(page)).toContain('<img')
    await page.keyboard.press('Control+End')
    await choose(page, words.insert, words.acts.embed)
    const address = page.getByRole('textbox', { name: words.embedVideo.href })
    await address.fill('https://example.vn/video')
    await page.keyboard.press('Enter')
    await page.getByText(words.embedVideo.wrong).waitFor()
    await address.fill('https://youtu.be/abcdefghijk')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => read(page))
      .toBe(
        [
          '<p>một</p><table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
          '<figure><img src="media:4k7m2p9x1a" alt="Trụ sở"></figure>',
          '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk" data-embed="">https://www.youtube.com/watch?v=abcdefghijk</a></figure>',
        ].join(''),
      )
    expect(await violations(page)).toEqual([])
  })

  it('finds and replaces, with accents or without, which one undo takes back', async () => {
    const page = await open('<p>Hòa bình, hoà bình, hoa binh</p>')
    await text(page).click()
    await page.keyboard.press('Control+KeyH')
    await page.keyboard.type('hoa')
    await page.getByText('0/3').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('1/3').waitFor()
    await page.getByRole('checkbox', { name: words.find.accents }).check({ force: true })
    await page.getByText('/1 ').waitFor()
    await page.getByRole('checkbox', { name: words.find.accents }).uncheck({ force: true })
    await page.getByRole('textbox', { name: words.find.words }).fill('thái')
    await page.getByRole('button', { name: words.find.replaceAll }).press('Enter')
    expect(await read(page)).toBe('<p>thái bình, thái bình, thái binh</p>')
    await page.keyboard.press('Escape')
    await expect.poll(() => isInText(page)).toBe(true)
    await page.keyboard.press('Control+KeyZ')
    expect(await read(page)).toBe('<p>Hòa bình, hoà bình, hoa binh</p>')
    expect(await page.locator('.found').count()).toBe(0)
  })

  it('says that Tab leaves it, counts its words, and speaks another language without losing what was typed', async () => {
    const page = await open('<p>một hai</p><figure><img src="media:4k7m2p9x1a"></figure>')
    await text(page).click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('không ')
    await page.getByText('3 từ').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('status').getByText(words.leaving).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'VI/EN' }).click()
    await page.getByRole('toolbar', { name: deskWords.en.text.tools }).waitFor()
    await page.getByText(deskWords.en.text.undescribed).waitFor()
    expect(await read(page)).toContain('<p>không một hai</p>')
    await page.getByRole('textbox', { name: deskWords.en.text.label }).press('Control+KeyZ')
    expect(await read(page)).toContain('<p>một hai</p>')
    expect(await violations(page)).toEqual([])
  })

  const whole = [
    '<h2>Đầu đề</h2><p>Một <span lang="en">two</span><small role="note">ba</small></p><ul><li>bốn</li></ul>',
    '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    '<figure><img src="media:4k7m2p9x1a"></figure>',
    '<figure><figure><img src="media:4k7m2p9x1a" alt="a"></figure><figure><img src="media:4k7m2p9x1a" alt="b"></figure></figure>',
    '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk" data-embed="">Xem</a></figure>',
  ].join('')

  it.each(['text', 'search', 'link', 'menu'])(
    'has nothing that axe finds, with its %s open',
    async (what) => {
      const page = await open(whole)
      await text(page).click()
      if (what === 'search') await page.keyboard.press('Control+KeyH')
      if (what === 'link') await page.keyboard.press('Control+KeyK')
      if (what === 'menu') await pressTool(page, words.insert)
      if (what === 'menu') await page.getByRole('menu').waitFor()
      await page.evaluate(axe.source)
      const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      for (const viewport of [phone, desktop])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          const found = await page.evaluate(
            (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
            rules,
          )
          const named = found.violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${id}: ${target}`),
          )
          expect.soft(named, `${viewport.width} px, ${colorScheme}`).toEqual([])
          expect.soft(await sidewaysScroll(page), `${viewport.width} px`).toBe(0)
        }
      expect(await violations(page)).toEqual([])
    },
  )
})
