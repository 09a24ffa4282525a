import { describe, expect, it } from 'vitest'
import { analyze } from '../../../functions/search/analyze.ts'
import { levelOf, spellingOf, wordKey } from '../../../functions/search/word-key.ts'

const exactOf = (text: string) => wordKey(text).exact
const words = (text: string) => analyze(text).filter(({ compound }) => compound === undefined)
const compounds = (text: string, typed = false) =>
  analyze(text, typed)
    .filter(({ compound }) => compound !== undefined)
    .map(({ exact, start, end }) => [exact, text.slice(start, end)])

describe('the key of a word', () => {
  it.each([
    ['hòa', 'hoà'],
    ['thủy', 'thuỷ'],
    ['quý', 'qúy'],
    ['gìn', 'gi\u0300n'],
    ['ấn', 'a\u0301\u0302n'],
    ['ấn', 'â\u0301n'],
    ['hội', 'ho\u0323\u0302i'],
    ['nguyễn', 'NGUYỄN'],
    ['đồng', 'Ðồng'],
    ['đồng', 'ðồng'],
    ['kỹ', 'kĩ'],
    ['lý', 'lí'],
    ['tỷ', 'tỉ'],
    ['sỹ', 'sĩ'],
    ['quý', 'quí'],
    ['chuyển', 'chu\u00adyển'],
    ['khê', 'khê\u200b'],
    ['ｈội', 'hội'],
  ])('is one for %s and %s', (a, b) => {
    expect(wordKey(a)).toEqual(wordKey(b))
  })

  it.each([
    ['ma', 'má'],
    ['hoa', 'hòa'],
    ['an', 'ăn'],
    ['ban', 'bân'],
    ['da', 'đa'],
    ['y', 'i'],
    ['tay', 'tai'],
    ['thúy', 'thúi'],
  ])('tells %s from %s where marks count', (a, b) => {
    expect(exactOf(a)).not.toBe(exactOf(b))
  })

  it.each([
    ['hội', 'hoi'],
    ['Đường', 'duong'],
    ['résumé', 'resume'],
    ['02', '2'],
    ['08h30', '8h30'],
    ['2024', '2024'],
    ['100', '100'],
  ])('of %s is %s without marks', (word, folded) => {
    expect(wordKey(word).folded).toBe(folded)
  })

  it.each(
    'hòa thủy hóa nghị mía quý giặc Nguyễn của người được khỏe chuyện giữa ngoằn thuở rượu khuya tuyết'.split(
      ' ',
    ),
  )('can be spelled again: %s', (word) => {
    expect(exactOf(spellingOf(exactOf(word)))).toBe(exactOf(word))
    expect(spellingOf(exactOf(word)).length).toBe(word.length)
  })

  it('takes no time for a heap of marks or a word without an end', () => {
    const start = performance.now()
    analyze(`a${'\u0301'.repeat(2_000)} ${'a'.repeat(200_000)}`)
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(wordKey('a'.repeat(200)).exact).toHaveLength(64)
  })
})

describe('how near a word is to the one typed', () => {
  it.each([
    ['hội', 'hội', 2],
    ['hoi', 'hội', 1],
    ['hôi', 'hội', 1],
    ['dang', 'đảng', 1],
    ['hồi', 'hội', 0],
    ['hội', 'hoi', 0],
    ['đa', 'da', 0],
    ['resume', 'résumé', 1],
  ])('%s beside %s: %i', (typed, found, level) => {
    expect(levelOf(exactOf(typed), exactOf(found))).toBe(level)
  })
})

describe('the words of a text', () => {
  it('stand where they stood in the text, however it is composed', () => {
    const text = 'Tỉnh Ho\u0300a\u00ad Bình, 中文 “ok”\ud800 😀'
    expect(words(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Tỉnh',
      'Ho\u0300a\u00ad',
      'Bình',
      '中',
      '文',
      'ok',
    ])
    expect(words(text).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('are none where there are none', () => {
    for (const text of ['', '  ', '!!! ???', '😀', '\ud83d', '\u00ad\u200b'])
      expect(analyze(text)).toEqual([])
  })

  it.each([
    ['số 01/QĐ-UBND', '#1/qđ/ubnd', '01/QĐ-UBND'],
    ['01 / QĐ – UBND', '#1/qđ/ubnd', '01 / QĐ – UBND'],
    ['272-QĐ/TW', '#272/qđ/tw', '272-QĐ/TW'],
    ['15/2024/NĐ-CP', '#15/2024/nđ/cp', '15/2024/NĐ-CP'],
    ['63/2025/QH15.', '#63/2025/qh15', '63/2025/QH15'],
    ['57‑NQ/TW', '#57/nq/tw', '57‑NQ/TW'],
    ['12/TTr-SXD,', '#12/ttr/sxd', '12/TTr-SXD'],
  ])('hold the number of the document %s', (text, key, spelled) => {
    expect(compounds(text)).toEqual([[key, spelled]])
  })

  it('take a place after a number for no document, unless it is typed as a query', () => {
    expect(compounds('12-Hà Nội, 26/3/2024, COVID-19, 3G/4G')).toEqual([])
    expect(compounds('01/qđ-ubnd', true)).toEqual([['#1/qđ/ubnd', '01/qđ-ubnd']])
  })

  it.each([
    ['1.500 tỷ', '1500'],
    ['1,500,000 USD', '1500000'],
    ['1.500,5', '1500'],
  ])('join the thousands of %s', (text, key) => {
    expect(compounds(text)[0]?.[0]).toBe(key)
    expect(analyze(text).at(-1)?.position).toBe(1)
  })

  it('leave alone what only looks like thousands', () => {
    expect(compounds('0236.3881.888, 1.50, 3.500.12, 192.168.100.2000')).toEqual([])
  })

  it('take time in proportion to the text', () => {
    const start = performance.now()
    for (const piece of ['1.000 ', '01/QĐ-UBND ', '1-', '1/a-', '1.000.']) analyze(piece.repeat(20_000))
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
