import { dayIn } from '../../../local/demo/newsroom/moment.ts'
import { shown } from '../arrange.ts'
import { dialog, press, type Shot } from './shot.ts'

/** In whose week something of every kind is planned. */
const day = dayIn(3, new Date())

export const ofTheNewsroom: readonly Shot[] = [
  { page: 'calendar', role: 'approver', at: `/calendar?view=week&day=${day}`, step: 1 },
  {
    page: 'calendar',
    role: 'approver',
    at: `/calendar?view=week&day=${day}`,
    step: 4,
    shows: (t) => t('calendar.slots.add'),
    prepare: async (page, t) => {
      await press(page, t('calendar.slots.add'))
      await dialog(page)
      const what = 'Hỏi - đáp: mang thú cưng qua cửa khẩu'
      await page.getByRole('textbox', { name: t('calendar.slots.what') }).fill(what)
    },
  },
  { page: 'releases', role: 'approver', at: '/releases', step: 1 },
  { page: 'releases', role: 'approver', at: `/releases/${shown.preparing}`, step: 3 },
  { page: 'releases', role: 'approver', at: `/releases/${shown.planned}`, step: 4 },
  { page: 'translations', at: '/translations', step: 1 },
  {
    page: 'translations',
    at: '/translations',
    step: 3,
    shows: (t) => t('work.assign'),
    prepare: async (page, t) => {
      const acts = page.getByRole('main').getByRole('button', { name: `${t('work.more')}: ` })
      await acts.first().click()
      await page.getByRole('menuitem', { name: t('work.assign') }).click()
      await dialog(page)
    },
  },
  { page: 'library', at: '/media', step: 1 },
  { page: 'library', at: `/media/${shown.picture}`, step: 4 },
  { page: 'library', at: '/media/describe/vi', step: 5, shows: (t) => t('library.describe_all') },
  { page: 'letters', at: '/letters', step: 1 },
]
