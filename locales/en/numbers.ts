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
export function number(value: number): string[] {
  const words: string[] = []
  let rest = value
  for (const [name, size] of englishScales) {
    if (rest >= size) words.push(...belowThousand(Math.trunc(rest / size)), name)
    rest %= size
  }
  if (rest > 0) words.push(...(words.length > 0 && rest < 100 ? ['and'] : []), ...belowThousand(rest))
  return words
}
