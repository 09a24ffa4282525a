import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../functions/desk/api/rows.ts'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { deskWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

/** The storm stays as it is; what is to be approved is made by each test for itself. */
const storm = 'Cảnh báo bão số 9 tại khu vực biên giới'
const schedule = 'Lịch tiếp công dân tháng 12'
const festival = { vi: 'Tin về lễ hội', en: 'Festival news' }
const desk = aDesk(async () => {
  const { id, etag } = await write({ vi: aText({ title: storm }) })
  await as(desk.cloud, 'admin').act(id, 'vi', 'publish-now', etag, { reason: 'Bão đổ bộ trong đêm' })
  const planned = await submit({ vi: aText({ title: schedule }) })
  await as(desk.cloud, 'admin').act(planned.id, 'vi', 'approve', planned.etag)
  await writeStale()
})

async function write(translations: Record<string, object>, section = 'news') {
  const id = newId()
  const { status, etag } = await as(desk.cloud, 'editor').create(id, anArticle({ section, translations }))
  expect(status).toBe(201)
  return { id, etag }
}

async function submit(translations: Record<string, object>) {
  const { id, etag } = await write(translations)
  let tag = etag
  for (const locale of Object.keys(translations))
    tag = (await as(desk.cloud, 'editor').act(id, locale, 'submit', tag)).etag
  return { id, etag: tag }
}

/** An English text that was translated from what the Vietnamese one said before. */
async function writeStale() {
  const { id, etag } = await write({ vi: aText({ title: festival.vi }) })
  const en = aText({ title: festival.en, basedOn: { locale: 'vi', revision: 1 } })
  const translated = anArticle({ translations: { vi: aText({ title: festival.vi }), en } })
  const next = await as(desk.cloud, 'editor').replace(id, etag, translated)
  const changed = aText({ title: festival.vi, body: '<p>Ngày đã đổi.</p>' })
  await as(desk.cloud, 'editor').replace(id, next.etag, anArticle({ translations: { vi: changed, en } }))
}

const addressOf = (page: Page) => decodeURIComponent(new URL(page.url()).hash)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** Presses Tab until what has the focus says this, or is called so. */
async function tabTo(page: Page, name: string) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    )
    if (said.includes(name)) return
  }
  throw new Error(`Tab never came to "${name}"`)
}

const rowOf = (page: Page, title: string) => page.getByRole('row', { name: title })

describe.each(locales)('Today, in %s', (locale) => {
  it('tells an approver what waits, most pressing first, and leads to where each is done', async () => {
    const { id } = await submit({ vi: aText({ title: `Chờ duyệt ${locale}` }) })
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    const { why, act } = words.today
    const headings = page.getByRole('main').getByRole('heading', { level: 2 })
    await headings.first().waitFor()
    const told = (await headings.allTextContents()).map((each) => each.replace(/\s*\d+\+?$/u, ''))
    expect(told.slice(0, 3)).toEqual([why.unreviewed, why.in_review, why.approved])
    expect(await page.getByText('Bão đổ bộ trong đêm').isVisible()).toBe(true)
    expect(await page.getByText(storm).first().getAttribute('lang')).toBe('vi')
    expect(await page.title()).toBe(`${words.today.heading} · ${words.title}`)

    await tabTo(page, `${act.in_review}: Chờ duyệt ${locale}`)
    await page.keyboard.press('Enter')
    await expect.poll(() => addressOf(page)).toBe(`#/a/${id}/vi/review`)
    expect(troubles()).toEqual([])
  })

  it('is read again when somebody comes back to the window', async () => {
    const { page, troubles } = await desk.enter(locale, 'approver')
    await page.getByText(storm).first().waitFor()
    const title = `Vừa gửi ${locale}`
    await submit({ vi: aText({ title }) })
    expect(await page.getByText(title).count()).toBe(0)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await page.getByText(title).waitFor()
    expect(troubles()).toEqual([])
  })

  it('leads to the translations out of date, in their language', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await page.getByRole('link', { name: `${words.languages.en}: 1` }).click()
    await page.getByText(festival[locale]).first().waitFor()
    expect(addressOf(page)).toBe('#/translations?state=stale&locale=en')
    expect(troubles()).toEqual([])
  })

  it('shows what somebody typed and has not saved, and leads back to it', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'contributor')
    expect(await page.getByText(words.today.empty).isVisible()).toBe(true)
    const title = 'Ghi chép bên lề'
    const id = newId()
    const copy = { base: null, device: 'office', content: { title } }
    await page.route(`${desk.cloud.addresses.admin}/working-copies`, (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': desk.cloud.addresses.edge },
        json: {
          copies: [{ ...copy, article: id, part: 'vi', title, at: new Date().toISOString(), etag: '"1"' }],
        },
      }),
    )
    await page.reload()
    const link = page.getByRole('link', { name: `${words.today.go_on}: ${title}` })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(`#/a/${id}/vi`)
    expect(troubles()).toEqual([])
  })
})

