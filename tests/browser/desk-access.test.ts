import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { furtherKeys, places } from '../../functions/desk/shell/places.ts'
import { locales } from '../../functions/domain/locale.ts'
import {
  deskHelpWords,
  deskNoticesWords,
  deskPreferencesWords,
  deskSettingsWords,
} from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

/** A text that was handed over, after it was written twice. */
async function submitted(title: string) {
  const id = newId()
  const text = (body: string) => anArticle({ translations: { vi: aText({ title, body }) } })
  const made = await as(desk.cloud, 'editor').create(id, text('<p>Câu cũ.</p>'))
  const written = await as(desk.cloud, 'editor').replace(id, made.etag, text('<p>Câu mới.</p>'))
  await as(desk.cloud, 'editor').act(id, 'vi', 'submit', written.etag)
  return id
}

const statusOf = async (id: string) =>
  (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body.article.translations.vi.status

/** Presses a key until what it leads to has the focus. */
async function pressUntil(page: Page, key: string, name: string | RegExp, most = 40) {
  const named = page.getByRole('button', { name }).or(page.getByRole('radio', { name }))
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press(key)
    const isThere = await named.evaluateAll((all) => all.some((each) => each === document.activeElement))
    if (isThere) return
  }
  throw new Error(`${key} does not lead to ${name}`)
}

/** Waits until something of this name is chosen in the palette, going down where it is not the first. */
async function chosen({ page }: Visit, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name }).and(page.locator('[data-focused]'))
  const choose = async () => {
    if ((await item.count()) === 0) await page.keyboard.press('ArrowDown')
    return await item.count()
  }
  await expect.poll(choose).toBe(1)
}

/** Finds something by its name, as somebody does who knows one key: and who looks at what is chosen, for lists change as one types. */
async function find(visit: Visit, name: string) {
  const { page, words } = visit
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: words.palette.label }).waitFor()
  await page.keyboard.type(name)
  await chosen(visit, name)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

