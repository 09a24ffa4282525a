import { describe, expect, it } from 'vitest'
import type { Article } from '../../functions/domain/article/article.ts'
import {
  carryOut,
  isLate,
  type Plan,
  plannedActsOf,
  schedule,
  scheduleImported,
  unschedule,
} from '../../functions/domain/article/schedule.ts'
import { publish, returnText, withdraw } from '../../functions/domain/article/workflow.ts'
import { plannedInstant } from '../../functions/domain/date-schemas.ts'
import { aStoredArticle } from '../support/articles/articles.ts'
import { refusal } from '../support/refusal.ts'

const now = '2026-11-23T08:00:00.000Z'
const soon = '2026-11-24T01:00:00.000Z'
const later = '2026-12-24T01:00:00.000Z'
const by = { id: 'approver', name: 'Phòng Thông tin', role: 'approver' } as const

const approved = (vi: object = {}) => aStoredArticle({ vi: { status: 'approved', ...vi } })
const isPublic = { status: 'published', live: { revision: 3, since: now }, publishedAt: now }

const planned = (plan: Plan, vi: object = {}) => schedule(approved(vi), 'vi', plan, by, now)
const vi = (state: Article) => state.translations.vi
const at = (act: 'publish' | 'withdraw', due: string) => ({ act, due, locale: 'vi' }) as const

describe('a text that another system was going to publish', () => {
  const draft = (vi: object) => aStoredArticle({ vi: { status: 'draft', imported: true, ...vi } })

  it('goes public at its date without being approved again', () => {
    const planned = scheduleImported(draft({}), 'vi', { publishAt: soon }, by, now)
    expect(vi(planned)).toMatchObject({ status: 'scheduled', scheduled: { publishAt: soon, by } })
    const done = carryOut(planned, at('publish', soon), { at: later, revision: 3 })
    expect(done && vi(done.article)).toMatchObject({ status: 'published', publishedAt: soon })
  })

  it('needs words, and a date to come', () => {
    const plan = (vi: object, publishAt: string) => () =>
      scheduleImported(draft(vi), 'vi', { publishAt }, by, now)
    expect(plan({ body: '' }, soon)).toThrow('no_content')
    expect(plan({}, now)).toThrow('not_after_now')
  })
})

describe('a planned moment', () => {
  it('is read by the clock in Vietnam unless it says otherwise, and kept in UTC', () => {
    expect(plannedInstant.parse('2026-12-01T08:00')).toBe('2026-12-01T01:00:00.000Z')
    expect(plannedInstant.parse('2026-12-01T08:00:30')).toBe('2026-12-01T01:00:30.000Z')
    expect(plannedInstant.parse('2026-12-01T08:00:00+02:00')).toBe('2026-12-01T06:00:00.000Z')
    expect(plannedInstant.parse('2026-12-01T08:00:00Z')).toBe('2026-12-01T08:00:00.000Z')
  })

  it.each(['2026-02-30T08:00', '2026-12-01', '2026-12-01T25:00', 'tomorrow', '12:00'])(
    'is not %s',
    (text) => {
      expect(plannedInstant.safeParse(text).success).toBe(false)
    },
  )
})

describe('planning', () => {
  it('lets an approved text wait for its moment, and remembers who said so', () => {
    const state = planned({ publishAt: soon, unpublishAt: later, reason: 'Hết hạn' })
    expect(vi(state)).toMatchObject({ status: 'scheduled', scheduled: { publishAt: soon, by } })
    expect(plannedActsOf(state)).toEqual([
      { act: 'publish', locale: 'vi', due: soon, by },
      { act: 'withdraw', locale: 'vi', due: later, by },
    ])
  })

  it('moves what was planned', () => {
    const moved = schedule(planned({ publishAt: soon }), 'vi', { publishAt: later }, by, now)
    expect(plannedActsOf(moved).map(({ due }) => due)).toEqual([later])
  })

  it('ends what is public, which stays as it is until then', () => {
    const state = planned({ unpublishAt: soon, reason: 'Hết hạn' }, isPublic)
    expect(vi(state)).toMatchObject({ status: 'published', live: { revision: 3 } })
    expect(plannedActsOf(state)).toHaveLength(1)
  })

  it.each<[string, Plan, object, string]>([
    ['in the past', { publishAt: now }, {}, 'publishAt'],
    ['to end before it begins', { publishAt: later, unpublishAt: soon }, {}, 'unpublishAt'],
    [
      'to begin after the end that stands',
      { publishAt: later },
      { expires: { unpublishAt: soon, reason: 'x', by } },
      'unpublishAt',
    ],
    ['to end what is not public', { unpublishAt: soon }, {}, 'unpublishAt'],
  ])('refuses %s, and names the field', (_, plan, text, field) => {
    expect(refusal(() => planned(plan, text))?.fields[0]?.field).toBe(field)
  })

  it.each(['draft', 'in_review', 'published', 'withdrawn'])('refuses a publication from %s', (status) => {
    expect(refusal(() => planned({ publishAt: soon }, { status }))?.code).toBe('conflict')
  })
})

