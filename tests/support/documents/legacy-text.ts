import type { LegacyEncoding } from '../../../functions/domain/import/legacy-encoding.ts'
import encodings from '../../../functions/domain/import/legacy-encodings.json' with { type: 'json' }

/** Unicode to what was typed into an 8-bit font. Of several spellings the first; TCVN3 has small letters only. */
export function toLegacy(text: string, encoding: LegacyEncoding): string {
  const spelling = new Map<string, string>()
  for (const [typed, letter] of Object.entries(encodings[encoding]))
    if (!spelling.has(letter)) spelling.set(letter, typed)
  return [...text.normalize('NFC')]
    .map((letter) => spelling.get(letter) ?? spelling.get(letter.toLowerCase()) ?? letter)
    .join('')
}
