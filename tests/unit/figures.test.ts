import { describe, expect, it } from 'vitest'
import { missingFigures, textOf, wordCountOf } from '../../functions/domain/article/figures.ts'

describe('numbers, dates and times of a source', () => {
  it.each([
    ['a date in words', 'ngày 15/7/2026', 'on 15 July 2026'],
    ['a date with the month first', 'ngày 15 tháng 7 năm 2026', 'on July 15, 2026'],
    ['an English ordinal', 'ngày 03-02-2026', 'on the 3rd of February 2026'],
    ['a month of a year', 'tháng 11/2026', 'in November 2026'],
    ['a month', 'trong tháng 11', 'throughout November'],
    ['days that share their month', 'từ ngày 15 đến 17/7/2026', 'from 15 to 17 July 2026'],
    ['a day without a year', 'từ 16/11', 'from 16 November'],
    ['a date of English in Vietnamese', 'on July 15, 2026', 'ngày 15/7/2026'],
    ['thousands and decimals', '1.234,5 tấn', '1,234.5 tonnes'],
    ['millions', '1,5 triệu đồng', '1,500,000 dong'],
    ['billions in words', '5 tỷ đồng', '5 billion dong'],
    ['billions with a decimal', '2.500,5 tỷ đồng', '2,500.5 billion dong'],
    ['thousands of billions', '45 nghìn tỷ đồng', '45,000 billion dong'],
    ['trillions', '45 ngàn tỷ đồng', '45 trillion dong'],
    ['hours of a day', 'trong vòng 24 giờ', 'within 24 hours'],
    ['per cent', 'tăng 12,4%', 'up 12.4 percent'],
    ['a time in the afternoon', 'lúc 14 giờ 30', 'at 2.30 p.m.'],
    ['a time by the clock', '14h30', '14:30'],
    ['a full hour', 'lúc 10 giờ', 'at 10 a.m.'],
    ['an ordinal', 'lần thứ 15', 'the 15th'],
    ['the number of a decree', 'Nghị định 18/2014/NĐ-CP', 'Decree 18/2014/ND-CP'],
    ['small numbers in words', '3 đoàn', 'three delegations'],
    ['a word that is also a month', 'Guests may come', 'Khách có thể đến'],
    ['leading zeros', 'gồm 05/12 huyện, 012 xã', '5/12 districts, 12 communes'],
  ])('are found in a translation in its own writing: %s', (_, source, translation) => {
    expect(missingFigures(source, translation)).toEqual([])
  })

  it.each([
    ['a day that has changed', 'từ ngày 16/11/2026', 'from 15 November 2026', ['16/11/2026']],
    ['another month', 'ngày 15 tháng 7', 'on 15 June', ['15 tháng 7']],
    ['another year', 'ngày 15/7/2026', 'on 15 July 2025', ['15/7/2026']],
    ['a number', '130 hồ sơ và 130 lượt khách', '125 applications', ['130']],
    ['a number of another size', '1,5 triệu', '1.5 billion', ['1,5 triệu']],
    ['another decimal of a size', '2.500,5 tỷ', '9,999.9 billion', ['2.500,5 tỷ']],
    ['a time', '14h30', '14:00', ['14h30']],
    ['all of them, in order', '45 xã, 16/11', 'nothing of it', ['45', '16/11']],
  ])(
    'are named as they stand there where the translation lacks them: %s',
    (_, source, translation, missing) => {
      expect(missingFigures(source, translation)).toEqual(missing)
    },
  )

  it('are looked for in title, summary and body, whose marks part no number', () => {
    const text = {
      title: 'Quý 3',
      summary: '',
      body: '<p>Có 1<strong>25</strong> hồ sơ</p><p>40 &amp; 41</p>',
    }
    expect(textOf(text)).toContain('Có 125 hồ sơ')
    expect(missingFigures(textOf(text), textOf({ title: 'Third quarter', body: '<p>125</p>' }))).toEqual([
      '40',
      '41',
    ])
    expect(wordCountOf(text)).toBe(8)
  })

  it('take no longer than the text is long', () => {
    const long = '1,1.1,1 tháng 11 1/1 '.repeat(5_000)
    const start = performance.now()
    missingFigures(long, long)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
