import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo, type Visit } from '../support/desk/desk.ts'
import { upload } from '../support/media/media.ts'
import { green, painted, red } from '../support/media/pictures.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

/** A machine may be busy; what is waited for comes at once on one that is not. */
const patient = { timeout: 30_000 }

/** A text of an editor that was handed over. */
async function submitted(title: string) {
  const id = newId()
  const made = await as(desk.cloud, 'editor').create(
    id,
    anArticle({ translations: { vi: aText({ title }) } }),
  )
  const { etag } = await as(desk.cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  return { id, etag }
}

const statusOf = async (id: string) => {
  const { body } = await as(desk.cloud, 'admin').get(`/articles/${id}`)
  return body.article.translations.vi.status
}

async function choose(page: Page, label: string, option: number) {
  await page
    .getByRole('button', { name: new RegExp(label) })
    .first()
    .click()
  await page.getByRole('option').nth(option).click()
}

/** Writes a whole new text, as somebody who has only ever used Word would. */
async function write({ page, words }: Visit, title: string) {
  await page.getByRole('link', { name: words.shell.new }).first().click()
  await page.getByRole('textbox', { name: words.article.title, exact: true }).fill(title)
  await page
    .getByRole('textbox', { name: words.article.summary, exact: true })
    .fill('Sáng 15/7, hội nghị diễn ra.')
  await choose(page, words.article.section, 0)
  await page.getByRole('textbox', { name: words.article.body, exact: true }).click()
  await page.keyboard.type('Hội nghị đánh giá kết quả sáu tháng.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Đoạn thứ hai.')
}

async function save({ page, words }: Visit) {
  await page.getByRole('button', { name: words.article.save_draft }).click()
  await page.waitForURL(/#\/a\/[0-9a-z]{10}\/\w+$/u)
}

describe.each(locales)('an article at the desk, in %s', (locale) => {
  it('is written by a contributor, handed over, approved and published by another, and readers have it', async () => {
    const title = `Hội nghị sơ kết công tác ${locale}`
    const contributor = await desk.enter(locale, 'contributor')
    const { page, words } = contributor
    await write(contributor, title)
    await save(contributor)
    await page.getByRole('button', { name: words.acts.names.submit, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.acts.names.submit }).click()
    await page.getByText(words.status.in_review).first().waitFor()
    // What was handed over is written no more.
    await expect
      .poll(() => page.getByRole('textbox', { name: words.article.title, exact: true }).isEditable(), patient)
      .toBe(false)
    expect(contributor.troubles()).toEqual([])

    const approver = await desk.enter(locale, 'approver')
    await approver.page.getByText(title).first().waitFor()
    await goTo(approver.page, `${new URL(page.url()).hash.slice(1)}/review`)
    await approver.page.frameLocator('iframe').getByText('Đoạn thứ hai.').waitFor()
    await approver.page.getByRole('button', { name: words.review.approve_and_publish }).click()
    await approver.page
      .getByRole('dialog')
      .getByRole('button', { name: words.review.approve_and_publish })
      .click()
    const since = words.live.since.replace('{{at}}.', '')
    await approver.page.getByText(since).first().waitFor({ timeout: 120_000 })
    const address = await approver.page.getByRole('link', { name: words.live.open }).getAttribute('href')
    const read = await fetch(address ?? '')
    expect(await read.text()).toContain(title)
    expect(approver.troubles()).toEqual([])
  })

  it('is written and handed over on a telephone, with nothing that is said in the way of the next act', async () => {
    const contributor = await desk.enter(locale, 'contributor', { viewport: phone })
    const { page, words } = contributor
    await write(contributor, `Tin từ điện thoại ${locale}`)
    await save(contributor)
    await page.getByText(words.article.saved.replace('{{number}}', '1')).first().waitFor()
    // It stands above the places of the desk, not on them.
    const next = page.getByRole('button', { name: words.acts.names.submit, exact: true })
    const places = page.getByRole('navigation', { name: words.shell.places })
    const [act, below] = [await next.boundingBox(), await places.boundingBox()]
    expect((act?.y ?? 0) + (act?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1)
    await next.click()
    await page.getByRole('dialog').getByRole('button', { name: words.acts.names.submit }).click()
    await page.getByText(words.status.in_review).first().waitFor()
  })

  it('is approved only as it is on the screen', async () => {
    const { id, etag } = await submitted('Bài sẽ đổi khi đang xem')
    const { page, words } = await desk.enter(locale, 'approver')
    // Nothing tells of it before the button is pressed: it is the act itself that is refused.
    await page.route('**/presence/*', () => undefined)
    await goTo(page, `/a/${id}/vi/review`)
    await page.getByRole('button', { name: words.review.approve, exact: true }).waitFor()
    const changed = anArticle({
      translations: { vi: aText({ title: 'Bài đã đổi', body: '<p>Chữ mới.</p>' }) },
    })
    const replaced = await as(desk.cloud, 'editor').replace(id, etag, changed)
    await as(desk.cloud, 'editor').act(id, 'vi', 'submit', replaced.etag)
    await page.getByRole('button', { name: words.review.approve, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.review.approve, exact: true }).click()
    await page.getByText(words.review.changed).waitFor()
    expect(await statusOf(id)).toBe('in_review')
    if (await page.getByRole('dialog').count()) await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.review.show_changes }).click()
    await page.frameLocator('iframe').getByText('Chữ mới.').waitFor()
    await page.getByRole('button', { name: words.review.approve, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.review.approve, exact: true }).click()
    await expect.poll(() => statusOf(id), patient).toBe('approved')
  })

  it('is shown word by word beside what readers have, and as the page that they would get', async () => {
    const { id, etag } = await submitted('Bài đang đăng')
    const approved = await as(desk.cloud, 'admin').act(id, 'vi', 'approve', etag)
    const live = await as(desk.cloud, 'admin').act(id, 'vi', 'publish', approved.etag)
    const picture = await upload(
      desk.cloud,
      `cot-moc-${locale}.jpg`,
      await painted(1_600, 400, () => (locale === 'vi' ? red : green))
        .jpeg()
        .toBuffer(),
    )
    const cells = '<td>Xã biên giới</td>'.repeat(12)
    const corrected = aText({
      title: 'Bài đang đăng',
      body: `<p>Chữ sửa.</p><figure><img src="media:${picture.id}" alt="Cột mốc"></figure><table><tbody><tr>${cells}</tr></tbody></table>`,
    })
    const replaced = await as(desk.cloud, 'editor').replace(
      id,
      live.etag,
      anArticle({ translations: { vi: corrected } }),
    )
    await as(desk.cloud, 'editor').act(id, 'vi', 'submit', replaced.etag)
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    await goTo(page, `/a/${id}/vi/review`)
    await page.locator('ins', { hasText: 'Chữ' }).first().waitFor()
    await page.getByRole('heading', { name: words.review.page }).waitFor()
    await page.frameLocator('iframe').getByText('Chữ sửa.').waitFor()
    await page.setViewportSize(phone)
    await page.locator('.reading img[src]').waitFor()
    await expect
      .poll(
        () => page.locator('.reading img').evaluate((each: HTMLImageElement) => each.naturalWidth),
        patient,
      )
      .toBeGreaterThan(phone.width)
    expect(await sidewaysScroll(page)).toBe(0)
    expect(troubles()).toEqual([])
  })

  it('is not approved by whoever changed it last, and says so', async () => {
    const approver = await desk.enter(locale, 'approver')
    const { page, words } = approver
    await write(approver, `Bài của người duyệt ${locale}`)
    await save(approver)
    await page.getByRole('button', { name: words.acts.names.submit, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.acts.names.submit }).click()
    await page.getByText(words.status.in_review).first().waitFor()
    await goTo(page, `${new URL(page.url()).hash.slice(1)}/review`)
    await page.getByText(words.acts.why.last_author).waitFor()
    expect(await page.getByRole('button', { name: words.review.approve, exact: true }).count()).toBe(0)
  })

  it('goes back to its authors with a note, which cannot be left out', async () => {
    const { id } = await submitted('Bài cần sửa')
    const { page, words } = await desk.enter(locale, 'approver')
    await goTo(page, `/a/${id}/vi/review`)
    await page.getByRole('button', { name: words.acts.names.return }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: words.acts.names.return }).click()
    await dialog.getByText(words.acts.words_missing).waitFor()
    await dialog.getByRole('textbox').fill('Thiếu số liệu quý 3')
    await dialog.getByRole('button', { name: words.acts.names.return }).click()
    await expect.poll(() => statusOf(id), patient).toBe('draft')
  })

  it('is previewed before it is saved, as the very page that readers would get', async () => {
    const { id, etag } = await submitted('Bài xem trước')
    const approved = await as(desk.cloud, 'admin').act(id, 'vi', 'approve', etag)
    const published = await as(desk.cloud, 'admin').act(id, 'vi', 'publish', approved.etag)
    expect(published.status).toBe(200)
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, `/a/${id}/vi`)
    const title = page.getByRole('textbox', { name: words.article.title, exact: true })
    await title.waitFor()
    const show = page.getByRole('button', { name: words.preview.open, exact: true }).first()
    await show.click()
    const inner = page.frameLocator('iframe').locator('article.article')
    await inner.waitFor()
    const shown = await inner.evaluate((each) => each.querySelector('.body')?.innerHTML)
    const { body } = await as(desk.cloud, 'editor').get(`/articles/${id}`)
    const { vi } = body.addresses
    const live = /<div[^>]*class="[^"]*\bbody\b[^"]*"[^>]*>([\s\S]*?)<\/div>/u.exec(
      await (await fetch(vi)).text(),
    )?.[1]
    expect(shown).toBe(live)
    await page.keyboard.press('Escape')
    await title.fill('Tiêu đề chưa lưu')
    await show.click()
    await page.frameLocator('iframe').getByRole('heading', { name: 'Tiêu đề chưa lưu' }).waitFor()
    expect(troubles()).toEqual([])
  })

  it('is translated beside its source, and says when the source has changed', async () => {
    const id = newId()
    const bodyOf = (first: string, last: string) => `<p>${first}</p><p>Vẫn thế.</p><p>Thu ${last} hồ sơ.</p>`
    const vi = aText({ title: 'Bài gốc', body: bodyOf('Cũ.', '1.250') })
    await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi } }))
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, `/a/${id}/en`)
    await page
      .getByRole('button', { name: words.source.copy.replace('{{language}}', words.languages.vi) })
      .click()
    await page.getByRole('textbox', { name: words.article.title, exact: true }).fill('The source in English')
    await page.getByRole('button', { name: words.article.save, exact: true }).click()
    const basedOn = async () =>
      (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article.translations.en?.basedOn
    await expect.poll(basedOn, patient).toEqual({ locale: 'vi', revision: 1 })
    const { parts } = (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body
    const written = await as(desk.cloud, 'editor').send('PUT', `/articles/${id}/translations/vi`, {
      body: aText({ title: 'Bài gốc', body: bodyOf('Mới.', '1.380') }),
      headers: { 'if-match': parts.vi },
    })
    expect(written.status).toBe(200)
    await page.reload()
    await page.getByText(words.status.stale).first().waitFor()
    await page
      .getByRole('tab', { name: words.source.tab.replace('{{language}}', words.languages.vi) })
      .click()
    await page.locator('.source ins').getByText('Mới').waitFor()
    // From one change to the next by keys, while the caret stays; and what the translation lacks is named.
    await page.getByRole('textbox', { name: words.article.title, exact: true }).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.locator('.source .looked-at', { hasText: 'Mới' }).waitFor()
    await page.keyboard.press('Alt+ArrowDown')
    await page.locator('.source .looked-at', { hasText: '1.380' }).waitFor()
    await page.getByRole('button', { name: words.source.previous }).click()
    await page.locator('.source .looked-at', { hasText: 'Mới' }).waitFor()
    await page.locator('.panel .check').getByText('1.380').waitFor()
    await page.getByRole('button', { name: words.source.updated }).click()
    await page.getByRole('button', { name: words.article.save, exact: true }).click()
    await expect.poll(basedOn, patient).toEqual({ locale: 'vi', revision: 3 })
    expect(troubles()).toEqual([])
  })

  it('says on every screen that the session has ended, and goes on after signing in again', async () => {
    const { id } = await submitted('Bài của phiên đã hết')
    const { page, words } = await desk.enter(locale, 'approver')
    const turnedAway = `${desk.cloud.addresses.admin}/**`
    await page.route(turnedAway, (route) =>
      route.request().method() === 'OPTIONS'
        ? route.continue()
        : route.fulfill({
            status: 403,
            headers: { 'access-control-allow-origin': desk.cloud.addresses.edge },
            json: { message: 'Forbidden' },
          }),
    )
    await goTo(page, `/a/${id}/vi/history`)
    const again = page.getByRole('button', { name: words.signIn.again })
    await again.waitFor()
    await page.unroute(turnedAway)
    const second = page.context().waitForEvent('page')
    await again.click()
    const popup = await second
    await popup.waitForLoadState().catch(() => undefined)
    const choice = popup.getByRole('button', { name: words.roles.approver })
    if (!popup.isClosed() && (await choice.count())) await choice.click()
    await again.waitFor({ state: 'detached' })
    await page.getByText(words.history.actions.submit, { exact: true }).waitFor()
  })

  it('is saved, previewed and sent on its way by keys, none of which is a letter alone', async () => {
    const editor = await desk.enter(locale, 'editor')
    const { page, words } = editor
    await write(editor, `Bài viết bằng phím ${locale}`)
    await page.keyboard.press('Control+s')
    await page.waitForURL(/#\/a\/[0-9a-z]{10}\/\w+$/u)
    await page.getByRole('button', { name: words.acts.names.submit, exact: true }).waitFor()
    await page.keyboard.press('Alt+p')
    const sheet = page.frameLocator('iframe')
    await sheet.getByRole('heading', { level: 1 }).waitFor()
    const paper = () => sheet.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
    const menu = sheet.getByRole('navigation').first()
    const light = await paper()
    await page.getByRole('dialog').getByText(words.preview.dark, { exact: true }).click()
    await expect.poll(paper).not.toBe(light)
    await menu.waitFor()
    await page.getByRole('dialog').getByText(words.preview.print, { exact: true }).click()
    await menu.waitFor({ state: 'hidden' })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').getByRole('heading', { name: words.acts.titles.submit }).waitFor()
  })

  it('has nothing that axe finds: form, review, history, dialogs, on phone and desktop', async () => {
    const { id } = await submitted('Bài để kiểm tra')
    const { page, words, troubles } = await desk.enter(locale, 'approver')
    const look = async (what: string) => {
      for (const viewport of [phone, desktop])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          expect.soft(await findings(page), `${what}, ${viewport.width} px, ${colorScheme}`).toEqual([])
          expect.soft(await sidewaysScroll(page), `${what}, ${viewport.width} px`).toBe(0)
        }
    }
    await goTo(page, `/a/${id}/vi`)
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
    await look('form')
    await page.getByRole('button', { name: words.acts.others, exact: true }).click()
    await page.getByRole('menu').waitFor()
    await look('menu')
    await page.keyboard.press('Escape')
    await goTo(page, `/a/${id}/vi/review`)
    await page.getByRole('button', { name: words.review.approve, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('dialog')
    await page.keyboard.press('Escape')
    await look('review')
    await goTo(page, `/a/${id}/vi/history`)
    await page.getByRole('button', { name: words.history.changes }).first().waitFor()
    await look('history')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: words.history.export, exact: true }).click()
    const file = await saved
    expect(file.suggestedFilename()).toBe(`article-${id}.json`)
    const { head, revisions } = JSON.parse(await readFile(await file.path(), 'utf8'))
    expect(revisions.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: head.number }, (_, index) => index + 1),
    )
    expect(troubles()).toEqual([])
  })
})