describe.each(locales)('by keys alone, in %s', (locale) => {
  it('a text is found, looked at, approved, and its history read', async () => {
    const title = `Bài duyệt bằng phím ${locale}`
    const id = await submitted(title)
    const visit = await desk.enter(locale, 'approver')
    const { page, words, troubles } = visit
    // Not the one that publishes as well.
    const approve = new RegExp(`^${words.review.approve}$`, 'u')
    await find(visit, title)
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
    // The one next act is to look at it; its key is there a moment after its button.
    await page.getByRole('button', { name: words.acts.names.approve, exact: true }).waitFor()
    const look = async () => {
      if (!page.url().endsWith('/review')) await page.keyboard.press('Control+Enter')
      return page.url()
    }
    await expect.poll(look, { interval: 1000 }).toMatch(/\/review$/u)
    await page.frameLocator('iframe').getByText('Câu mới.').waitFor()
    await pressUntil(page, 'Tab', approve)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await pressUntil(page, 'Tab', approve, 6)
    await page.keyboard.press('Enter')
    await expect.poll(() => statusOf(id), { timeout: 30_000 }).toBe('approved')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()

    await find(visit, words.article.history)
    await page.getByRole('button', { name: words.history.changes }).first().waitFor()
    const numbered = (template: string) => new RegExp(template.replace('{{number}}', '\\d+'), 'u')
    await pressUntil(page, 'Tab', numbered(words.history.older))
    await page.keyboard.press('ArrowDown')
    await pressUntil(page, 'Tab', numbered(words.history.newer))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Control+Enter')
    const compared = words.history.compared.replace(/\{\{(?:from|to)\}\}/gu, '\\d+')
    await page.getByRole('dialog', { name: new RegExp(compared, 'u') }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await pressUntil(page, 'Tab', words.history.changes)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(troubles()).toEqual([])
  })

  it('a name that is typed and entered at once opens what has that name, and nothing that was proposed before', async () => {
    const [market, festival] = [`Chợ phiên vùng cao ${locale}`, `Hội xuân ${locale}`]
    await submitted(market)
    const wanted = await submitted(festival)
    const visit = await desk.enter(locale, 'approver')
    const { page, words, troubles } = visit
    const before = page.url()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('searchbox', { name: words.palette.label })
    await field.waitFor()
    await page.keyboard.type('Chợ')
    await chosen(visit, market)
    const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
    await page.route(
      ({ pathname, searchParams }) => pathname.endsWith('/articles') && searchParams.has('text'),
      async (route) => {
        await released
        // What is asked for no more is given up.
        await route.continue().catch(() => undefined)
      },
    )
    for (const _ of 'Chợ') await page.keyboard.press('Backspace')
    await page.keyboard.type(festival)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText(words.loading, { exact: true }).waitFor()
    expect([await field.inputValue(), page.url()]).toEqual([festival, before])
    letGo()
    await chosen(visit, festival)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain(`/a/${wanted}/`)
    expect(troubles()).toEqual([])
  })

  it('every key of the desk can be read, and none of them is a letter alone', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await page.keyboard.press('Alt+3')
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
    await page.keyboard.press('Control+/')
    const help = page.getByRole('dialog', { name: words.keys.title })
    await help.getByRole('heading', { name: words.keys.screen }).waitFor()
    for (const name of [
      words.article.save_draft,
      words.preview.open,
      words.palette.title,
      words.text.acts.link,
    ])
      await help.getByText(name, { exact: true }).waitFor()
    const keys = await help.locator('kbd').allInnerTexts()
    expect(keys.length).toBeGreaterThan(25)
    expect(keys.filter((each) => /^(?:Shift\+)?.$/u.test(each))).toEqual([])
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox', { name: words.palette.label }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.type('@@')
    await page.getByText(words.palette.none).waitFor()
    await page.keyboard.press('Escape')
    const at = () => new URL(page.url()).hash
    for (const { to, keys } of places) {
      await page.keyboard.press(keys)
      await expect.poll(at).toBe(`#${to}`)
    }
    const further: string[] = []
    for (const keys of furtherKeys) {
      const before = at()
      await page.keyboard.press(keys)
      await expect.poll(at).not.toBe(before)
      further.push(at())
    }
    expect(further).toEqual(['#/translations', '#/releases', '#/letters', '#/look-back'])
    await page.keyboard.press('Alt+2')
    await page.getByRole('heading', { name: words.articles.heading }).waitFor()
    expect(troubles()).toEqual([])
  })

  it('all places are within reach: of a thumb on the narrowest telephone, the board of translations in sight where there is room', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'admin', {
      viewport: { width: 320, height: 640 },
    })
    const bar = page.getByRole('navigation', { name: words.shell.places })
    const centres = (await bar.getByRole('listitem').all()).map(async (each) => {
      const box = await each.boundingBox()
      return box && Math.round(box.y + box.height / 2)
    })
    expect(new Set(await Promise.all(centres)).size).toBe(1)
    expect(await sidewaysScroll(page)).toBe(0)
    await bar.getByRole('button', { name: words.shell.more_places }).click()
    await page.getByRole('menuitem', { name: words.shell.royalties }).click()
    await page.getByRole('heading', { level: 1, name: words.shell.royalties }).waitFor()
    const here = words.shell.more_here.replace('{{place}}', words.shell.royalties)
    await bar.getByRole('button', { name: here }).waitFor()
    expect(await bar.getByRole('link', { name: words.shell.translations }).count()).toBe(0)

    await page.setViewportSize(desktop)
    await bar.getByRole('link', { name: words.shell.translations }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await bar.getByRole('button', { name: words.shell.more_places, exact: true }).click()
    await page.getByRole('menuitem', { name: words.shell.settings }).waitFor()
    expect(await page.getByRole('menuitem', { name: words.shell.translations }).count()).toBe(0)
    expect(troubles()).toEqual([])
  })

  it('help opens over the form by its button, says what buttons are called, and takes nothing that was typed', async () => {
    const { title, all, of: named, print } = deskHelpWords[locale]
    const { pages } = deskHelpWords[locale]
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, '#/new')
    const field = page.getByRole('textbox', { name: words.article.title, exact: true })
    await field.fill('Bài đang viết dở')
    const open = page.getByRole('banner').getByRole('button', { name: words.shell.help, exact: true })
    await open.press('Enter')
    const help = page.getByRole('dialog', { name: named.replace('{{title}}', pages.article.title) })
    await help
      .getByRole('listitem')
      .filter({ hasText: `“${words.acts.names.submit}”` })
      .waitFor()
    expect(await findings(page)).toEqual([])
    await help.getByRole('button', { name: words.checks.title }).press('Enter')
    await page.getByRole('dialog', { name: named.replace('{{title}}', words.checks.title) }).waitFor()
    await page.getByRole('button', { name: all }).press('Enter')
    await page.getByRole('dialog', { name: title, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await open.evaluate((each) => each === document.activeElement)).toBe(true)
    expect(await field.inputValue()).toBe('Bài đang viết dở')

    await page.setViewportSize({ width: 320, height: 640 })
    await goTo(page, '#/help')
    await page.getByRole('link', { name: pages.publishing.title }).press('Enter')
    await page.getByRole('heading', { level: 1, name: pages.publishing.title }).waitFor()
    await page.getByRole('button', { name: print }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    expect(troubles()).toEqual([])
  })
})

