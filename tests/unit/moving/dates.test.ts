import { expect, it } from 'vitest'
import { readDate } from '../../../functions/moving-in/plan/dates.ts'

/** 15 July 2019, 15:30 in Vietnam, as people, programs and news sites write it. */
it.each([
  "15/07/2019 15h30'",
  '15 giờ 30 phút ngày 15/07/2019',
  'lúc 15:30 ngày 15/07/2019',
  'Thứ hai, 15/7/2019, 15:30 (GMT+7)',
  '15/07/2019 15:30 GMT+07:00',
  'Thứ Hai, 15 Tháng Bảy 2019 3:30 CH',
  'Mon Jul 15 2019 15:30:00 GMT+0700 (Indochina Time)',
  '2019-07-15 15:30:00+07',
  '2019-07-15 15:30:00 +0700',
  '2019-07-15 08:30:00Z',
  '2019-07-15 08:30:00 UTC',
])('a moment is read in any of its spellings: %s', (text) => {
  expect(readDate(text, 'site', 'dmy')).toEqual({ at: '2019-07-15T08:30:00Z' })
})

it.each(['Ngày 15/07/2019', '(15/07/2019)', '15 - 07 - 2019', '15 / 07 / 2019', '15 th7 2019'])(
  'a day is read as it begins in Vietnam: %s',
  (text) => {
    expect(readDate(text, 'site', 'dmy')).toEqual({ at: '2019-07-14T17:00:00Z', isDay: true })
  },
)

it.each([
  ['15 Tháng Giêng 2019', '2019-01-14T17:00:00Z'],
  ['15 tháng tư năm 2019', '2019-04-14T17:00:00Z'],
  ['15 Tháng Mười 2019', '2019-10-14T17:00:00Z'],
  ['15 Tháng Mười Hai 2019', '2019-12-14T17:00:00Z'],
])('a month in words is that month: %s', (text, at) => {
  expect(readDate(text, 'site', 'dmy')).toEqual({ at, isDay: true })
})

it('the zone that a date names counts, whatever clock its source goes by', () => {
  expect(readDate('15/07/2019 15:30 (GMT+7)', 'utc', 'dmy')).toEqual({ at: '2019-07-15T08:30:00Z' })
})

it.each(['15/07/2019 15:00 SA', '32/07/2019', '15 Tháng Mười Ba 2019', '2019-02-30 08:00:00Z'])(
  'what is no moment is said to be none: %s',
  (text) => {
    expect(readDate(text, 'site', 'dmy')).toHaveProperty('wrong')
  },
)