it('a text is shared by a link that opens without an account, until it is revoked, which is asked about first', async () => {
  const title = 'Bài gửi xem trước'
  const { id } = await submitted(title)
  const { page, words, troubles } = await desk.enter('vi', 'approver')
  await goTo(page, `/a/${id}/vi`)
  await page.getByRole('button', { name: words.acts.others }).click()
  await page.getByRole('menuitem', { name: words.acts.names.share }).click()
  const dialog = page.getByRole('dialog', { name: words.share.title })
  await dialog.getByRole('textbox', { name: words.share.label }).fill('Phòng Lãnh sự')
  await dialog.getByRole('button', { name: words.share.make }).click()
  const address = await dialog.getByRole('textbox', { name: words.share.address }).inputValue()
  const guest = await desk.browser.newPage({ locale: 'vi' })
  onTestFinished(() => guest.close())
  await guest.goto(address)
  await guest.getByRole('heading', { name: title }).waitFor()

  const revoke = dialog.getByRole('button', {
    name: words.share.revoke_of.replace('{{label}}', 'Phòng Lãnh sự'),
  })
  await revoke.click()
  await dialog.getByText(words.share.revoke_sure).waitFor()
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await revoke.click()
  await dialog.getByRole('button', { name: words.share.revoke, exact: true }).click()
  await dialog.getByText(words.share.none).waitFor()
  expect((await guest.goto(address))?.status()).toBeGreaterThanOrEqual(400)
  expect(troubles()).toEqual([])
})

