import { codePoint } from 'dingbat-to-unicode'
import { detectLegacyEncoding } from '../../domain/import/legacy-encoding.ts'

/** Fonts that show signs in place of letters. */
export const isSignFont = (font: string) => codePoint(font, 0x20) !== undefined

/** Fonts of signs hold their codes in the private use area as well: U+F0B7 is 0xB7. */
const codeOf = (code: number) => (code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)

/** What a font of signs shows for a code; undefined where Unicode has nothing like it. */
const shownBy = (font: string, code: number) => codePoint(font, codeOf(code))?.string

/** A sign that was put in by its code (`w:sym`): hexadecimal. Letters of 8-bit fonts stay codes, for what converts these. */
export function signOf(font: string, hex: string): string | undefined {
  const code = Number.parseInt(hex, 16)
  if (isSignFont(font)) return shownBy(font, code)
  if (detectLegacyEncoding('', font)) return String.fromCharCode(code)
  return /^[^\p{C}]$/u.test(String.fromCharCode(code)) ? String.fromCharCode(code) : undefined
}
