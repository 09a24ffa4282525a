import { shown } from '../arrange.ts'
import { press, type Shot, showChange, showFrom, text } from './shot.ts'

/** As a word processor puts it on the clipboard. */
const pasted = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Microsoft Word 15"></head><body>
<p class="MsoNormal"><b>Kế hoạch tiếp công dân tháng 12/2026</b></p><p class="MsoNormal">Bộ phận một cửa tiếp công dân vào sáng thứ Hai và sáng thứ Năm hằng tuần.</p>
<table><tr><td><p>Ngày</p></td><td><p>Nội dung</p></td></tr><tr><td><p>07/12</p></td><td><p>Hộ chiếu, thị thực</p></td></tr></table></body></html>`

export const writing: readonly Shot[] = [
  { page: 'article', at: '/new', step: 1, shows: (t) => t('shell.new') },
  { page: 'article', at: text(shown.translated) },
  { page: 'article', at: text(shown.translated), step: 4, isPhone: true },
  {
    page: 'editor',
    at: text(shown.translated),
    step: 3,
    shows: (t) => t('text.insert'),
    prepare: async (page, t) => {
      await page.getByRole('textbox', { name: t('article.body'), exact: true }).click()
      await press(page, t('text.insert'))
      await page.getByRole('menuitem').first().waitFor()
    },
  },
  {
    page: 'paste',
    at: '/new',
    step: 3,
    prepare: async (page, t) => {
      const field = page.getByRole('textbox', { name: t('article.body'), exact: true })
      await field.click()
      await field.evaluate((element, html) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, pasted)
      await page
        .getByRole('button', { name: t('paste.undo') })
        .first()
        .waitFor()
      await field.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    },
  },
  { page: 'languages', at: `${text(shown.stale, 'en')}?beside=source`, step: 3, prepare: showChange },
  {
    page: 'checks',
    at: text(shown.unfinished),
    step: 1,
    prepare: async (page, t) => {
      await page.getByRole('tab', { name: t('checks.title') }).click()
    },
  },
  {
    page: 'notes',
    at: text(shown.discussed),
    step: 1,
    prepare: async (page, t) => {
      await page.getByRole('tab', { name: t('beside.notes') }).click()
      await page
        .getByRole('button', { name: t('notes.answer') })
        .first()
        .waitFor()
    },
  },
  {
    page: 'notes',
    at: text(shown.discussed),
    step: 3,
    shows: (t) => t('notes.write'),
    prepare: async (page, t) => {
      await page.getByRole('tab', { name: t('beside.notes') }).click()
      await press(page, t('notes.write'))
      await page.getByRole('textbox', { name: t('notes.words') }).pressSequentially('@Ng')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    page: 'notes',
    role: 'approver',
    at: `${text(shown.discussed)}/review`,
    step: 4,
    shows: (t) => t('acts.titles.approve'),
    prepare: async (page, t) => await showFrom(page, t('beside.notes')),
  },
  {
    page: 'preview',
    at: text(shown.translated),
    step: 2,
    prepare: async (page, t) => {
      await press(page, t('preview.open'))
      await page.getByRole('dialog').locator('iframe').waitFor()
      await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
    },
  },
]