it('an emergency is public at once with its reason, and somebody else looks at it afterwards', async () => {
  const id = newId()
  const translations = { vi: aText({ title: 'Khẩn: cửa khẩu tạm đóng' }) }
  await as(desk.cloud, 'editor').create(id, anArticle({ translations }))
  const { page, words } = await desk.enter('vi', 'approver', { viewport: phone })
  await goTo(page, `/a/${id}/vi`)
  await page.getByRole('button', { name: words.acts.others }).click()
  await page.getByRole('menuitem', { name: words.acts.names.publish_now }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.acts.names.publish_now }).click()
  await dialog.getByText(words.acts.words_missing).waitFor()
  await dialog.getByRole('textbox').fill('Mưa lũ, cửa khẩu đóng từ 10 giờ')
  await dialog.getByRole('button', { name: words.acts.names.publish_now }).click()
  await expect.poll(() => statusOf(id), patient).toBe('published')
  const other = await desk.enter('vi', 'admin')
  await goTo(other.page, `/a/${id}/vi`)
  await other.page.getByRole('button', { name: words.acts.names.review, exact: true }).first().click()
  await other.page.getByRole('dialog').getByRole('button', { name: words.acts.names.review }).click()
  const reviewed = async () =>
    (await as(desk.cloud, 'admin').get(`/articles/${id}`)).body.article.translations.vi.emergency.review
  await expect.poll(reviewed, patient).toBeTruthy()
})

