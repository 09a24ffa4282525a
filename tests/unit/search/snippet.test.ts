import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mark, snippet } from '../../../functions/search/snippet.ts'

const marked = (text: string, q: string) =>
  mark(text, q)
    .filter((part) => part.mark)
    .map((part) => part.text)
const whole = (parts: { text: string }[]) => parts.map(({ text }) => text).join('')

describe('what is marked in a text', () => {
  it.each([
    ['Hồ Hoà Bình và ho\u0300a bình', 'hòa bình', ['Hoà Bình', 'ho\u0300a bình']],
    ['Hội nghị và hỏi nghị sĩ', 'hội nghị', ['Hội nghị', 'nghị']],
    ['Hội nghị và hỏi nghị sĩ', 'hoi nghi', ['Hội nghị', 'hỏi nghị']],
    ['Quyết định số 01 / QĐ – UBND của tỉnh', '1/qd-ubnd', ['01 / QĐ – UBND']],
    ['Vốn 1.500 tỷ', '1500 tỉ', ['1.500 tỷ']],
    ['Chuyển\u00adđổi', 'chuyển', ['Chuyển\u00adđổi']],
    ['nghiên cứu', 'nghiên cứ', ['nghiên cứu']],
    ['nghiên cứu của các', 'nghiên c', ['nghiên']],
    ['không có gì', 'khác', []],
    ['không có gì', '', []],
    ['<b>hội</b> & "hội"', 'hội', ['hội', 'hội']],
  ])('%s for %s', (text, q, expected) => {
    expect(marked(text, q)).toEqual(expected)
  })

  it('changes nothing of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ maxLength: 30 }),
        (text, q) => {
          expect(whole(mark(text, q))).toBe(text)
        },
      ),
    )
  })
})

describe('a snippet', () => {
  const body = `${'Đoạn mở đầu không nói gì. '.repeat(40)}Hội nghị bàn về lúa gạo ở đây. ${'Đoạn cuối cũng vậy. '.repeat(40)}`

  it('shows where most of the query stands', () => {
    const parts = snippet(body, 'lúa gạo hội nghị')
    expect(parts.filter((part) => part.mark).map(({ text }) => text)).toEqual(['Hội nghị', 'lúa gạo'])
    expect(parts.at(0)?.text).toBe('…')
    expect(parts.at(-1)?.text).toBe('…')
  })

  it('is the beginning where nothing is found, and the whole where that is short', () => {
    expect(whole(snippet(body, 'khác')).startsWith('Đoạn mở đầu')).toBe(true)
    expect(whole(snippet('Ngắn thôi.', 'khác'))).toBe('Ngắn thôi.')
    expect(snippet('', 'khác')).toEqual([])
  })

  it('is a piece of the text, about as long as asked for', () => {
    const word = fc.constantFrom(
      'hội',
      'nghị',
      'lúa',
      'gạo',
      'và',
      'một-từ-dài-hơn-các-từ-khác',
      '\n',
      'x'.repeat(300),
    )
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 200 }),
        fc.constantFrom('hội nghị', 'lúa', 'gạo và'),
        (words, q) => {
          const text = words.join(' ')
          const parts = snippet(text, q, 120)
          const inner = whole(parts).replace(/^…/u, '').replace(/…$/u, '')
          expect(text).toContain(inner)
          expect(inner.length).toBeLessThanOrEqual(120 + 320)
        },
      ),
    )
  })
})
