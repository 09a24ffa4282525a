import { invisible, type WordKey, wordKey } from './word-key.ts'

const sign = '/\\u2044\\u2215\\uff0f\\-\\u2010-\\u2015\\u2212\\uff0d'
const unseen = `${invisible}{0,2}`
const separator = `${unseen}\\s?[${sign}]${unseen}\\s?${unseen}`
const letter = `[\\p{L}\\p{M}${invisible}]`
const group = `(?:\\p{Lu}${letter}*|${letter}{2,8})\\d*`

/** 01/QĐ-UBND, 272-QĐ/TW, 15/2024/NĐ-CP, 63/2025/QH15: number, perhaps a year, then groups of letters. */
const documentNumber = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d{1,5}[a-zA-Z]?(?:${separator}\\d{2,4})?(?:${separator}${group}){1,4}(?![\\p{L}\\p{N}])`,
  'gu',
)

/** Spares most texts the search above. */
const perhaps = new RegExp(`\\d[a-zA-Z]?${separator}\\p{L}`, 'u')

/** What tells a number from "12-Hà Nội" in a text; in a query nobody need type capitals. */
const twoCapitals = /\p{Lu}\p{M}*\p{Lu}/u

export interface Stretch {
  start: number
  end: number
  key: WordKey
}

/** Numbers of documents (số hiệu văn bản) in a text, whatever their dashes, blanks and leading zeros. */
export function documentNumbers(text: string, typed: boolean): Stretch[] {
  if (!perhaps.test(text)) return []
  return [...text.matchAll(documentNumber)]
    .filter(([found]) => typed || twoCapitals.test(found))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length, key: documentKey(found) }))
}

const splits = new RegExp(`[${sign}]`, 'u')

/** `01 / QĐ – UBND` -> `#1/qđ/ubnd`: no word begins with a number sign. */
function documentKey(text: string): WordKey {
  const parts = text.replace(/\s/gu, '').split(splits).map(wordKey)
  const join = (keys: string[]) => `#${keys.map((each) => each.replace(/^0+(?=\d)/u, '')).join('/')}`
  return { exact: join(parts.map(({ exact }) => exact)), folded: join(parts.map(({ folded }) => folded)) }
}

export const isDocumentKey = (folded: string) => folded.startsWith('#')
