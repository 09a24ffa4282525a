import { shown } from '../arrange.ts'
import { press, type Shot } from './shot.ts'

/** A list of news as the old site exports it. */
const oldList = `﻿Tiêu đề,Tóm tắt,Nội dung,Ngày xuất bản,Tác giả,Phân loại,Approval Status,ID
Khai trương điểm nhận hồ sơ lưu động,Xe lưu động đến từng xã theo lịch.,Người dân các xã xa trung tâm nộp hồ sơ ngay tại xe.,15/07/2019 15:00,Phòng Lãnh sự,Lãnh sự,Approved,101
Bàn giao tài liệu tuyên truyền biên giới,,Sở bàn giao 40 bộ tài liệu cho các xã.,20/07/2019 08:30,Phòng Quản lý biên giới,Biên giới,Approved,102
Tập huấn lễ tân đối ngoại,,Lớp học kéo dài hai ngày.,02/08/2019 09:00,Văn phòng Sở,Tin tức,Approved,103
Họp giao ban quý III,,Nội dung trao đổi trong nội bộ.,05/08/2019 16:00,Văn phòng Sở,Nội bộ,Approved,104
Dự thảo chưa đặt tên,,,31/02/2019 09:00,Văn phòng Sở,Tin tức,Pending,105
`

/** In which the newest texts of the sample content went public. */
const month = '2026-11'

export const managing: readonly Shot[] = [
  { page: 'royalties', role: 'approver', at: `/royalties?month=${month}`, step: 1 },
  {
    page: 'royalties',
    role: 'approver',
    at: `/royalties?month=${month}`,
    leadsTo: '/royalties/new/:article/:text',
    step: 2,
    shows: (t) => t('royalties.form.title'),
    prepare: async (page, t) => {
      await page.getByText(t('royalties.to_do.assess'), { exact: true }).first().click()
      await page.getByRole('button', { name: t('royalties.form.save') }).waitFor()
    },
  },
  {
    page: 'royalties',
    role: 'admin',
    at: `/royalties/r/${shown.royalty}`,
    step: 3,
    shows: (t) => t('royalties.record.title'),
  },
  {
    page: 'royalties',
    role: 'approver',
    at: '/royalties/records',
    step: 4,
    shows: (t) => t('royalties.tabs.records'),
  },
  {
    page: 'royalties',
    role: 'approver',
    at: '/royalties/statement',
    step: 5,
    shows: (t) => t('royalties.statement.title'),
  },
  { page: 'look-back', role: 'approver', at: `/look-back?month=${month}`, step: 1 },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/readers',
    step: 3,
    shows: (t) => t('lookBack.names.readers'),
  },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/now',
    step: 4,
    shows: (t) => t('lookBack.names.now'),
  },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/searches',
    step: 5,
    shows: (t) => t('lookBack.names.searches'),
  },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/addresses',
    step: 6,
    shows: (t) => t('lookBack.names.addresses'),
  },
  {
    page: 'look-back',
    role: 'approver',
    at: '/look-back/links',
    step: 7,
    shows: (t) => t('lookBack.names.links'),
  },
  { page: 'activity', role: 'admin', at: '/activity', step: 2 },
  {
    page: 'staff',
    role: 'admin',
    at: '/staff',
    step: 1,
    shows: (t) => t('staff.add'),
    prepare: async (page, t) => {
      await press(page, t('staff.add'))
      await page.getByRole('textbox', { name: t('staff.email') }).fill('phongbiengioi@example.vn')
      await page.getByRole('textbox', { name: t('staff.name') }).fill('Cộng tác viên Phòng Quản lý biên giới')
    },
  },
  { page: 'staff', role: 'admin', at: '/staff', step: 5 },
  { page: 'staff', role: 'admin', at: '/staff/access', step: 6, shows: (t) => t('staff.report') },
  { page: 'menu', role: 'admin', at: '/menu', step: 2 },
  { page: 'settings', role: 'admin', at: '/settings/sections', step: 2 },
  {
    page: 'settings',
    role: 'admin',
    at: '/settings/policies',
    step: 4,
    shows: (t) => t('settings.names.policies'),
  },
  {
    page: 'settings',
    role: 'admin',
    at: '/settings/freeze',
    step: 7,
    shows: (t) => t('settings.names.freeze'),
  },
  { page: 'moving-in', role: 'admin', at: '/moving-in', step: 1 },
  {
    page: 'moving-in',
    role: 'admin',
    at: '/moving-in',
    leadsTo: '/moving-in/:id',
    step: 4,
    shows: (t) => t('movingIn.outcome.try'),
    prepare: async (page, t) => {
      await page.getByRole('textbox', { name: t('movingIn.name') }).fill('Tin tức 2019')
      await press(page, t('movingIn.begin'))
      const chooser = page.waitForEvent('filechooser')
      await press(page, t('movingIn.choose_files'))
      await (await chooser).setFiles({
        name: 'tin-tuc-2019.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(oldList),
      })
      await page.getByText(t('movingIn.next.try')).waitFor()
      await press(page, t('movingIn.try'))
      await page.getByText(t('movingIn.next.run')).waitFor({ timeout: 120_000 })
      await page.evaluate(() => scrollTo(0, 0))
    },
  },
]