describe('what was planned is given up', () => {
  const both = planned({ publishAt: soon, unpublishAt: later, reason: 'Hết hạn' })

  it('when somebody cancels it: the approval stays', () => {
    expect(vi(unschedule(both, 'vi'))).toMatchObject({ status: 'approved' })
    expect(plannedActsOf(unschedule(both, 'vi'))).toEqual([])
    expect(plannedActsOf(unschedule(both, 'vi', 'withdraw')).map(({ act }) => act)).toEqual(['publish'])
    expect(refusal(() => unschedule(approved(), 'vi'))?.code).toBe('conflict')
  })

  it('with its end, where it will not begin', () => {
    expect(plannedActsOf(unschedule(both, 'vi', 'publish'))).toEqual([])
  })

  it('when the text goes back to its authors, goes public by hand, or is withdrawn', () => {
    expect(plannedActsOf(returnText(both, 'vi', { by: 'a', at: now }))).toEqual([])
    const published = publish(both, 'vi', { by: 'a', at: now, revision: 5 })
    expect(plannedActsOf(published).map(({ act }) => act)).toEqual(['withdraw'])
    expect(plannedActsOf(withdraw(published, 'vi', { at: now }, 'Sai'))).toEqual([])
  })
})

describe('the clock', () => {
  const waiting = planned({ publishAt: soon, unpublishAt: later, reason: 'Hết hạn' })

  it('publishes what is due, under the date that was planned', () => {
    const done = carryOut(waiting, at('publish', soon), { at: '2026-11-24T01:00:20.000Z', revision: 7 })
    expect(vi(done!.article)).toMatchObject({
      status: 'published',
      publishedAt: soon,
      live: { revision: 7, since: '2026-11-24T01:00:20.000Z' },
    })
    expect(vi(done!.article)?.scheduled).toBeUndefined()
    expect(done!.planned.by).toEqual(by)
  })

  it('withdraws with the reason that was given', () => {
    const published = carryOut(waiting, at('publish', soon), { at: soon, revision: 7 })!.article
    const ended = carryOut(published, at('withdraw', later), { at: later, revision: 8 })
    expect(vi(ended!.article)).toMatchObject({ status: 'withdrawn', withdrawn: { reason: 'Hết hạn' } })
  })

  it.each([
    ['before its time', waiting, soon, '2026-11-24T00:59:59.000Z'],
    ['that was cancelled', unschedule(waiting, 'vi'), soon, later],
    [
      'that was moved',
      schedule(waiting, 'vi', { publishAt: '2026-11-25T01:00:00.000Z' }, by, now),
      soon,
      later,
    ],
    ['that was kept', publish(waiting, 'vi', { by: 'a', at: soon, revision: 7 }), soon, later],
  ])('does nothing of a planned act %s', (_, state, due, moment) => {
    expect(carryOut(state, at('publish', due), { at: moment, revision: 7 })).toBeUndefined()
  })

  it('is late after a minute', () => {
    expect(isLate({ due: soon }, new Date('2026-11-24T01:01:00.000Z'))).toBe(false)
    expect(isLate({ due: soon }, new Date('2026-11-24T01:01:01.000Z'))).toBe(true)
  })
})