describe.each(locales)('the articles, in %s', (locale) => {
  it('are narrowed down by what stands in the address, which back and reload keep', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    await page.getByRole('link', { name: words.shell.articles, exact: true }).click()
    await rowOf(page, storm).waitFor()
    const lists = page.getByRole('navigation', { name: words.articles.lists })
    const approved = lists.getByRole('link', { name: words.articles.states.approved })
    await approved.click()
    await rowOf(page, storm).waitFor({ state: 'detached' })
    await rowOf(page, schedule).waitFor()
    expect(addressOf(page)).toBe('#/articles?state=approved')
    expect(await approved.getAttribute('aria-current')).toBe('page')
    await page.getByRole('button', { name: words.articles.language }).click()
    await page.getByRole('option', { name: words.languages.en }).click()
    await page.getByText(words.articles.none_found).waitFor()
    expect(addressOf(page)).toBe('#/articles?state=approved&locale=en')
    await page.reload()
    await page.getByText(words.articles.none_found).waitFor()
    await page.getByRole('button', { name: words.articles.clear }).click()
    await rowOf(page, schedule).waitFor()
    await page.goBack()
    await page.getByText(words.articles.none_found).waitFor()
    expect(troubles()).toEqual([])
  })

  it('are found by words of their titles, with accents or without, as they are typed', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'contributor')
    await goTo(page, '#/articles')
    const search = page.getByRole('searchbox', { name: words.articles.search })
    await rowOf(page, schedule).waitFor()
    await search.fill('canh bao bao')
    await rowOf(page, schedule).waitFor({ state: 'detached' })
    await rowOf(page, storm).waitFor()
    await search.fill('tiếp công dân')
    await rowOf(page, schedule).waitFor()
    expect(addressOf(page)).toBe('#/articles?text=tiếp+công+dân')
    expect(await page.getByRole('row').count()).toBe(1)
    await search.fill('')
    await rowOf(page, storm).waitFor()
    expect(troubles()).toEqual([])
  })

  it('are walked through, chosen and approved by the keyboard, with a result for each', async () => {
    const [good, late] = [`Bài thứ nhất ${locale}`, `Bài thứ hai ${locale}`]
    await submit({ vi: aText({ title: good }) })
    const other = await submit({ vi: aText({ title: late }) })
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    const { bulk } = words.articles
    await goTo(page, `#/articles?state=in_review&text=bai+thu+${locale}`)
    await rowOf(page, good).waitFor()
    await rowOf(page, late).waitFor()
    await tabTo(page, late)
    const isFirst = (await focused(page)).includes(late)
    expect(isFirst).toBe(true)
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toContain(good)
    await page.keyboard.press('Control+a')
    const approve = page.getByRole('button', { name: bulk.approve_other.replace('{{count, number}}', '2') })
    await approve.waitFor()
    // Somebody takes one of them back meanwhile.
    await as(desk.cloud, 'editor').act(other.id, 'vi', 'recall', other.etag)
    await approve.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: bulk.title.approve })
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2)
    await tabTo(page, bulk.do.approve)
    await page.keyboard.press('Enter')
    const refused = dialog.getByRole('listitem')
    await dialog.getByText(bulk.refused_other.replace('{{count, number}}', '1')).waitFor()
    expect(await refused.count()).toBe(1)
    expect(await refused.getByRole('link', { name: late }).getAttribute('href')).toBe(`#/a/${other.id}/vi`)
    await expect.poll(() => dialog.evaluate((each) => each.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(words.articles.none_found).waitFor()
    // The button from which it began is gone: whoever pressed it goes on from the top of the screen.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
    expect(troubles()).toEqual([])
  })

  it('are put away with a reason, and taken back as drafts', async () => {
    const title = `Bài viết thừa ${locale}`
    await write({ vi: aText({ title }) })
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    const { bulk } = words.articles
    const one = (text: string) => text.replace('{{count, number}}', '1')
    await goTo(page, `#/articles?text=bai+viet+thua+${locale}`)
    await rowOf(page, title).getByRole('checkbox').press(' ')
    await page.getByRole('button', { name: words.acts.others, exact: true }).click()
    await page.getByRole('menuitem', { name: one(bulk.discard_other) }).click()
    await page.getByRole('textbox', { name: bulk.reason }).fill('Trùng với bài khác')
    await page.getByRole('dialog').getByRole('button', { name: bulk.do.discard, exact: true }).click()
    await page.getByText(one(bulk.done_other)).waitFor()
    await page.keyboard.press('Escape')
    await rowOf(page, title).waitFor({ state: 'detached' })
    await goTo(page, `#/articles?state=discarded&text=bai+viet+thua+${locale}`)
    await rowOf(page, title).getByRole('checkbox').press(' ')
    await page.getByRole('button', { name: one(bulk.undiscard_other) }).click()
    await page.getByRole('dialog').getByRole('button', { name: bulk.do.undiscard, exact: true }).click()
    await page.getByText(one(bulk.done_other)).waitFor()
    await page.keyboard.press('Escape')
    await goTo(page, `#/articles?text=bai+viet+thua+${locale}`)
    await rowOf(page, title).waitFor()
    expect(troubles()).toEqual([])
  })

  it('are planned, given back and taken from readers by keys, on a phone too, with what was refused by title', async () => {
    const [first, second] = [`Thông cáo một ${locale}`, `Thông cáo hai ${locale}`]
    const texts = async (title: string) => {
      const { id, etag } = await submit({ vi: aText({ title }) })
      return { id, etag: (await as(desk.cloud, 'admin').act(id, 'vi', 'approve', etag)).etag }
    }
    const [one, other] = [await texts(first), await texts(second)]
    const of = async (id: string) => (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body
    const tagOf = async (id: string) => (await as(desk.cloud, 'admin').get(`/articles/${id}`)).etag
    const statuses = async () =>
      (await Promise.all([one, other].map(({ id }) => of(id)))).map(
        ({ article }) => article.translations.vi.status,
      )
    const { page, words, troubles } = await desk.enter(locale, 'approver', { viewport: phone })
    const { bulk } = words.articles
    const two = (text: string) => text.replace('{{count, number}}', '2')
    const choose = async () => {
      await page.reload()
      await rowOf(page, first).waitFor()
      await rowOf(page, first).focus()
      await page.keyboard.press('Control+a')
    }
    const dialogOf = (title: string) => page.getByRole('dialog', { name: title })
    const finish = async (title: string, act: string) => {
      await dialogOf(title).getByRole('button', { name: act, exact: true }).press('Enter')
      await dialogOf(title).getByText(two(bulk.done_other)).waitFor()
      await page.keyboard.press('Escape')
    }
    const further = async (name: string) => {
      await page.getByRole('button', { name: words.acts.others, exact: true }).press('Enter')
      await page.getByRole('menuitem', { name: two(name) }).press('Enter')
    }

    await goTo(page, `/articles?text=thong+cao+${locale}`)
    await choose()
    await page.getByRole('button', { name: two(bulk.schedule_other) }).press('Enter')
    await dialogOf(bulk.title.schedule).locator('[data-type="year"]').focus()
    await page.keyboard.type('2098')
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    await finish(bulk.title.schedule, bulk.do.schedule)
    expect(await statuses()).toEqual(['scheduled', 'scheduled'])
    const { scheduled } = (await of(one.id)).article.translations.vi
    expect(scheduled.publishAt).toMatch(/^2098-/u)

    await choose()
    await further(bulk.return_other)
    const doIt = dialogOf(bulk.title.return).getByRole('button', { name: bulk.do.return, exact: true })
    expect(await doIt.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: words.acts.note_label }).fill('Bổ sung số liệu')
    await finish(bulk.title.return, bulk.do.return)
    expect(await statuses()).toEqual(['draft', 'draft'])
    expect((await of(other.id)).article.translations.vi.returned.note).toBe('Bổ sung số liệu')

    for (const { id } of [one, other])
      await as(desk.cloud, 'admin').act(id, 'vi', 'publish-now', await tagOf(id), { reason: 'Khẩn' })
    await choose()
    await further(bulk.withdraw_other)
    await dialogOf(bulk.title.withdraw).getByText(two(bulk.intro.withdraw_other)).waitFor()
    const reason = page.getByRole('textbox', {
      name: bulk.reason_for_readers.replace('{{language}}', words.languages.vi),
    })
    expect(await reason.getAttribute('lang')).toBe('vi')
    await reason.fill('Hết hiệu lực')
    expect(await findings(page)).toEqual([])
    // Somebody withdraws one of them meanwhile.
    await as(desk.cloud, 'admin').withdraw(other.id, 'vi', await tagOf(other.id))
    await dialogOf(bulk.title.withdraw)
      .getByRole('button', { name: bulk.do.withdraw, exact: true })
      .press('Enter')
    const refused = dialogOf(bulk.title.withdraw).getByRole('listitem')
    await refused.getByRole('link', { name: second }).waitFor()
    expect(await refused.count()).toBe(1)
    expect(await statuses()).toEqual(['withdrawn', 'withdrawn'])
    expect(troubles()).toEqual([])
  })

  it('are opened by Enter in the language that is asked for, and each language by its own way', async () => {
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, '#/articles?state=stale&locale=en')
    const row = rowOf(page, festival.en)
    await row.waitFor()
    await row.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => addressOf(page)).toMatch(/^#\/a\/\w{10}\/en$/u)
    await page.goBack()
    await row.waitFor()
    const way = row.getByRole('link', { name: new RegExp(words.languages.vi, 'u') })
    expect(await way.getAttribute('href')).toMatch(/\/vi$/u)
    expect(troubles()).toEqual([])
  })
})

