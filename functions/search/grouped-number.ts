import type { Stretch } from './document-number.ts'

const grouped = (point: string) =>
  `(?<![\\p{L}\\p{N}]|\\p{N}[.,])[1-9]\\d{0,2}(?:${point}\\d{3})+(?![\\p{L}\\p{N}]|${point}\\p{N})`

/** 1.500.000 as in Vietnamese, 1,500,000 as in English. */
const groupedNumber = new RegExp(`${grouped('\\.')}|${grouped(',')}`, 'gu')

/** Numbers with points or commas between thousands, which are found as they are typed without: 1.500 = 1500. */
export function groupedNumbers(text: string): Stretch[] {
  return [...text.matchAll(groupedNumber)].map(({ 0: found, index }) => {
    const digits = found.replace(/[.,]/gu, '')
    return { start: index, end: index + found.length, key: { exact: digits, folded: digits } }
  })
}
