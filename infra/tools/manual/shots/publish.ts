import type { Page } from 'playwright-core'
import { shown } from '../arrange.ts'
import type { DeskWords } from '../words.ts'
import { choose, dialog, press, type Shot, showChange, text } from './shot.ts'

async function share(page: Page, t: DeskWords, whom: string) {
  await choose(page, t('acts.others'), t('acts.names.share'))
  await page.getByRole('textbox', { name: t('share.label') }).fill(whom)
}

export const publishing: readonly Shot[] = [
  { page: 'publishing', role: 'approver', at: text(shown.approved), step: 3 },
  {
    page: 'publishing',
    role: 'approver',
    at: text(shown.approved),
    step: 3,
    shows: (t) => t('acts.names.schedule'),
    prepare: async (page, t) => {
      await choose(page, t('acts.others'), t('acts.names.schedule'))
      await dialog(page)
    },
  },
  {
    page: 'review',
    role: 'approver',
    at: `${text(shown.submitted)}/review`,
    step: 2,
    prepare: showChange,
  },
  {
    page: 'review',
    role: 'approver',
    at: `${text(shown.submitted)}/review`,
    step: 4,
    shows: (t) => t('review.approve_and_publish'),
    prepare: async (page, t) => {
      await press(page, t('review.approve_and_publish'))
      await dialog(page)
    },
  },
  { page: 'review', role: 'approver', at: `${text(shown.submitted)}/review`, step: 4, isPhone: true },
  { page: 'history', at: `${text(shown.submitted)}/history`, step: 2 },
  {
    page: 'share',
    role: 'approver',
    at: text(shown.discussed),
    step: 3,
    prepare: async (page, t) => await share(page, t, 'Trưởng phòng Quản lý biên giới'),
  },
  {
    page: 'share',
    role: 'approver',
    at: text(shown.discussed),
    step: 4,
    shows: (t) => t('share.open'),
    prepare: async (page, t) => {
      await share(page, t, 'Ban Quản lý chợ biên giới')
      await press(page, t('share.make'))
      await page.getByText(t('share.once')).waitFor()
    },
  },
]
