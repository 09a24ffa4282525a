import { languages } from '../../../locales/languages.ts'
import { defaultLocale, type Locale } from '../locale.ts'

/**
 * `1234000` -> `Một triệu hai trăm ba mươi tư nghìn đồng`, as statements and payment slips carry it. For safe integers; a
 * negative amount begins with "Âm". A
 * language without number words uses those of the first one.
 */
export function amountInWords(amount: number, locale: Locale): string {
  const { amounts } = languages[locale].amounts ? languages[locale] : languages[defaultLocale]
  if (!amounts) throw new Error(`there are no words for numbers in "${locale}" and "${defaultLocale}"`)
  const words = [
    ...(amount < 0 ? [amounts.minus] : []),
    ...(amount === 0 ? [amounts.zero] : amounts.number(Math.abs(amount))),
    amounts.currency,
  ].join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
