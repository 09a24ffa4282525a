/**
 * Numbers as schoolbooks read them: "linh" for an empty ten, "mốt" and "tư" after a ten of two or more, "lăm" after any
 * ten, "không trăm" for an empty hundred within a number, "nghìn" and "tỷ". No "chẵn" is added: it is a habit of some
 * offices, no rule asks for it. Number-spelling packages leave out "không trăm" or say "ba mươi bốn", which an accountant
 * would send back.
 */
const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

function unitAfter(tens: number, units: number): string {
  if (units === 1 && tens >= 2) return 'mốt'
  if (units === 4 && tens >= 2) return 'tư'
  if (units === 5 && tens >= 1) return 'lăm'
  return digits[units] ?? ''
}

/** Three digits; with `full` also the hundred that is not there, because more stands before it. */
function groupOf(group: number, full: boolean): string[] {
  const hundreds = Math.trunc(group / 100)
  const tens = Math.trunc((group % 100) / 10)
  const units = group % 10
  const words: string[] = []
  if (full || hundreds > 0) words.push(digits[hundreds] ?? '', 'trăm')
  if (tens === 0 && units > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens >= 2) words.push(digits[tens] ?? '', 'mươi')
  if (units > 0) words.push(unitAfter(tens, units))
  return words
}

/** Groups of three below a billion; from there the reading begins again, "một nghìn tỷ". */
function read(number: number, full: boolean): string[] {
  const billions = Math.trunc(number / 1_000_000_000)
  const words = billions > 0 ? [...read(billions, full), 'tỷ'] : []
  const scales: [size: number, name: string[]][] = [
    [1_000_000, ['triệu']],
    [1_000, ['nghìn']],
    [1, []],
  ]
  for (const [size, name] of scales) {
    const group = Math.trunc(number / size) % 1_000
    if (group > 0) words.push(...groupOf(group, full || words.length > 0), ...name)
  }
  return words
}

/** `1234` -> một nghìn hai trăm ba mươi tư */
export function number(value: number): string[] {
  return read(value, false)
}
