import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { findForbidden, fold, slugify, toLine, toLines } from '../../functions/domain/text.ts'
import { line, lines, slug } from '../../functions/domain/text-schemas.ts'
import { inEnglish } from '../support/refusal.ts'

const vietnamese = fc.string({
  unit: fc.constantFrom(
    ...'aăâbcdđeêghiklmnoôơpqrstuưvxyÁẮẤÉẾÍÓỐỚÚỨÝàằầèềìòồờùừỳ ạặậẹệịọộợụựỵ-.,“”0123456789',
  ),
  maxLength: 200,
})
const anyText = fc.string({ unit: 'binary', maxLength: 100 })

function messages(schema: z.ZodType, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map(({ message }) => inEnglish(message)) ?? []
}

describe('text', () => {
  it('is the same whether it was typed composed or decomposed', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const [nfc, nfd] = [text.normalize('NFC'), text.normalize('NFD')]
        expect(toLine(nfd)).toBe(toLine(nfc))
        expect(toLines(nfd)).toBe(toLines(nfc))
        expect(fold(nfd)).toBe(fold(nfc))
        expect(slugify(nfd)).toBe(slugify(nfc))
      }),
    )
  })

  it('is in NFC, and stays as it is when it is tidied again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const tidy of [toLine, toLines, fold]) {
          const once = tidy(text)
          expect(tidy(once)).toBe(once)
          expect(once.normalize('NFC')).toBe(once)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('loses white space and zero-width characters that nobody sees', () => {
    expect(toLine(' Tin\u00a0\t tức\u200b\ufeff\n mới ')).toBe('Tin tức mới')
    expect(toLines('  một  \r\n hai\r\n\n\n\nba \u2060')).toBe('một\nhai\n\nba')
  })

  it.each([
    ['\u0000', 'U+0000'],
    ['\u001b', 'U+001B'],
    ['\u0085', 'U+0085'],
    ['\u200f', 'U+200F'],
    ['\u202e', 'U+202E'],
    ['\u2066', 'U+2066'],
    ['\ud800', 'U+D800'],
    ['\udfff', 'U+DFFF'],
    ['\uffff', 'U+FFFF'],
  ])('is refused with the code of a character that it may not hold: %j', (character, code) => {
    const text = `Tin ${character}tức`
    expect(findForbidden(text)).toBe(code)
    expect(messages(line(20), text)).toEqual([`holds the control character ${code}; remove it`])
    expect(messages(lines(20), text)[0]).toContain(code)
  })

  it('may hold letters of any script, and emoji', () => {
    for (const text of ['Hội nghị Việt Nam', 'កម្ពុជា', '越南新聞', 'नमस्ते', '👩‍👧 🇻🇳'])
      expect(line(40).parse(text)).toBe(text.normalize('NFC'))
  })

  it('says how long it is and how long it may be', () => {
    expect(messages(line(10), 'x'.repeat(11))).toEqual(['has 11 characters; at most 10 are allowed'])
    expect(messages(lines(10), 'x'.repeat(12))).toEqual(['has 12 characters; at most 10 are allowed'])
    for (const nothing of [' \u200b ', '\u3164', '\u2800\u200d', '\u00ad', '\u{e0020}', '\ufe0f', ' \u0301'])
      expect(messages(line(10), nothing)).toEqual(['must not be empty'])
    expect(lines(10).parse(' ')).toBe('')
  })

  it('is measured after it was tidied', () => {
    expect(line(5).parse(`  ${'a\u0302\u0301'.repeat(5)}  `)).toBe('ấấấấấ')
  })

  it('is tidied quickly when marks are heaped on a letter', () => {
    const start = performance.now()
    const text = toLine(`a${'\u0301\u0323'.repeat(100_000)}`)
    expect(performance.now() - start).toBeLessThan(1000)
    expect(text.length).toBeLessThan(40)
  })
})

describe('folding', () => {
  it.each([
    ['Đặng Thị Ánh Nguyệt', 'dang thi anh nguyet'],
    ['đ Đ ð Ð ɖ Ɖ', 'd d d d d d'],
    ['ƯỚC ươc', 'uoc uoc'],
    ['İstanbul', 'istanbul'],
  ])('takes the marks off: %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
    expect(fold(text.normalize('NFD'))).toBe(folded)
  })
})

describe('a slug', () => {
  it.each([
    ['Sở Ngoại vụ Tây Ninh tổ chức Hội nghị', 'so-ngoai-vu-tay-ninh-to-chuc-hoi-nghi'],
    ['  “Đối ngoại” – 6 tháng đầu năm 2019!  ', 'doi-ngoai-6-thang-dau-nam-2019'],
    ['Søren Łódź Großmann', 'soren-lodz-grossmann'],
    ['ÆON Œuvre Þór Ðà Nẵng GROẞ', 'aeon-oeuvre-thor-da-nang-gross'],
    ['Kızılay Ħal Għaxaq Ŧuoŧŧar Ŋoŋ ƒ', 'kizilay-hal-ghaxaq-tuottar-ngong-f'],
    ['Əliyev Ɖakar Ƙano', 'eliyev-dakar-kano'],
    ['Chuyển\u00adđổi ng\u200dhị', 'chuyendoi-nghi'],
    ['!!!', 'bai'],
    ['', 'bai'],
    ['កម្ពុជា', 'bai'],
    ['越南', 'bai'],
    ['越南 2019', '2019'],
  ])('of "%s" is "%s"', (title, expected) => {
    expect(slugify(title)).toBe(expected)
  })

  it('keeps every letter of the Latin script that names of Europe are written with', () => {
    for (let code = 0xc0; code <= 0x17f; code += 1) {
      const letter = String.fromCodePoint(code)
      if (/\p{L}/u.test(letter)) expect(slugify(`x${letter}x`), letter).toMatch(/^x[a-z]{1,2}x$/u)
    }
  })

  it('is cut at a word', () => {
    expect(slugify(`${'a'.repeat(76)} bcd efg`)).toBe(`${'a'.repeat(76)}-bcd`)
    expect(slugify(`${'a'.repeat(76)} bcde`)).toBe('a'.repeat(76))
    expect(slugify('a'.repeat(100))).toBe('a'.repeat(80))
  })

  it('can always be made, and is always allowed', () => {
    fc.assert(
      fc.property(fc.oneof(vietnamese, anyText), (title) => {
        expect(slug.parse(slugify(title))).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slugify(title).length).toBeLessThanOrEqual(80)
        expect(slugify(slugify(title))).toBe(slugify(title))
      }),
      { numRuns: 500 },
    )
  })

  it.each(['', '-a', 'a-', 'a--b', 'Tin', 'tin_tuc', 'tin/tuc', 'đ', '..'])(
    'is refused when it is "%s"',
    (text) => {
      expect(messages(slug, text)[0]).toContain('lower-case words')
    },
  )

  it('says how long it may be', () => {
    expect(messages(slug, 'a'.repeat(81))[0]).toContain('80')
  })
})