it('F6 goes through the parts of a screen and back, and out of the page at its end', async () => {
  const { page, words } = await desk.enter('vi', 'editor')
  await goTo(page, '/new')
  const body = page.getByRole('textbox', { name: words.article.body, exact: true })
  await body.waitFor()
  const part = () =>
    page.evaluate(() => {
      const here = document.activeElement
      const parts = {
        places: 'nav',
        title: 'h1',
        toolbar: '.tools-frame',
        panel: 'aside',
        acts: '.article-head',
      }
      return Object.entries(parts).find(([, selector]) => here?.closest(selector))?.[0]
    })
  const seen: (string | undefined)[] = []
  const first = page.getByRole('link', { name: words.shell.today })
  await first.focus()
  for (let pressed = 0; pressed < 4; pressed++) {
    await page.keyboard.press('F6')
    seen.push(await part())
  }
  expect(seen).toEqual(['title', 'acts', 'toolbar', 'panel'])
  await page.keyboard.press('Shift+F6')
  expect(await part()).toBe('toolbar')
  const isTaken = await page.evaluate(() => {
    document.querySelector<HTMLElement>('aside input, aside button')?.focus()
    return !dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', cancelable: true }))
  })
  expect(isTaken).toBe(false)
})

describe('for people who see otherwise', () => {
  /** Screens that everybody works with, with what says that they are there. */
  const screens = ({ page, words }: Visit, id: string) => [
    ['/', () => page.getByRole('heading', { level: 1 })] as const,
    ['/articles', () => page.getByRole('heading', { name: words.articles.heading })] as const,
    [`/a/${id}/vi`, () => page.getByRole('textbox', { name: words.article.body, exact: true })] as const,
    [
      `/a/${id}/vi/review`,
      () => page.getByRole('button', { name: words.review.approve, exact: true }),
    ] as const,
    [`/a/${id}/vi/history`, () => page.getByRole('heading', { level: 2 }).first()] as const,
  ]

  it('text of twice the size stays within the page, on a telephone and beside the panel', async () => {
    const id = await submitted('Bài chữ to')
    const visit = await desk.enter('vi', 'approver')
    const { page } = visit
    for (const [address, shown] of screens(visit, id)) {
      await goTo(page, address)
      await shown().waitFor()
      for (const viewport of [phone, { width: 1280, height: 900 }]) {
        await page.setViewportSize(viewport)
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        // A list is drawn again for another width of the window.
        await expect
          .poll(() => sidewaysScroll(page), { timeout: 10_000, message: `${address}, ${viewport.width} px` })
          .toBe(0)
      }
    }
  })

  it('forced colours leave every control its edge and every state its words', async () => {
    const id = await submitted('Bài tương phản cao')
    const visit = await desk.enter('vi', 'approver', { forcedColors: 'active' })
    const { page } = visit
    for (const [address, shown] of screens(visit, id)) {
      await goTo(page, address)
      await shown().waitFor()
      const bare = await page
        .getByRole('button')
        .filter({ visible: true })
        .evaluateAll((all) =>
          all
            .filter((each) => !each.closest('[role=radiogroup], .languages, .text-tools, .skip'))
            .filter((each) => {
              const { borderTopStyle, borderBottomStyle } = getComputedStyle(each)
              return borderTopStyle === 'none' && borderBottomStyle === 'none'
            })
            .map((each) => each.outerHTML.slice(0, 120)),
        )
      expect.soft(bare, address).toEqual([])
      expect.soft(await findings(page), address).toEqual([])
    }
  })
})

describe.each(locales)('what readers write, in %s', (locale) => {
  it('is answered at the desk, and deleted by an administrator when its sender asks for that', async () => {
    for (const text of ['Xin cảm ơn tòa soạn', 'Xin xóa thư này']) {
      const body = new URLSearchParams({ text, topic: 'question', website: '' })
      const sent = await fetch(`${desk.cloud.addresses.edge}/feedback/${locale}`, { method: 'POST', body })
      expect(sent.ok, await sent.text()).toBe(true)
    }
    const visit = await desk.enter(locale, 'admin', { viewport: phone })
    const { page, words } = visit
    await goTo(page, '#/letters')
    const letter = (text: string) => page.getByRole('listitem').filter({ hasText: text })
    await letter('Xin cảm ơn').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)

    await letter('Xin cảm ơn').getByRole('textbox').fill('Đã trả lời qua thư điện tử')
    await letter('Xin cảm ơn').getByRole('button', { name: words.letters.done }).click()
    await expect.poll(() => letter('Xin cảm ơn').count()).toBe(0)

    await letter('Xin xóa').getByRole('button', { name: words.letters.remove }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('button', { name: words.letters.keep }).click()
    expect(await letter('Xin xóa').count()).toBe(1)
    await letter('Xin xóa').getByRole('button', { name: words.letters.remove }).click()
    await dialog.getByRole('button', { name: words.letters.remove }).click()
    await expect.poll(() => letter('Xin xóa').count()).toBe(0)
    const kept = (await as(desk.cloud, 'editor').get('/feedback')).body.feedback
    expect(kept.map((each: { text: string }) => each.text)).not.toContain('Xin xóa thư này')
    expect(visit.troubles()).toEqual([])
  })

  it('and the menu of the site are screens of the desk on a telephone', async () => {
    const visit = await desk.enter(locale, 'admin', { viewport: phone })
    await goTo(visit.page, '#/menu')
    await visit.page.getByRole('heading', { level: 1, name: visit.words.shell.menu }).waitFor()
    await visit.page.getByRole('button', { name: deskSettingsWords[locale].save }).waitFor()
    expect(await findings(visit.page)).toEqual([])
    expect(await sidewaysScroll(visit.page)).toBe(0)
    expect(visit.troubles()).toEqual([])
  })
})

