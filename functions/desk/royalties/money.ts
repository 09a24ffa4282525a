import type { Locale } from '../../domain/locale.ts'
import { useWords } from '../words.tsx'

/** `1.250.000 đ`, in English `1,250,000 VND`: whole đồng, below zero with a true minus. */
export function useMoney(): (vnd: number) => string {
  const { t, locale } = useWords()
  const format = new Intl.NumberFormat(locale)
  return (vnd) => {
    const amount = t('royalties.money', { amount: format.format(Math.abs(vnd)) })
    return vnd < 0 ? `\u2212${amount}` : amount
  }
}

/** `15` tenths -> `1,5`: by digits, so that no number is rounded for showing. `places`: digits of the fraction that units count. */
export function decimalOf(units: number, places: number, locale: Locale): string {
  if (places === 0) return String(units)
  const digits = String(units).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/u, '')
  const sign = locale === 'vi' ? ',' : '.'
  const whole = digits.slice(0, -places)
  return fraction ? `${whole}${sign}${fraction}` : whole
}

/** `1,5` or `1.5` -> 15 tenths; undefined for what is no number, or finer than it may be. */
export function unitsOf(text: string, places: number): number | undefined {
  const { whole, fraction = '' } =
    /^(?<whole>\d{1,12})(?:[.,](?<fraction>\d*))?$/u.exec(text.trim())?.groups ?? {}
  if (whole === undefined || fraction.length > places) return undefined
  return Number(whole + fraction.padEnd(places, '0'))
}

/** `2.340.000`, `2340000 đ` -> 2340000; undefined for what is no whole amount. */
export function vndOf(text: string): number | undefined {
  const amount = text.replace(/đ|₫|VND/giu, '').trim()
  return /^(?:\d{1,13}|\d{1,3}(?:[\s.,]\d{3}){1,4})$/u.test(amount)
    ? Number(amount.replace(/\D/gu, ''))
    : undefined
}
