import type { Page } from 'playwright-core'
import type { HelpPage } from '../../../functions/desk/help/contents.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { articles, plannedDay } from './arrange.ts'
import type { DeskWords } from './words.ts'

/** A picture of one screen, as somebody of a role sees it. */
export interface Shot {
  page: HelpPage
  /** Who looks; `nobody` has not signed in. @default editor */
  role?: Role | 'nobody'
  /** Of the screen: what stands after the hash. */
  at: string
  /** The step that it belongs to, from 1; without one it stands before the steps. */
  step?: number
  isPhone?: boolean
  /** What it shows of the screen, in words of the desk. */
  shows?: (t: DeskWords) => string
  /** Makes the screen show what the step speaks of. */
  prepare?: (page: Page, t: DeskWords) => Promise<void>
}

const text = (id: string, locale = 'vi') => `/a/${id}/${locale}`

const press = async (page: Page, name: string) =>
  await page.getByRole('button', { name, exact: true }).first().click()

/** Opens a menu by its button and chooses in it. */
async function choose(page: Page, menu: string, name: string) {
  await press(page, menu)
  await page.getByRole('menuitem', { name, exact: true }).click()
}

const dialog = (page: Page) => page.getByRole('dialog').waitFor()

/** As a word processor puts it on the clipboard. */
const pasted = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Microsoft Word 15"></head><body>
<p class="MsoNormal"><b>Kế hoạch tiếp công dân tháng 12/2026</b></p><p class="MsoNormal">Bộ phận một cửa tiếp công dân vào sáng thứ Hai và sáng thứ Năm hằng tuần.</p>
<table><tr><td><p>Ngày</p></td><td><p>Nội dung</p></td></tr><tr><td><p>07/12</p></td><td><p>Hộ chiếu, thị thực</p></td></tr></table></body></html>`

/** Every picture of the manuals, in the order of their pages. */
export const shots: readonly Shot[] = [
  { page: 'sign-in', role: 'nobody', at: '/' },
  { page: 'today', role: 'approver', at: '/' },
  { page: 'today', role: 'approver', at: '/', step: 2, isPhone: true },
  { page: 'notices', role: 'approver', at: '/notices', step: 1 },
  { page: 'articles', at: '/articles?state=all' },
  {
    page: 'articles',
    role: 'approver',
    at: '/articles?state=in_review',
    step: 5,
    shows: (t) => t('articles.bulk.bar'),
    prepare: async (page) => {
      await page.getByRole('main').getByRole('checkbox').first().check({ force: true })
    },
  },
  {
    page: 'keyboard',
    at: '/',
    step: 1,
    shows: (t) => t('palette.title'),
    prepare: async (page, t) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('searchbox', { name: t('palette.label') }).fill('APEC')
      await page.getByRole('menuitem').first().waitFor()
    },
  },
  {
    page: 'keyboard',
    at: '/new',
    step: 2,
    shows: (t) => t('keys.title'),
    prepare: async (page) => {
      await page.keyboard.press('Control+/')
      await dialog(page)
    },
  },
  {
    page: 'offline',
    at: '/articles?state=all',
    step: 1,
    prepare: async (page, t) => {
      await page.context().setOffline(true)
      await page.getByText(t('offline.title')).waitFor()
    },
  },
  { page: 'article', at: text(articles.translated) },
  { page: 'article', at: text(articles.translated), step: 7, isPhone: true },
  {
    page: 'editor',
    at: text(articles.translated),
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
  { page: 'languages', at: `${text(articles.translated, 'en')}?beside=source`, step: 2 },
  {
    page: 'checks',
    at: text(articles.translated, 'en'),
    step: 1,
    prepare: async (page, t) => {
      await page.getByRole('tab', { name: t('checks.title') }).click()
    },
  },
  {
    page: 'notes',
    at: text(articles.submitted),
    step: 1,
    prepare: async (page, t) => {
      await page.getByRole('tab', { name: t('beside.notes') }).click()
    },
  },
  {
    page: 'preview',
    at: text(articles.translated),
    step: 2,
    prepare: async (page, t) => {
      await press(page, t('preview.open'))
      await page.getByRole('dialog').locator('iframe').waitFor()
      await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
    },
  },
  { page: 'publishing', role: 'approver', at: text(articles.approved), step: 3 },
  {
    page: 'publishing',
    role: 'approver',
    at: text(articles.approved),
    step: 3,
    shows: (t) => t('acts.names.schedule'),
    prepare: async (page, t) => {
      await page.getByRole('button', { name: t('acts.others'), exact: true }).click()
      await page.getByRole('menuitem', { name: t('acts.names.schedule'), exact: true }).click()
      await dialog(page)
    },
  },
  { page: 'review', role: 'approver', at: `${text(articles.submitted)}/review`, step: 2 },
  {
    page: 'review',
    role: 'approver',
    at: `${text(articles.submitted)}/review`,
    step: 4,
    shows: (t) => t('review.approve_and_publish'),
    prepare: async (page, t) => {
      await press(page, t('review.approve_and_publish'))
      await dialog(page)
    },
  },
  { page: 'review', role: 'approver', at: `${text(articles.submitted)}/review`, step: 4, isPhone: true },
  { page: 'history', at: `${text(articles.translated)}/history`, step: 2 },
  {
    page: 'share',
    role: 'approver',
    at: text(articles.submitted),
    step: 3,
    prepare: async (page, t) => {
      await choose(page, t('acts.others'), t('acts.names.share'))
      await dialog(page)
    },
  },
  { page: 'calendar', role: 'approver', at: `/calendar?view=week&day=${plannedDay}`, step: 1 },
  {
    page: 'calendar',
    role: 'approver',
    at: '/calendar',
    step: 4,
    shows: (t) => t('calendar.slots.add'),
    prepare: async (page, t) => {
      await press(page, t('calendar.slots.add'))
      await dialog(page)
    },
  },
  { page: 'releases', role: 'approver', at: '/releases', step: 1 },
  { page: 'translations', at: '/translations', step: 1 },
  { page: 'library', at: '/media', step: 1 },
  { page: 'library', at: '/media/d0c1assr2m', step: 4 },
  { page: 'letters', at: '/letters', step: 1 },
  { page: 'royalties', role: 'approver', at: '/royalties', step: 1 },
  {
    page: 'royalties',
    role: 'approver',
    at: '/royalties',
    step: 2,
    shows: (t) => t('royalties.form.title'),
    prepare: async (page, t) => {
      await page.getByText(t('royalties.to_do.assess'), { exact: true }).first().click()
      await page.getByRole('button', { name: t('royalties.form.save') }).waitFor()
    },
  },
  { page: 'look-back', role: 'approver', at: '/look-back', step: 1 },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/now',
    step: 4,
    shows: (t) => t('lookBack.names.now'),
  },
  { page: 'activity', role: 'admin', at: '/activity', step: 2 },
  { page: 'staff', role: 'admin', at: '/staff', step: 2 },
  { page: 'staff', role: 'admin', at: '/staff/access', step: 5, shows: (t) => t('staff.report') },
  { page: 'moving-in', role: 'admin', at: '/moving-in', step: 1 },
  { page: 'menu', role: 'admin', at: '/menu', step: 2 },
  { page: 'settings', role: 'admin', at: '/settings/sections', step: 2 },
  {
    page: 'settings',
    role: 'admin',
    at: '/settings/freeze',
    step: 6,
    shows: (t) => t('settings.names.freeze'),
  },
]