describe.each(locales)('what somebody is told, in %s', (locale) => {
  const words = deskNoticesWords[locale]
  const own = deskPreferencesWords[locale]

  it('stands behind the bell, is marked as seen, leads to the text, and is mailed as they chose', async () => {
    const title = `Bài đăng khẩn ${locale}`
    const { page, words: all, troubles } = await desk.enter(locale, 'approver')
    const id = newId()
    const text = anArticle({ translations: { vi: aText({ title }) } })
    const { etag } = await as(desk.cloud, 'editor').create(id, text)
    await as(desk.cloud, 'approver').act(id, 'vi', 'publish-now', etag, { reason: 'Bão số 9' })
    await expect
      .poll(async () => {
        await desk.cloud.tick()
        return desk.cloud
          .mails()
          .filter(({ to, subject }) => to.includes('approver@localhost') && subject.includes(title))
      })
      .toHaveLength(1)
    await page.reload()
    const bell = page
      .getByRole('banner')
      .getByRole('link', { name: new RegExp(`^${all.shell.notices}`, 'u') })
    // Others of this file may have told of something too.
    await bell.filter({ hasText: /\d/u }).click()
    await page.getByRole('heading', { level: 1, name: all.shell.notices }).waitFor()
    const told = page.getByRole('listitem').filter({ hasText: title })
    await told.getByText('Bão số 9').waitFor()
    await told.getByText(words.kinds.emergency).waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: words.mark }).click()
    await page.getByRole('status').filter({ hasText: words.marked }).waitFor({ state: 'attached' })
    await page.getByRole('banner').getByRole('link', { name: all.shell.notices, exact: true }).waitFor()
    await told.getByRole('link', { name: `${words.review}: ${title}` }).click()
    await page.waitForURL(/#\/a\/\w{10}\/vi\/review$/u)

    await page.getByRole('button', { name: all.shell.account.split('{{')[0] ?? '' }).click()
    await page.getByRole('menuitem', { name: all.shell.preferences }).click()
    const emergency = page.getByRole('group', { name: words.kinds.emergency })
    await emergency.getByRole('button', { name: own.by_mail }).click()
    await page.getByRole('option', { name: own.mailings.none }).click()
    expect(troubles()).toEqual([])
  })

  it('chooses how to be told, finds it at another computer, and is not asked twice', async () => {
    const role = locale === 'vi' ? 'editor' : 'contributor'
    const first = await desk.enter(locale, role)
    const open = async ({ page, words: all }: Visit) => {
      await page.getByRole('button', { name: all.shell.account.split('{{')[0] ?? '' }).click()
      await page.getByRole('menuitem', { name: all.shell.preferences }).click()
      await page.getByRole('heading', { level: 1, name: all.shell.preferences }).waitFor()
      return page.getByRole('group', { name: words.kinds.returned })
    }
    const returned = await open(first)
    expect(await findings(first.page)).toEqual([])
    await returned.getByText(own.in_desk).click()
    await returned.getByRole('button', { name: own.by_mail }).click()
    await first.page.getByRole('option', { name: own.mailings.digest }).click()
    await first.page.getByRole('button', { name: own.save }).click()
    await first.page.getByRole('alert').filter({ hasText: own.saved }).waitFor()
    expect(await first.page.getByRole('button', { name: own.save }).isDisabled()).toBe(true)
    expect(await findings(first.page)).toEqual([])

    const second = await desk.enter(locale, role)
    const there = await open(second)
    await there.getByRole('button', { name: own.by_mail }).filter({ hasText: own.mailings.digest }).waitFor()
    expect(await there.getByRole('checkbox', { name: own.in_desk }).isChecked()).toBe(false)
    expect([first.troubles(), second.troubles()]).toEqual([[], []])
  })
})
