import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

async function draft(body: string) {
  const id = newId()
  const text = aText({ title: 'Bài để kiểm tra', body })
  const made = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
  expect(made.status).toBe(201)
  return id
}

const checks = (page: Page) => page.locator('.checks .check')

describe.each(locales)('the checks of a text at the desk, in %s', (locale) => {
  it('look at the structure of the page that readers would get, when asked, and lead to what they found', async () => {
    const table =
      '<table><thead><tr><th>Cửa khẩu</th><th></th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'
    const id = await draft(`<p>Đoạn một.</p>${table}<p>Đoạn ba.</p>`)
    const { page, words, troubles } = await desk.enter(locale, 'editor')
    const loaded: string[] = []
    page.on('response', async (response) => {
      if (/part-\w+\.js$/u.test(response.url())) loaded.push(await response.text().catch(() => ''))
    })
    const hasAxe = () => loaded.some((script) => script.includes('empty-table-header'))
    await goTo(page, `/a/${id}/vi`)
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
    await page.getByRole('tab', { name: words.checks.title }).click()
    expect(hasAxe()).toBe(false)
    await page.getByRole('button', { name: words.checks.page.check }).click()
    const found = checks(page).filter({ hasText: words.checks.rules.table_head_empty })
    await found.waitFor()
    expect(hasAxe()).toBe(true)
    // Nothing of what was looked at stays in the page of the desk.
    expect(await page.locator('.checked-page').count()).toBe(0)
    const own = (await findings(page)).filter((each) => !each.startsWith('empty-table-header'))
    expect(own).toEqual([])
    await found.getByRole('button', { name: words.checks.show }).click()
    await expect
      .poll(() => page.evaluate(() => Boolean(getSelection()?.anchorNode?.parentElement?.closest('table'))))
      .toBe(true)
    // Only another text makes it out of date, not that this one is kept or saved.
    expect(await page.getByText(words.checks.page.outdated).count()).toBe(0)
    await page.getByRole('textbox', { name: words.article.title, exact: true }).fill('Tên khác')
    await page.getByText(words.checks.page.outdated).waitFor()
    expect(troubles()).toEqual([])
  })
})

describe('the checks of a text at the desk', () => {
  it('wait for a pause, so that no letter waits until the whole text is read', async () => {
    const id = await draft('<p>Đoạn một.</p><p>Đoạn hai.</p>')
    const { page, words } = await desk.enter('vi', 'editor')
    await goTo(page, `/a/${id}/vi`)
    const body = page.getByRole('textbox', { name: words.article.body, exact: true })
    await body.click()
    await page.keyboard.press('Control+End')
    await page.getByRole('tab', { name: words.checks.title }).waitFor()
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 60_000)
    const timesRead = await page.evaluateHandle(() => {
      const read = { times: 0 }
      const inner = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')
      Object.defineProperty(HTMLTemplateElement.prototype, 'innerHTML', {
        set(html) {
          // The paragraph that is typed into is written anew at every letter, and no other.
          if (String(html).includes('Đoạn một.')) read.times += 1
          inner?.set?.call(this, html)
        },
      })
      return read
    })
    const times = () => timesRead.evaluate((read) => read.times)
    await page.keyboard.type(' Ba  chữ.')
    await body.getByText('Ba').waitFor()
    expect(await times()).toBe(0)
    await page.clock.runFor(1_000)
    await expect.poll(times).toBeGreaterThan(0)
  })

  it('find links to pages that are not at this site, and to texts that readers do not have yet', async () => {
    const there = await draft('<p>Nháp.</p>')
    const links = [
      `<a href="/vi/news/nhap-${there}">bản nháp</a>`,
      '<a href="/vi/news/khong-co-0123456789">bài đã mất</a>',
      '<a href="/vi/khong-co-muc-nay">mục đã mất</a>',
      '<a href="/vi">trang nhất</a>',
    ]
    const id = await draft(links.map((link) => `<p>Xem ${link}.</p>`).join(''))
    const { page, words } = await desk.enter('vi', 'approver')
    const say = (rule: string, what: string) => rule.replace('{{words}}', what)
    const { link_missing: missing, link_not_public: hidden } = words.checks.rules
    await goTo(page, `/a/${id}/vi/review`)
    for (const said of [say(hidden, 'bản nháp'), say(missing, 'bài đã mất'), say(missing, 'mục đã mất')])
      await checks(page).filter({ hasText: said }).waitFor()
    expect(await checks(page).filter({ hasText: 'trang nhất' }).count()).toBe(0)
  })

  it('name the empty places of pictures that were pasted, and lead to them', async () => {
    const id = await draft('<p>Đoạn một.</p><p>Đoạn hai.</p>')
    const { page, words } = await desk.enter('vi', 'editor')
    await goTo(page, `/a/${id}/vi`)
    const body = page.getByRole('textbox', { name: words.article.body, exact: true })
    await body.click()
    await body.evaluate((field) => {
      const data = new DataTransfer()
      data.setData('text/html', '<p>Từ Word</p><p><img src="file:///C:/a/image001.png"></p>')
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await page.getByRole('tab', { name: words.checks.title }).click()
    const found = checks(page).filter({ hasText: words.checks.rules.picture_missing })
    await found.getByRole('button', { name: words.checks.show }).click()
    await expect.poll(() => body.evaluate((field) => field.contains(document.activeElement))).toBe(true)
  })
})
