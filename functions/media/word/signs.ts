import { codePoint } from 'dingbat-to-unicode'
import { detectLegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import type { DropList } from './model.ts'

/** Fonts that show signs in place of letters. */
export const isSignFont = (font: string) => codePoint(font, 0x20) !== undefined

/** Fonts of signs hold their codes in the private use area as well: U+F0B7 is 0xB7. */
const inPrivateUse = /[\uf020-\uf0ff]/gu
const codeOf = (code: number) => (code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)

/** Signs that few fonts of readers have, and what says the same in nearly all. */
const legible: Record<string, string> = {
  ...{ '🞎': '☐', '🞏': '☐', '🗹': '☑', '🗸': '✓', '🗷': '☒', '🗶': '✗', '🗴': '✗', '🗵': '☒', '⮽': '☒' },
  ...{ '🡨': '←', '🡪': '→', '🡩': '↑', '🡫': '↓', '🡸': '⬅', '🡺': '➔', '⮚': '➢', '⚫': '●', '◼': '■', '⦁': '•' },
}

/** What a font of signs shows for a code; undefined where Unicode has nothing like it. */
function shownBy(font: string, code: number): string | undefined {
  const sign = codePoint(font, codeOf(code))?.string
  return sign === undefined ? undefined : (legible[sign] ?? sign)
}

/** The character that was put in by its code in a font (`w:sym`), hexadecimal; undefined where that font alone knows it. */
export function characterOf(font: string, hex: string): string | undefined {
  const character = /^[0-9a-f]{2,4}$/iu.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : ''
  // Signs and letters of 8-bit fonts are read like what was typed in these.
  const isRead = isSignFont(font) || detectLegacyEncoding('', font) !== undefined
  return isRead || /^\P{C}$/u.test(character) ? character : undefined
}

/**
 * What text in a font of signs shows. Nobody writes sentences in signs: where there are words, the font is left over from
 * somewhere, and they stay.
 */
export function signsIn(text: string, font: string, dropped: DropList): string {
  const hasWords = /\p{L}{3}|[\u0100-\u024f\u1e00-\u1eff]/u.test(text)
  if (hasWords) dropped.add('sign_font', `${font}: ${text}`)
  return text.replace(hasWords ? inPrivateUse : /[!-\u00ff\uf020-\uf0ff]/gu, (each) => {
    const sign = shownBy(font, each.charCodeAt(0))
    if (sign === undefined) dropped.add('sign', `${font} ${each.charCodeAt(0).toString(16)}`)
    return sign ?? ''
  })
}

/** Signs whose font is not known any more. All but the usual bullet could be anything. */
export function withoutLostSigns(text: string, dropped: DropList): string {
  return text.replaceAll('\uf0b7', '•').replace(inPrivateUse, (each) => {
    dropped.add('sign', `U+${each.charCodeAt(0).toString(16).toUpperCase()}`)
    return ''
  })
}
