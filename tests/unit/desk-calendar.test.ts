import { describe, expect, it } from 'vitest'
import {
  type CalendarEntry,
  type CalendarRelease,
  clashesWith,
  entriesOf,
} from '../../functions/desk/api/calendar.ts'
import { addressOf, movedBy, readShown } from '../../functions/desk/calendar/address.ts'
import { carriedTo } from '../../functions/desk/calendar/board.ts'
import { addMonths, isDay, weekOf, weeksOfMonth } from '../../functions/desk/calendar/days.ts'
import { byDay } from '../../functions/desk/calendar/entries.ts'
import { inVietnam } from '../../functions/domain/dates.ts'

const usual = { view: 'month', day: '2026-11-27' } as const
const entry = (given: Partial<CalendarEntry>): CalendarEntry => ({
  at: '2026-11-28T01:00:00.000Z',
  state: 'planned',
  act: 'publish',
  id: '0r5g8k2m4n',
  locale: 'vi',
  ...given,
})

describe('the days of the calendar', () => {
  it('begin with the Monday of their week, also over the end of a year', () => {
    expect(weekOf('2026-11-27')).toBe('2026-11-23')
    expect(weekOf('2026-11-29')).toBe('2026-11-23')
    expect(weekOf('2027-01-01')).toBe('2026-12-28')
  })

  it('cover the whole month, whatever weekday it begins with', () => {
    expect(weeksOfMonth('2026-11-27')).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ])
    expect(weeksOfMonth('2027-02-10')).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22'])
  })

  it('stay within a shorter month', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
    expect(addMonths('2027-03-31', -1)).toBe('2027-02-28')
    expect(isDay('2027-02-30')).toBe(false)
  })
})

describe('the address of the calendar', () => {
  it('keeps all that is shown, and leaves out what it does not understand', () => {
    const shown = { ...usual, view: 'week', section: 'news', locale: 'en', mine: true } as const
    expect(readShown(addressOf(shown).split('?')[1] ?? '', usual)).toEqual(shown)
    expect(readShown('view=year&day=2026-02-30&locale=xx&mine=perhaps', usual)).toEqual(usual)
  })

  it('goes on by a week or a month', () => {
    expect(movedBy({ ...usual, view: 'week' }, 1).day).toBe('2026-12-04')
    expect(movedBy({ ...usual, day: '2026-10-31' }, 1).day).toBe('2026-11-01')
  })
})

describe('what stands in it', () => {
  it('stands on its day in Vietnam, also just after midnight there', () => {
    const late = entry({ at: '2026-11-27T17:30:00.000Z' })
    expect([...byDay([late], usual).keys()]).toEqual(['2026-11-28'])
  })

  it.each(['2026-11-27T17:30:00.000Z', '2026-11-28T01:00:00.000Z', '2026-11-28T16:59:00.000Z'])(
    'keeps the clock of %s when it is carried to another day',
    (at) => {
      const moved = carriedTo('2026-12-03', at)
      expect(inVietnam(moved).slice(0, 10)).toBe('2026-12-03')
      expect(inVietnam(moved).slice(11)).toBe(inVietnam(at).slice(11))
    },
  )

  it.each(['2026-11-28T00:46:00.000Z', '2026-11-28T01:00:00.000Z', '2026-11-28T01:14:00.000Z'])(
    'clashes with another article at %s, less than a quarter of an hour off',
    (at) => {
      const one = entry({})
      const other = entry({ id: '1r5g8k2m4n', at })
      expect(clashesWith(one, [one, other])).toEqual([other])
    },
  )

  it('clashes with nothing else', () => {
    const one = entry({})
    for (const each of [
      entry({ locale: 'en' }),
      entry({ id: '1r5g8k2m4n', at: '2026-11-28T01:15:00.000Z' }),
      entry({ id: '1r5g8k2m4n', act: 'withdraw' }),
      entry({ id: '1r5g8k2m4n', state: 'done' }),
    ])
      expect(clashesWith(one, [one, each])).toEqual([])
  })

  it('has texts that go together as one line, which any of them finds, and which clashes as one', () => {
    const release: CalendarRelease = {
      ...{ id: '2r5g8k2m4n', name: 'Lễ hội', etag: '"1-0"', at: '2026-11-28T01:00:00.000Z' },
      ...{ state: 'planned', missing: 0 },
      texts: [
        { id: '3r5g8k2m4n', locale: 'vi', section: 'news' },
        { id: '4r5g8k2m4n', locale: 'en', section: 'border' },
      ],
    }
    const found = (given: object) => byDay([release], { ...usual, ...given }).get('2026-11-28')
    expect(found({})).toEqual([release])
    expect(found({ section: 'border', locale: 'vi' })).toEqual([release])
    expect(found({ section: 'notices' })).toBeUndefined()
    const all = entriesOf({ entries: [entry({})], releases: [release] })
    expect(clashesWith(entry({}), all).map(({ id, title }) => [id, title])).toEqual([[release.id, 'Lễ hội']])
    expect(clashesWith(release, all)).toEqual([entry({})])
  })

  it('is narrowed down by section, language and whose it is', () => {
    const all = [entry({ section: 'news' }), entry({ locale: 'en', section: 'a', mine: true })]
    const found = (given: object) => byDay(all, { ...usual, ...given }).get('2026-11-28')
    expect(found({ section: 'news' })).toEqual([all[0]])
    expect(found({ locale: 'en' })).toEqual([all[1]])
    expect(found({ mine: true })).toEqual([all[1]])
    expect(found({})).toHaveLength(2)
  })
})
