import { describe, expect, it } from 'vitest'
import { withTypedLists } from '../../functions/domain/import/typed-lists.ts'

const paragraphs = (...lines: string[]) => lines.map((line) => `<p>${line}</p>`).join('')

describe('paragraphs that were typed as a list', () => {
  it.each([
    ['-', '- Một', '-Hai'],
    ['–', '– Một', '–  Hai'],
    ['•', '• Một', '•\u00a0Hai'],
    ['*', '* Một', '*Hai'],
    ['+', '+ Một', '+Hai'],
  ])('are a list, marked with %s', (_mark, ...lines) => {
    expect(withTypedLists(paragraphs('Gồm:', ...lines, 'Hết.'))).toBe(
      '<p>Gồm:</p><ul><li>Một</li><li>Hai</li></ul><p>Hết.</p>',
    )
  })

  it('stand below the dash before them where they begin with a plus', () => {
    expect(withTypedLists(paragraphs('- Một', '+ Một a', '+ Một b', '- Hai', '+ Hai a'))).toBe(
      '<ul><li>Một<ul><li>Một a</li><li>Một b</li></ul></li><li>Hai<ul><li>Hai a</li></ul></li></ul>',
    )
  })

  it('lose their mark even where it is emphasised, alone or with its words', () => {
    expect(withTypedLists(paragraphs('<strong>-</strong> <em>Một</em> hai', '<strong>- Ba</strong>'))).toBe(
      '<ul><li><em>Một</em> hai</li><li><strong>Ba</strong></li></ul>',
    )
  })

  it('are numbered where the numbers follow each other, from any on', () => {
    expect(withTypedLists(paragraphs('1. Một', '2. Hai'))).toBe('<ol><li>Một</li><li>Hai</li></ol>')
    expect(withTypedLists(paragraphs('1/ Một', '2/ Hai'))).toBe('<ol><li>Một</li><li>Hai</li></ol>')
    expect(withTypedLists(paragraphs('4) Bốn', '5) Năm'))).toBe('<ol start="4"><li>Bốn</li><li>Năm</li></ol>')
  })

  it.each([
    ['a single number', paragraphs('1. Kết quả', 'Nội dung.', '2. Hạn chế', 'Nội dung.')],
    ['numbers that do not follow each other', paragraphs('1. Một', '3. Ba')],
    ['letters, by which texts refer to them', paragraphs('a) Một', 'b) Hai')],
    ['a minus', paragraphs('-5 °C vào ban đêm', '−3 °C')],
    ['a telephone number', paragraphs('+84 272 3826 275')],
    ['rules', paragraphs('-----', '***', '- - -', '*', '+')],
    ['days', paragraphs('1/7: họp', '2/7: nghỉ')],
    ['decimals', paragraphs('1.5 triệu', '2.5 triệu')],
    ['a dash within', paragraphs('Độc lập - Tự do - Hạnh phúc')],
    ['headings', '<h2>- Một</h2>'],
  ])('are not %s', (_what, html) => {
    expect(withTypedLists(html)).toBe(html)
  })

  it('are found in cells and quotations', () => {
    expect(withTypedLists('<blockquote><p>- Một</p></blockquote>')).toBe(
      '<blockquote><ul><li>Một</li></ul></blockquote>',
    )
  })
})