const count = 3_000
const rowsFrom = (start: number, length: number): ArticleRow[] =>
  Array.from({ length }, (_, index) => ({
    id: String(start + index).padStart(10, '0'),
    number: 1,
    etag: `"1-${start + index}"`,
    section: 'news',
    tags: [],
    byline: [],
    updatedAt: '2026-11-27T02:00:00.000Z',
    updatedBy: 'Phòng Báo chí',
    translations: { vi: { title: `Bài số ${start + index}`, status: 'draft', live: false } },
  }))

it('three thousand articles are walked through by keys, and only those in sight are in the page', async () => {
  const { page, words, troubles } = await desk.enter('vi', 'approver')
  await page.route(`${desk.cloud.addresses.admin}/articles?*`, (route) => {
    const start = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const next = start + 100
    return route.fulfill({
      headers: { 'access-control-allow-origin': desk.cloud.addresses.edge },
      json: { articles: rowsFrom(start, 100), ...(next < count && { next: String(next) }) },
    })
  })
  await goTo(page, '#/articles')
  const more = page.getByRole('button', { name: words.articles.more })
  const told = page.getByText(
    words.articles.found_other.replace('{{count, number}}', new Intl.NumberFormat('vi').format(count)),
    { exact: true },
  )
  // By the key, and again where rows that find their heights have taken the focus from it.
  const ask = async () => {
    const areThere = (await told.count()) > 0
    if (!areThere && (await more.isVisible()))
      await more.press('Enter', { timeout: 2000 }).catch(() => undefined)
    return areThere
  }
  await expect.poll(ask, { timeout: 240_000, interval: 50 }).toBe(true)
  const rows = page.getByRole('row')
  expect(await rows.count()).toBeLessThan(100)
  await page.evaluate(() => scrollTo(0, 0))
  await rowOf(page, 'Bài số 0').focus()
  await page.keyboard.press('Control+a')
  await page.getByText(words.articles.bulk.selected_other.replace('{{count, number}}', '3.000')).waitFor()
  await page.keyboard.press('End')
  await expect.poll(() => focused(page)).toContain(`Bài số ${count - 1}`)
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowUp')
  expect(await focused(page)).toContain(`Bài số ${count - 21}`)
  expect(troubles()).toEqual([])
})