it.each(locales)(
  'an article is shown as readers had it at a moment, and changes by that in nothing (%s)',
  async (locale) => {
    const id = newId()
    const text = aText({ title: 'Bản mà bạn đọc đã thấy' })
    const { etag } = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
    await as(desk.cloud, 'approver').publish(id, 'vi', etag)
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, `/a/${id}/vi/history`)
    await page.getByRole('button', { name: words.history.shown }).click()
    const dialog = page.getByRole('dialog', { name: words.history.shown })
    const frame = dialog.frameLocator('iframe')
    await frame.getByRole('heading', { level: 1, name: 'Bản mà bạn đọc đã thấy' }).waitFor()
    expect(await dialog.getByRole('status').textContent()).toContain(`-${id}`)
    expect(await findings(page)).toEqual([])
    // The day before, or the year, as each language has its parts, there was nothing of it.
    await dialog.getByRole('spinbutton').nth(2).focus()
    await page.keyboard.press('ArrowDown')
    await dialog.getByText(words.history.shown_nothing).waitFor()
    expect(troubles()).toEqual([])
  },
)

it('an older state is named, and brought back by an act that is asked about', async () => {
  const { id, etag } = await submitted('Bản đầu')
  const article = anArticle({ translations: { vi: aText({ title: 'Bản sau' }) } })
  await as(desk.cloud, 'editor').replace(id, etag, article)
  const { page, words } = await desk.enter('vi', 'approver')
  await goTo(page, `/a/${id}/vi/history`)
  const more = page.getByRole('button', { name: words.history.more.replace('{{number}}', '2') })
  await more.click()
  await page.getByRole('menuitem', { name: words.history.name }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Bản đã gửi')
  await page.getByRole('dialog').getByRole('button', { name: words.history.name }).click()
  await page.getByText('Bản đã gửi', { exact: true }).waitFor()
  await more.click()
  await page.getByRole('menuitem', { name: words.history.restoreAll }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.history.restore }).click()
  const titleNow = async () =>
    (await as(desk.cloud, 'editor').get(`/articles/${id}`)).body.article.translations.vi.title
  await expect.poll(titleNow, patient).toBe('Bản đầu')

  const reader = await desk.enter('vi', 'contributor')
  await goTo(reader.page, `/a/${id}/vi/history`)
  await reader.page.getByRole('button', { name: words.history.changes }).first().waitFor()
  const offered = reader.page.getByRole('button', { name: words.history.more.replace('{{number}}', '2') })
  expect(await offered.count(), 'acts of whoever may not write it').toBe(0)
})
