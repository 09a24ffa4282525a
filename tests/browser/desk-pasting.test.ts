import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { theBrowser } from '../support/browser/browser.ts'
import type * as PastingPage from '../support/desk/pasting-page.tsx'
import { openDeskPage } from '../support/desk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
})

declare global {
  interface Window {
    axe: typeof axe
    pasting: typeof PastingPage
  }
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/paste/${name}`, import.meta.url), 'utf8')
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A text with one paragraph, the caret at its end. */
async function open(locale = 'vi') {
  const { page, troubles } = await openDeskPage(browser, 'tests/support/desk/pasting-page.tsx')
  await page.evaluate((chosen) => {
    localStorage.setItem('bantin:desk-locale', chosen)
    Object.assign(window, { pasting: (window as unknown as { desk: unknown }).desk })
    window.pasting.mount('<p>Trước.</p>')
  }, locale)
  await page.getByRole('textbox', { name: /./u }).first().waitFor()
  await page.locator('[role="textbox"][aria-multiline]').click()
  await page.keyboard.press('Control+End')
  // The page is told of a selection with its next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return {
    page,
    troubles,
    paste: (given: Parameters<typeof PastingPage.paste>[0]) =>
      page.evaluate((data) => window.pasting.paste(data), given),
    drop: (given: Parameters<typeof PastingPage.drop>[0]) =>
      page.evaluate((data) => window.pasting.drop(data), given),
    read: () => page.evaluate(() => window.pasting.read()),
    asks: () => page.evaluate(() => window.pasting.asks()),
  }
}

describe('somebody who pastes into a text', () => {
  it('is told what came of it, in the language of the desk', async () => {
    const { page, troubles, paste } = await open('vi')
    await paste({ html: fixture('word.html'), text: 'Lịch tiếp công dân quý I' })
    const said = page.getByRole('status').filter({ hasText: 'Đã dán' })
    await expect
      .poll(() => said.textContent())
      .toBe(
        'Đã dán từ Word: 1 bảng, 2 danh sách · đã bỏ chữ bị xóa khi theo dõi thay đổi · đã bỏ ghi chú · đã bỏ phần bị ẩn · đã bỏ mục lục',
      )
    expect(troubles).toEqual([])
    const english = await open('en')
    await english.paste({ html: fixture('sharepoint.html') })
    const told = english.page.getByRole('status').filter({ hasText: 'Pasted' })
    await expect
      .poll(() => told.textContent())
      .toBe('Pasted from a SharePoint portal: 1 table, 1 list · 1 link removed · hidden parts left out')
  })

  it('takes it back with one press, and nothing else', async () => {
    const { page, paste, read } = await open()
    await page.keyboard.type(' Đã viết.')
    await paste({ html: fixture('excel.html') })
    await expect.poll(read).toContain('<table>')
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).last().click()
    await expect.poll(read).toBe('<p>Trước. Đã viết.</p>')
    expect(await page.getByText('Đã dán từ').count()).toBe(0)
  })

  it('gets it as plain text instead', async () => {
    const { page, paste, read } = await open()
    await paste({ html: fixture('google-sheets.html'), text: 'Quầy\n\nLượt' })
    await page.getByRole('button', { name: 'Dán dạng văn bản thường' }).click()
    await expect.poll(read).toBe('<p>Trước.Quầy</p><p>Lượt</p>')
  })

  it('is not offered to take back what would be something else', async () => {
    const { page, paste } = await open()
    await paste({ html: fixture('excel.html') })
    await page.getByText('Đã dán từ Excel').waitFor()
    await page.locator('[role="textbox"][aria-multiline]').press('Control+End')
    await page.keyboard.type('x')
    await expect.poll(() => page.getByRole('button', { name: 'Dán dạng văn bản thường' }).count()).toBe(0)
  })

  it('sees letters of before Unicode as they were and as they are', async () => {
    const { page, paste, read } = await open()
    await paste({ html: fixture('tcvn3-no-font.html') })
    await page.getByText('C¸n bé trùc ph¶i cã mÆt ®óng giê, ghi sæ ®Çy ®ñ.').waitFor()
    expect(await page.getByText('đã đổi mã TCVN3').count()).toBe(1)
    expect(await read()).toContain('Cán bộ trực phải có mặt đúng giờ, ghi sổ đầy đủ.')
  })
})

describe('pictures of what is pasted', () => {
  it('go into the library under the id that the text names, where their bytes are there', async () => {
    const { paste, read, asks } = await open()
    await paste({ html: fixture('libreoffice.html') })
    await expect.poll(async () => (await asks()).uploads.length).toBe(1)
    const [upload] = (await asks()).uploads
    expect(await read()).toContain(`<img src="media:${upload?.id}">`)
    expect(upload?.bytes).toBe(70)
  })

  it('keep their place until somebody chooses their file', async () => {
    const { page, paste, read, asks, troubles } = await open()
    await paste({ html: fixture('word.html') })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp ảnh cho clip_image002.jpg' }).click()
    await (await chooser).setFiles({
      name: 'ban-tiep-dan.png',
      mimeType: 'image/png',
      buffer: Buffer.from(dot, 'base64'),
    })
    await expect.poll(async () => (await asks()).uploads).toMatchObject([{ name: 'ban-tiep-dan.png' }])
    const [upload] = (await asks()).uploads
    expect(await read()).toContain(`<img src="media:${upload?.id}">`)
    await expect.poll(() => page.getByRole('button', { name: /^Chọn tệp ảnh/u }).count()).toBe(0)
    expect(troubles).toEqual([])
  })

  it('go from the text where nobody wants them, and nothing else goes', async () => {
    const { page, paste, read } = await open()
    await paste({ html: fixture('outlook.html') })
    await page.getByRole('button', { name: 'Bỏ ảnh này: image007.png' }).click()
    await expect.poll(read).not.toContain('<img')
    expect(await read()).toContain('Văn thư<br>Điện thoại')
  })

  it('that are pasted or dropped as files stand where the caret is', async () => {
    const { paste, read, asks } = await open()
    await paste({ files: [{ name: 'man-hinh.png', type: 'image/png', base64: dot }] })
    await expect.poll(async () => (await asks()).uploads.map(({ name }) => name)).toEqual(['man-hinh.png'])
    expect(await read()).toMatch(/^<p>Trước\.<\/p><figure><img src="media:[0-9a-z]{10}"><\/figure>$/u)
  })

  it('say why they are not there, and may be chosen again', async () => {
    const { page, paste } = await open()
    await paste({ files: [{ name: 'broken.png', type: 'image/png', base64: dot }] })
    await page.getByText('chưa tải lên được').first().waitFor()
    expect(await page.getByRole('button', { name: 'Chọn tệp ảnh cho broken.png' }).isVisible()).toBe(true)
  })
})

describe('a Word file that is dropped into a text', () => {
  const file = { name: 'tin.docx', type: '', base64: dot }

  it('becomes the text, with a list of what did not come along', async () => {
    const { page, drop, read, troubles } = await open()
    await page.evaluate(() =>
      window.pasting.readWordAs({
        title: 'Tiêu đề',
        summary: '',
        body: '<h2>Mục</h2><p>Đoạn.</p>',
        dropped: [
          { what: 'comments', count: 2 },
          { what: 'letterhead', count: 1 },
        ],
        lostPictures: ['anh.wmf'],
      }),
    )
    await drop({ files: [file] })
    await page.getByText('Đã đưa nội dung tệp tin.docx vào bài').waitFor()
    expect(await read()).toContain('<h2>Mục</h2><p>Đoạn.')
    for (const each of [
      '2 ghi chú',
      'phần đầu văn bản (quốc hiệu, tên cơ quan)',
      'ảnh anh.wmf không được thư viện nhận',
    ])
      expect(await page.getByText(each).isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })

  it('that cannot be read changes nothing, and says why', async () => {
    const { page, drop, read } = await open()
    await drop({ files: [file] })
    await page.getByRole('alert').filter({ hasText: 'Không đọc được tệp tin.docx' }).waitFor()
    expect(await read()).toBe('<p>Trước.</p>')
  })
})

it('is told by what everybody can use (axe)', async () => {
  const { page, paste } = await open()
  await paste({ html: fixture('word.html') })
  await paste({ html: fixture('vni.html') })
  await page.getByText('Sau khi đổi mã').waitFor()
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run('.pasted', { resultTypes: ['violations'] }))
  expect(violations.map(({ id }) => id)).toEqual([])
})
