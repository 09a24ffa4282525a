import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLegacyEncoding, fromLegacy } from '../../functions/domain/import/legacy-encoding.ts'
import { isSyllable } from '../../functions/domain/import/syllable.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'

const news =
  'Sáng ngày 15 tháng 7, Sở Ngoại vụ tổ chức Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm; Ủy ban nhân dân các huyện biên giới cùng dự.'

const onsets = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')
const rimes =
  'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iêu iu oa oai oay oe oi ôi ơi ua uâ uê ui uôi uơ uy uya uyê ưa ưi ươi ươu ưu'.split(
    ' ',
  )
const codas = ['', 'c', 'ch', 'm', 'n', 'ng', 'nh', 'p', 't']
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']

/** Every vowel of the rime may carry the tone: writers do not agree on which does. */
function toned(onset: string, rime: string, coda: string): string[] {
  const places = [...rime].map((_, at) => [rime.slice(0, at + 1), rime.slice(at + 1)])
  return tones.flatMap((tone) =>
    places.map(([before, after]) => `${onset}${before}${tone}${after}${coda}`.normalize('NFC')),
  )
}
const syllables = onsets
  .flatMap((onset) => rimes.flatMap((rime) => codas.flatMap((coda) => toned(onset, rime, coda))))
  .filter(isSyllable)
const small = syllables.join(' ')
const large = small.toUpperCase()
const capitalized = syllables.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ')

describe('text of an 8-bit font', () => {
  it.each(Object.entries({ small, large, capitalized }))('comes back from VNI: %s letters', (_case, text) => {
    expect(syllables.length).toBeGreaterThan(5000)
    expect(fromLegacy(toLegacy(text, 'vni'), 'vni')).toBe(text)
  })

  it('comes back from TCVN3, whose font says the case', () => {
    expect(fromLegacy(toLegacy(small, 'tcvn3'), 'tcvn3')).toBe(small)
    expect(fromLegacy(toLegacy(large, 'tcvn3'), 'tcvn3', '.VnTimeH')).toBe(large)
  })

  it.each([
    ['.VnTime', 'héi nghÞ', 'hội nghị'],
    ['.VnTimeH', 'héi nghÞ', 'HỘI NGHỊ'],
    ['.VnArialH', '\u00ad\u00ac', 'ƯƠ'],
    ['.VNTIMEH', '®æi míi', 'ĐỔI MỚI'],
  ])('is read by the font %s', (font, typed, text) => {
    expect(detectLegacyEncoding(typed, font)).toBe('tcvn3')
    expect(fromLegacy(typed, 'tcvn3', font)).toBe(text)
  })

  it('is read where Word keeps a font of symbols in the private use area', () => {
    expect(fromLegacy('h\uf0e9i', 'tcvn3')).toBe('hội')
    expect(fromLegacy('ho\uf0e4i', 'vni')).toBe('hội')
  })

  it('keeps words that writers of VNI and of Unicode mixed in NFC', () => {
    expect(fromLegacy('hoäi nghi\u0323', 'vni')).toBe('hội nghị')
  })
})

describe('the encoding of a text', () => {
  it.each(['tcvn3', 'vni'] as const)('is %s by its words alone', (encoding) => {
    const typed = toLegacy(news, encoding)
    expect(detectLegacyEncoding(typed)).toBe(encoding)
    expect(detectLegacyEncoding(typed, 'Times New Roman')).toBe(encoding)
  })

  it.each([
    ['.VnTime', 'tcvn3'],
    ['.vnarial narrowh', 'tcvn3'],
    ['VNI-Times', 'vni'],
    ['VNI Helve', 'vni'],
  ])('is what the font %s says, even of a single word', (font, encoding) => {
    expect(detectLegacyEncoding('mét', font)).toBe(encoding)
  })

  it.each([
    ['Vietnamese in Unicode', news],
    ['Vietnamese in decomposed Unicode', news.normalize('NFD')],
    ['Vietnamese without any letter of its own', 'Là cá, có lá; thì xà bà má tí, mà bé té ù tà, cò và bò.'],
    [
      'French',
      "Où est-il né ? À l'été, les élèves français étaient très fatigués ; le thé était prêt. « Ça va, sûr », dit Noël, là où il a été à la fête du café.",
    ],
    [
      'German',
      'Für die Größe der Straße müssen wir möglichst schöne Häuser über dem Fluß bauen: Äpfel, Öl, Übermut, weiß, süß.',
    ],
    ['Spanish', 'El señor Núñez llegó mañana, ¿qué pasó? Así también será más fácil; ¡adiós, corazón!'],
    ['English', '« Hello » © 2019 · naïve café, résumé, façade, rôle, 5° ± 1 §3 ½ cup, Zoë coöperates.'],
    ['code', 'const µ = “£5” × ÷ ¥ § ¶ ®; if (a«b) return ¬c | ¢[0] ¦ «tpl»'],
    ['numbers', '1.234.567,89 ± 5 % · 15/7/2019 × 3 ÷ 2 = ½ ¼ ¾ º ª'],
    [
      'one legacy word among English ones',
      'The word héi nghÞ means conference in the old files of the office.',
    ],
    ['nothing', ''],
  ])('is left alone: %s', (_what, text) => {
    expect(detectLegacyEncoding(text)).toBeUndefined()
  })

  it('is not what a font says of a text that holds letters of Unicode alone', () => {
    expect(detectLegacyEncoding('hội nghị', '.VnTime')).toBeUndefined()
    expect(detectLegacyEncoding('hội nghị'.normalize('NFD'), 'VNI-Times')).toBeUndefined()
  })

  it('is found or not, and converted to NFC, whatever the text', () => {
    const unit = fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        expect([undefined, 'tcvn3', 'vni']).toContain(detectLegacyEncoding(text))
        for (const encoding of ['tcvn3', 'vni'] as const)
          expect(fromLegacy(text, encoding)).toBe(fromLegacy(text, encoding).normalize('NFC'))
      }),
    )
  })

  it('of Vietnamese in Unicode is never taken for another, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 60 }), (words) => {
        expect(detectLegacyEncoding(words.join(' '))).toBeUndefined()
      }),
    )
  })
})
