import type { Locale } from '../locale.ts'

/**
 * Whole amounts of đồng in words, as statements and payment slips carry them. In Vietnamese numbers are read as schoolbooks
 * read them: "linh" for an empty ten, "mốt" and "tư" after a ten of two or more, "lăm" after any ten, "không trăm" for an
 * empty hundred within a number, "nghìn" and "tỷ". No "chẵn" is added: it is a habit of some offices, no rule asks for it.
 * Number-spelling packages leave out "không trăm" or say "ba mươi bốn", which an accountant would send back.
 */
const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

function unitAfter(tens: number, units: number): string {
  if (units === 1 && tens >= 2) return 'mốt'
  if (units === 4 && tens >= 2) return 'tư'
  if (units === 5 && tens >= 1) return 'lăm'
  return digits[units] ?? ''
}

/** Three digits; with `full` also the hundred that is not there, because more stands before it. */
function vietnameseGroup(group: number, full: boolean): string[] {
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

/** Groups of three below a billion; from there the reading begins anew, "một nghìn tỷ". */
function vietnamese(number: number, full = false): string[] {
  const billions = Math.trunc(number / 1_000_000_000)
  const words = billions > 0 ? [...vietnamese(billions, full), 'tỷ'] : []
  const scales: [size: number, name: string[]][] = [
    [1_000_000, ['triệu']],
    [1_000, ['nghìn']],
    [1, []],
  ]
  for (const [size, name] of scales) {
    const group = Math.trunc(number / size) % 1_000
    if (group > 0) words.push(...vietnameseGroup(group, full || words.length > 0), ...name)
  }
  return words
}

const small = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const tensNames = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const englishScales = [
  ['quadrillion', 1_000_000_000_000_000],
  ['trillion', 1_000_000_000_000],
  ['billion', 1_000_000_000],
  ['million', 1_000_000],
  ['thousand', 1_000],
] as const

function belowHundred(number: number): string {
  if (number < 20) return small[number] ?? ''
  const units = small[number % 10]
  return `${tensNames[Math.trunc(number / 10)]}${units && `-${units}`}`
}

function belowThousand(number: number): string[] {
  const words = number >= 100 ? [small[Math.trunc(number / 100)] ?? '', 'hundred'] : []
  const rest = number % 100
  if (rest > 0) words.push(...(words.length > 0 ? ['and'] : []), belowHundred(rest))
  return words
}

/** British English, as the site's dates are: "one hundred and one". */
function english(number: number): string[] {
  const words: string[] = []
  let rest = number
  for (const [name, size] of englishScales) {
    if (rest >= size) words.push(...belowThousand(Math.trunc(rest / size)), name)
    rest %= size
  }
  if (rest > 0) words.push(...(words.length > 0 && rest < 100 ? ['and'] : []), ...belowThousand(rest))
  return words
}

const languages = {
  vi: { read: vietnamese, zero: 'không', minus: 'âm', currency: 'đồng' },
  en: { read: english, zero: 'zero', minus: 'minus', currency: 'dong' },
} satisfies Record<Locale, object>

/** `1234000` -> `Một triệu hai trăm ba mươi tư nghìn đồng`. For safe integers; a negative amount begins with "Âm". */
export function amountInWords(amount: number, locale: Locale): string {
  const { read, zero, minus, currency } = languages[locale]
  const words = [
    ...(amount < 0 ? [minus] : []),
    ...(amount === 0 ? [zero] : read(Math.abs(amount))),
    currency,
  ].join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
