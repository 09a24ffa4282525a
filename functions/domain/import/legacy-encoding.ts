import encodings from './legacy-encodings.json' with { type: 'json' }
import { isSyllable } from './syllable.ts'

/**
 * Vietnamese before Unicode: 8-bit fonts show accented letters where others have the signs of Western Europe. Their text is
 * converted before anything else is done to it, because cleaning takes away U+00AD, which is a letter of TCVN3.
 */
export type LegacyEncoding = 'tcvn3' | 'vni'

const tables = {
  tcvn3: new Map(Object.entries(encodings.tcvn3)),
  vni: new Map(Object.entries(encodings.vni)),
}

/** Every key, the longest first: `öù` is one letter, `öôù` are two, of which the second has the mark. */
const keys = (table: Map<string, string>) =>
  new RegExp([...table.keys()].sort((one, other) => other.length - one.length).join('|'), 'gu')
const patterns = { tcvn3: keys(tables.tcvn3), vni: keys(tables.vni) }

/** Letters of Vietnamese that no 8-bit font has: the text is Unicode, whatever its font is called. */
const onlyInUnicode =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\p{M}/u

/** Whether a text holds letters that no 8-bit font has. */
export const isInUnicode = (text: string) => onlyInUnicode.test(text)

/** Fonts of symbols hold their bytes in the private use area: U+F0B8 is 0xB8. */
const asBytes = (text: string) =>
  text.replace(/[\uf020-\uf0ff]/gu, (each) => String.fromCharCode(each.charCodeAt(0) - 0xf000))

function encodingOfFont(font: string): LegacyEncoding | undefined {
  if (/^\.vn/iu.test(font)) return 'tcvn3'
  return /^vni[- ]/iu.test(font) ? 'vni' : undefined
}

/** `.VnTimeH` shows small letters as capitals; its text is in small ones. */
const showsCapitals = (font: string) => /^\.vn.*H$/iu.test(font) && /H$/u.test(font)

function decode(text: string, encoding: LegacyEncoding): string {
  return text.replace(patterns[encoding], (key) => tables[encoding].get(key) ?? key).normalize('NFC')
}

/** Where each letter of a text in an 8-bit font begins and ends that was typed as several characters. */
export function* compoundLetters(
  text: string,
  encoding: LegacyEncoding,
): Generator<[start: number, end: number]> {
  for (const { 0: letter, index } of asBytes(text).matchAll(patterns[encoding]))
    if (letter.length > 1) yield [index, index + letter.length]
}

/**
 * Text of an 8-bit font in Unicode (NFC). `font`: of a variant for capitals, in capitals. Of TCVN3 without its font the
 * case of accented letters is not known: they stay small.
 */
export function fromLegacy(text: string, encoding: LegacyEncoding, font = ''): string {
  const decoded = decode(asBytes(text), encoding)
  return encoding === 'tcvn3' && showsCapitals(font) ? decoded.toUpperCase() : decoded
}

/** Of what was found in the parts of something, what most of them have; TCVN3 where both are found as often. */
export function mostFrequent(found: readonly (LegacyEncoding | undefined)[]): LegacyEncoding | undefined {
  const count = (encoding: LegacyEncoding) => found.filter((each) => each === encoding).length
  const [tcvn3, vni] = [count('tcvn3'), count('vni')]
  if (tcvn3 + vni === 0) return undefined
  return tcvn3 >= vni ? 'tcvn3' : 'vni'
}

/** How much of a text reads as Vietnamese. */
interface Reading {
  /** Of the words with anything but ASCII, the share that are well-formed syllables; 0 to 1. */
  score: number
  /** The same of all words. */
  overall: number
}

function read(words: readonly string[], encoding?: LegacyEncoding): Reading {
  const isWell = words.map((word) => isSyllable(encoding ? decode(word, encoding) : word.normalize('NFC')))
  const accented = isWell.filter((_, index) => /[^!-~]/u.test(words[index] ?? ''))
  const share = (of: readonly boolean[]) => of.filter(Boolean).length / Math.max(1, of.length)
  return { score: share(accented), overall: share(isWell) }
}

/** What a sample that is long enough tells; whoever writes a hundred pages does not change their font for the next one. */
const sampleWords = 2000

/** A sign alone (`«`, `©`, `·`) is no word of any reading. */
const word = /[\p{L}\p{M}\u00a1-\u00ff\uf0a1-\uf0ff]{2,}/gu

/** Different accented words that are enough to tell French from VNI. */
const enoughWords = 3

/**
 * The encoding of a text, or undefined where it should be left as it is. The font decides where its name says an encoding.
 * Otherwise the words do: a reading is taken only if nearly all accented words become Vietnamese syllables, and far more
 * than are so already. `likely` is what the text around it has, and is believed of a text with too few words to tell.
 */
export function detectLegacyEncoding(
  text: string,
  font = '',
  likely?: LegacyEncoding,
): LegacyEncoding | undefined {
  if (onlyInUnicode.test(text)) return undefined
  const named = encodingOfFont(font)
  if (named) return named
  const words = (asBytes(text).match(word) ?? []).slice(0, sampleWords)
  const accented = new Set(words.filter((each) => /[^!-~]/u.test(each)))
  const isEnough = accented.size >= enoughWords
  if (accented.size === 0 || (!isEnough && !likely)) return undefined
  const candidates: LegacyEncoding[] = isEnough || !likely ? ['vni', 'tcvn3'] : [likely]
  const [best] = candidates
    .map((encoding) => ({ encoding, ...read(words, encoding) }))
    .sort((one, other) => other.score - one.score)
  const isClear = best && best.score >= 0.95 && best.overall >= 0.5 && best.score - read(words).score >= 0.3
  return isClear ? best.encoding : undefined
}

/** A text alone in Unicode. `likely` is what the text around it was typed in. */
export function textInUnicode(text: string, likely?: LegacyEncoding): string {
  const encoding = detectLegacyEncoding(text, '', likely)
  return encoding ? fromLegacy(text, encoding).replaceAll('\u00ad', '') : text
}
