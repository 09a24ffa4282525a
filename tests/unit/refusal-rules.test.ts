import { describe, expect, it } from 'vitest'
import { startsFrom } from '../../functions/domain/article/workflow.ts'
import { locales } from '../../functions/domain/locale.ts'
import { permissions } from '../../functions/domain/people/permissions.ts'
import type { Kinds } from '../../functions/domain/rule-kinds.ts'
import { rules } from '../../functions/domain/rule-table.ts'
import { asLine, fromLine, type Refusal, type Rule, refusal } from '../../functions/domain/rules.ts'
import { inWords } from '../../functions/http/refusal-words.ts'
import { refusalWords } from '../../locales/index.ts'

/** Something of each kind, for a sentence that is whole. */
const samples: { [Kind in keyof Kinds]: Kinds[Kind] } = {
  text: 'abc',
  number: 1234,
  characters: 300,
  items: 3,
  more: 2,
  list: ['a', 'b'],
  aside: 'AIDA1',
  moment: '2026-11-26T08:00:00.000Z',
  day: '2026-07-01',
  locale: 'en',
  status: 'in_review',
  statuses: ['draft', 'in_review'],
  role: 'editor',
  roles: ['approver', 'admin'],
  act: 'publish_now',
  shape: 'integer',
  file_status: 'ready',
  royalty_state: 'approved',
  warning: 'photos',
  warnings: ['photos', 'shares'],
  media: 'picture',
  medias: ['picture', 'audio'],
  thing: 'article',
  feature: 'slug',
  said: refusal('empty'),
}

const names = Object.keys(rules) as Rule[]

function sampleOf(rule: Rule): Refusal {
  const params = Object.entries<keyof Kinds>(rules[rule]).map(([name, kind]) => [name, samples[kind]])
  return { rule, params: Object.fromEntries(params) }
}

/** Words of English that no Vietnamese sentence has, outside quotes and names of fields. */
const english =
  /\b(?:the|is|are|must|may|not|and|or|of|it|with|has|have|names|text|article|review|file|draft)\b/iu
const fieldNames =
  /"[^"]*"|\b(?:from|to|media|unpublishAt|publishAt|expiresAt|basedOn|externalUrl|retired|alt|true|false|null|next|content-type|If-(?:None-)?Match|Idempotency-Key|leadImage\.decorative)\b/gu

describe.each(locales)('the rules in %s', (locale) => {
  it('have a sentence each, and nothing else has one', () => {
    const stems = Object.keys(refusalWords[locale].rules).map((key) => key.replace(/_(?:one|other)$/u, ''))
    expect([...new Set(stems)].sort()).toEqual(names.toSorted())
  })

  it.each(names)('say all that %s tells, and leave nothing unfilled', (rule) => {
    const said = inWords(sampleOf(rule), locale)
    expect(said).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object|rules\./u)
    expect(said).not.toBe('')
  })

  it('have a word for every act that anybody may do', () => {
    const acts = [...Object.keys(permissions), ...Object.keys(startsFrom)]
    for (const act of acts) expect(Object.keys(refusalWords[locale].acts)).toContain(act)
  })
})

it.each(names)('%s is said in Vietnamese without English', (rule) => {
  const said = inWords(sampleOf(rule), 'vi').replaceAll(fieldNames, '')
  expect(said).not.toMatch(english)
})

it.each(names)('%s is the same after it went through a validator as text', (rule) => {
  expect(fromLine(asLine(sampleOf(rule)))).toEqual(sampleOf(rule))
})

describe('a refusal', () => {
  const late = refusal('wrong_state', { act: 'approve', status: 'draft', states: ['in_review'] })

  it('is said as editors speak, in each language', () => {
    expect(inWords(late, 'en')).toBe('cannot approve a text that is a draft; it must be in review')
    expect(inWords(late, 'vi')).toBe('không thể duyệt khi bài còn là bản nháp; bài phải đang chờ duyệt')
    const long = refusal('too_long', { length: 1, max: 1 })
    expect(inWords(long, 'en')).toBe('has 1 character; at most 1 is allowed')
    expect(inWords(long, 'vi')).toBe('có 1 ký tự; chỉ được tối đa 1')
  })

  it('says moments by the clock in Vietnam, and languages by their names', () => {
    const params = { at: '2026-11-26T08:00:00.000Z', start: '2026-11-26T18:00:00.000Z' }
    expect(inWords(refusal('not_after', params), 'vi')).toContain('26/11/2026, 15:00')
    expect(inWords(refusal('not_written_yet', { locale: 'en' }), 'vi')).toBe('chưa có bản tiếng Anh')
    expect(inWords(refusal('not_written_yet', { locale: 'vi' }), 'en')).toBe('Vietnamese is not written yet')
  })

  it('is no other text', () => {
    expect(fromLine('is missing')).toBeUndefined()
    expect(fromLine('hasOwnProperty')).toBeUndefined()
  })
})
