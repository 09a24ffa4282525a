import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../functions/search/match/parse.ts'
import { anIndex, asks, aText, idsOf, open, search } from '../../support/search/index.ts'

const texts = [
  aText({
    id: 'holiday',
    title: 'Lịch nghỉ lễ 2/9',
    body: 'Nghỉ từ ngày 02/9 đến hết ngày 03/9.',
    section: 'notices',
  }),
  aText({ id: 'decree', title: 'Luật số 63/2025/QH15', body: 'Căn cứ Luật số 63/2025/QH15 về tổ chức.' }),
  aText({ id: 'money', title: 'Vốn 1500 tỷ đồng', body: 'Phần còn lại là 1.250.000 đồng.' }),
  aText({
    id: 'covid',
    title: 'Phòng chống COVID-19',
    body: 'Số ca giảm 3,5%. Liên hệ TP.HCM.',
    moment: '2022-01-01T00:00:00Z',
  }),
  aText({
    id: 'office',
    title: 'UBND thành phố họp',
    lead: 'Của và của các đơn vị.',
    byline: 'Văn phòng UBND',
  }),
  aText({
    id: 'english',
    title: 'E-government in Đà Nẵng',
    body: "The city's résumé: cross-border data.\nNext paragraph.",
  }),
  aText({
    id: 'plan',
    title: 'Biên\u200b giới 38a/CTr-SNgV',
    body: 'Thực hiện Chỉ thị số 07 / 2024 / CT\u200b-TTg.',
  }),
  aText({ id: 'chinese', title: '越南新闻', body: 'مرحبا بالعالم, Привет' }),
]
const index = anIndex(texts).then(open)
const found = async (q: string) => idsOf(await search(await index, q)).sort()

describe('a query', () => {
  it.each([
    ['02/9', ['holiday']],
    ['2/9', ['holiday']],
    ['63/2025/QH15', ['decree']],
    ['63/2025/qh15', ['decree']],
    ['63/2025', ['decree']],
    ['63/2025/QH', ['decree']],
    ['luật 63', ['decree']],
    ['63/QH15', []],
    ['1.500 tỷ', ['money']],
    ['1500 tỉ', ['money']],
    ['1,500', ['money']],
    ['1250000', ['money']],
    ['3,5%', ['covid']],
    ['5,3', []],
    ['covid-19', ['covid']],
    ['Covid 19', ['covid']],
    ['covid19', ['covid']],
    ['COVID\u2011 19', ['covid']],
    ['63/2025QH15', ['decree']],
    ['38A/CTr-SNgV', ['plan']],
    ['38a/ctr-sngv', ['plan']],
    ['38a', ['plan']],
    ['7/2024/CT-TTg', ['plan']],
    ['07／2024／ct－ttg', ['plan']],
    ['07/2024/CT\u200b-\u200bTTg', ['plan']],
    ['biên\u034f giới ❤️', ['plan']],
    ['bie\u0302n gi\u01a1\u0301i\ufe0f', ['plan']],
    ['biên gi\u200eới', ['plan']],
    ['\u202bbiên giới\u202c', ['plan']],
    ['họp ❤️ 🇻🇳 👨‍👩‍👧', ['office']],
    ['"19 covid"', []],
    ['tp.hcm', ['covid']],
    ['TP HCM', ['covid']],
    ['ubnd', ['office']],
    ['văn phòng', ['office']],
    ['"của và của các"', ['office']],
    ['"của các đơn vị"', ['office']],
    ['“họp của”', []],
    ['e-government', ['english']],
    ['cross border', ['english']],
    ["city's", ['english']],
    ['resume', ['english']],
    ['paragr', ['english']],
    ['data next', ['english']],
    ['新闻', ['chinese']],
    ['闻新', []],
    ['بالعالم', ['chinese']],
    ['привет', ['chinese']],
  ])('for %s finds what it means', async (q, ids) => {
    expect(await found(q)).toEqual(ids)
  })

  it.each([
    '',
    ' ',
    '"',
    '""',
    '"""',
    '!!! ???',
    '-*+()[]{}^~?:\\/',
    'AND OR NOT',
    'title:họp',
    '😀',
    '\ud800',
    'a\udfff b',
    '\u202eabc',
    '\u0000',
    '<img src=x onerror=alert(1)>',
    "'; DROP TABLE x; --",
    '%%%',
    '../../etc/passwd',
    '__proto__ constructor toString',
    'a'.repeat(10_000),
    'hội '.repeat(2_500),
    '"hội '.repeat(2_000),
    'a\u0301'.repeat(5_000),
    `a${'\u0301'.repeat(10_000)}`,
    '1.000'.repeat(2_000),
    '01/QĐ-'.repeat(2_000),
  ])('of anything at all is answered: %j', async (q) => {
    const one = await index
    expect((await one.search(asks(q))).state).toBe('fresh')
    expect((await one.search(asks(q, { order: 'newest' }))).state).toBe('fresh')
    expect(Array.isArray(await one.suggest(q))).toBe(true)
  })

  it('of any characters is answered', async () => {
    const one = await index
    const piece = fc.constantFrom(
      '"',
      ' ',
      '-',
      '/',
      '.',
      'hội',
      'HỌP',
      '01',
      '1.500',
      'QĐ',
      '\u0301',
      '😀',
      '\ud83d',
      'é',
      '中',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }),
        async (parts) => {
          expect((await one.search(asks(parts.join('')))).state).toBe('fresh')
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is not looked at beyond 200 characters and 16 words', () => {
    expect(parseQuery('từ '.repeat(500)).order).toHaveLength(16)
    expect(parseQuery('a'.repeat(10_000)).words[0]?.text).toHaveLength(200)
    const many = Array.from({ length: 40 }, (_, at) => `w${at}`).join(' ')
    expect(parseQuery(many).words).toHaveLength(16)
  })

  it('longer than every title still finds by all its words', async () => {
    expect(await found('lịch nghỉ lễ 2/9 nghỉ từ ngày 02/9 đến hết ngày 03/9')).toEqual(['holiday'])
    expect(await found('lịch nghỉ lễ 2/9 nghỉ từ ngày 02/9 đến hết ngày khác')).toEqual([])
  })

  it('takes a page, a size or a date that is none for the usual', async () => {
    const one = await index
    for (const query of [
      { page: -1 },
      { page: Number.NaN },
      { size: 0 },
      { from: 'nonsense' },
      { to: '' },
      { section: 'none' },
    ])
      expect((await one.search(asks('covid', query))).state).toBe('fresh')
    expect((await search(one, 'covid', { page: 0, from: 'x' })).total).toBe(1)
  })

  it('looks at whole days and at instants', async () => {
    const one = await index
    expect((await search(one, 'covid', { from: '2022-01-01', to: '2022-01-01' })).total).toBe(1)
    expect((await search(one, 'covid', { to: '2021-12-31T23:59:59Z' })).total).toBe(0)
    expect((await search(one, 'covid', { from: '2022-01-01T00:00:01Z' })).total).toBe(0)
  })

  it('counts every section, whichever is asked for', async () => {
    const one = await index
    const { total, sections } = await search(one, 'ngày', { section: 'news' })
    expect({ total, sections }).toEqual({ total: 0, sections: [{ section: 'notices', count: 1 }] })
  })

  it('takes the last word for the beginning of one only where whole words find nothing', async () => {
    expect(await found('họ')).toEqual(['office'])
    expect(await found('họp c')).toEqual(['office'])
    expect(await found('p')).toEqual([])
    expect(await found('"họ"')).toEqual([])
    expect(await found('họ ')).toEqual([])
  })
})
