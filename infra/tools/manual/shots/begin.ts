import { dialog, type Shot, showFrom } from './shot.ts'

export const beginning: readonly Shot[] = [
  { page: 'sign-in', role: 'nobody', at: '/' },
  { page: 'today', role: 'approver', at: '/' },
  { page: 'today', role: 'editor', at: '/', step: 2, isPhone: true },
  { page: 'notices', role: 'approver', at: '/notices', step: 2 },
  {
    page: 'notices',
    role: 'approver',
    at: '/preferences',
    step: 5,
    shows: (t) => t('shell.preferences'),
    prepare: async (page, t) => await showFrom(page, t('shell.notices')),
  },
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
]
