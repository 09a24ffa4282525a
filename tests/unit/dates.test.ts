import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, instant, month } from '../../functions/domain/date-schemas.ts'
import {
  dateline,
  inVietnam,
  monthBounds,
  monthName,
  monthOf,
  monthsBetween,
  shortDate,
} from '../../functions/domain/dates.ts'

// Vietnam has been at UTC+7 without a break since June 1975.
const moment = fc
  .date({ min: new Date('1976-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString())

describe('a dateline', () => {
  it.each([
    ['2019-07-15T08:00:00Z', 'Thứ 2, Ngày 15/07/2019, 15:00', 'Monday, 15 July 2019, 15:00'],
    ['2019-07-20T08:00:00Z', 'Thứ 7, Ngày 20/07/2019, 15:00', 'Saturday, 20 July 2019, 15:00'],
    ['2019-07-21T01:05:00Z', 'Chủ nhật, Ngày 21/07/2019, 08:05', 'Sunday, 21 July 2019, 08:05'],
  ])('of %s with numbered weekdays is "%s" and "%s"', (at, vi, en) => {
    expect([dateline(at, 'vi', 'number'), dateline(at, 'en', 'number')]).toEqual([vi, en])
  })

  it.each([
    ['2019-07-15T08:00:00Z', 'Thứ Hai, ngày 15/07/2019, 15:00', 'Monday, 15 July 2019, 15:00'],
    ['2019-07-16T08:00:00Z', 'Thứ Ba, ngày 16/07/2019, 15:00', 'Tuesday, 16 July 2019, 15:00'],
    ['2019-07-20T08:00:00Z', 'Thứ Bảy, ngày 20/07/2019, 15:00', 'Saturday, 20 July 2019, 15:00'],
    ['2019-07-21T01:05:00Z', 'Chủ Nhật, ngày 21/07/2019, 08:05', 'Sunday, 21 July 2019, 08:05'],
    ['2019-07-14T17:00:00Z', 'Thứ Hai, ngày 15/07/2019, 00:00', 'Monday, 15 July 2019, 00:00'],
    ['2019-12-31T16:59:59Z', 'Thứ Ba, ngày 31/12/2019, 23:59', 'Tuesday, 31 December 2019, 23:59'],
    ['2019-12-31T17:00:00Z', 'Thứ Tư, ngày 01/01/2020, 00:00', 'Wednesday, 1 January 2020, 00:00'],
    ['2024-02-29T05:00:00Z', 'Thứ Năm, ngày 29/02/2024, 12:00', 'Thursday, 29 February 2024, 12:00'],
  ])('of %s is "%s" and "%s"', (at, vi, en) => {
    expect(dateline(at, 'vi')).toBe(vi)
    expect(dateline(at, 'en')).toBe(en)
  })

  it('is the same wherever the machine stands', () => {
    const script = `
      import { dateline, monthBounds, monthOf } from './functions/domain/dates.ts'
      const at = '2019-12-31T17:00:00Z'
      console.log([dateline(at, 'vi'), dateline(at, 'en'), monthOf(at), monthBounds('2019-12').to].join('|'))`
    const said = ['America/Los_Angeles', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ, LANG: 'fr_FR.UTF-8' },
        encoding: 'utf8',
      }).trim(),
    )
    expect(new Set(said)).toEqual(
      new Set([
        'Thứ Tư, ngày 01/01/2020, 00:00|Wednesday, 1 January 2020, 00:00|2020-01|2019-12-31T17:00:00.000Z',
      ]),
    )
  })

  it('begins with the day that a list shows', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(dateline(at, 'vi')).toContain(`ngày ${shortDate(at, 'vi')},`)
        expect(dateline(at, 'en')).toContain(`, ${shortDate(at, 'en')},`)
      }),
    )
  })
})

describe('a month', () => {
  it('is named in each language', () => {
    expect(monthName('2019-07', 'vi')).toBe('Tháng 7 năm 2019')
    expect(monthName('2019-12', 'vi')).toBe('Tháng 12 năm 2019')
    expect(monthName('2019-07', 'en')).toBe('July 2019')
  })

  it('begins at midnight in Vietnam', () => {
    expect(monthBounds('2019-12')).toEqual({
      from: '2019-11-30T17:00:00.000Z',
      to: '2019-12-31T17:00:00.000Z',
    })
    expect(monthBounds('2020-01').from).toBe('2019-12-31T17:00:00.000Z')
  })

  it('holds exactly the moments that belong to it', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const { from, to } = monthBounds(monthOf(at))
        expect(from <= at && at < to).toBe(true)
        expect(monthOf(from)).toBe(monthOf(at))
        expect(monthOf(new Date(Date.parse(from) - 1).toISOString())).not.toBe(monthOf(at))
        expect(monthOf(to)).not.toBe(monthOf(at))
      }),
    )
  })

  it('is written with a year and a number from 01 to 12', () => {
    for (const text of ['2019-13', '2019-00', '2019-7', '19-07', '2019-07-01'])
      expect(month.safeParse(text).success, text).toBe(false)
    expect(month.parse('2019-07')).toBe('2019-07')
  })
})

describe('a moment', () => {
  it('is kept in UTC', () => {
    expect(instant.parse('2019-07-15T15:00:00+07:00')).toBe('2019-07-15T08:00:00.000Z')
    expect(instant.parse('2019-07-15T08:00:00Z')).toBe('2019-07-15T08:00:00.000Z')
  })

  it.each([
    'yesterday',
    '2019-07-15',
    '2019-07-15T15:00:00',
    '2019-07-15 15:00:00Z',
    '2019-02-30T00:00:00Z',
    '2019-07-15T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '2019-07-15T15:00:00+99:99',
    '9999-12-31T23:59:59-14:00',
    '0000-01-01T00:00:00+01:00',
    '0219-07-15T15:00:00+07:00',
  ])('is refused, not guessed, when it is written "%s"', (text) => {
    expect(instant.safeParse(text).success).toBe(false)
  })

  it('is told to editors by the clock in Vietnam, to the second', () => {
    expect(inVietnam('2019-07-15T20:00:00.123Z')).toBe('2019-07-16T03:00:00+07:00')
    fc.assert(fc.property(moment, (at) => instant.parse(inVietnam(at)).slice(0, 19) === at.slice(0, 19)))
  })

  it('sorts as text as it does in time', () => {
    const any = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [first, second] = [instant.parse(one.toISOString()), instant.parse(other.toISOString())]
        expect(first < second).toBe(one < other)
      }),
    )
  })
})

describe('a day', () => {
  it.each(['2019-02-29', '1900-02-29', '2019-04-31', '2019-13-01', '2019-7-1', '15/07/2019', ''])(
    'is refused when it does not exist: "%s"',
    (text) => {
      expect(day.safeParse(text).error?.issues[0]?.message).toBe('no_such_day')
    },
  )

  it('may be the 29th of February of a leap year', () => {
    expect(day.parse('2020-02-29')).toBe('2020-02-29')
  })
})

describe('the months between two moments', () => {
  it.each([
    ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', ['2026-11', '2026-12']],
    ['2025-12-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z', ['2025-12', '2026-01', '2026-02']],
    ['2026-11-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z', ['2026-11']],
    ['2026-12-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', []],
  ])('from %s to %s are those of both and all between', (from, to, months) => {
    expect(monthsBetween(from, to)).toEqual(months)
  })
})