const screens = {
  today: async () => undefined,
  articles: async (page: Page) => {
    await goTo(page, '#/articles')
    await rowOf(page, storm).waitFor()
  },
  'the filters of articles': async (page: Page, locale: Locale) => {
    await goTo(page, '#/articles?state=published&from=2026-11-01')
    await page.getByRole('group', { name: deskWords[locale].articles.published_from }).waitFor()
  },
  'chosen articles': async (page: Page) => {
    await goTo(page, '#/articles?state=approved')
    await rowOf(page, schedule).getByRole('checkbox').press(' ')
  },
  'a question about many': async (page: Page, locale: Locale) => {
    await goTo(page, '#/articles?state=approved')
    await rowOf(page, schedule).getByRole('checkbox').press(' ')
    const { acts, articles } = deskWords[locale]
    await page.getByRole('button', { name: acts.others, exact: true }).click()
    await page
      .getByRole('menuitem', { name: articles.bulk.move_other.replace('{{count, number}}', '1') })
      .click()
    await page.getByRole('dialog').waitFor()
  },
} satisfies Record<string, (page: Page, locale: Locale) => Promise<unknown>>

describe.each(locales)('in %s', (locale) => {
  it.each(Object.keys(screens) as (keyof typeof screens)[])('axe finds nothing in %s', async (name) => {
    const { page, troubles } = await desk.enter(locale, 'approver')
    await page.getByText(storm).first().waitFor()
    await screens[name](page, locale)
    // High enough that the places at the foot of a phone cover nothing that axe would then find too small.
    const narrow = { width: 320, height: 4000 }
    for (const viewport of [{ ...phone, height: 4000 }, narrow, desktop])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        // A list is drawn again for another width of the window.
        const message = `${viewport.width} px, ${colorScheme}`
        await expect.poll(() => sidewaysScroll(page), { message }).toBe(0)
        await expect.poll(() => findings(page), { message }).toEqual([])
      }
    expect(troubles()).toEqual([])
  })
})
