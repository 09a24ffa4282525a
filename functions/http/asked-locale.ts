import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { defaultLocale, type Locale, locales } from '../domain/locale.ts'

/** The language of whoever asks (RFC 9110, Accept-Language). `en-GB` is English, too (RFC 4647, lookup). */
export function askedLocale(c: Context): Locale {
  const language = accepts(c, {
    header: 'Accept-Language',
    supports: [...locales],
    default: defaultLocale,
    match: (asked, { default: otherwise }) =>
      asked
        .filter(({ q }) => q > 0)
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
        .find((each) => locales.some((locale) => locale === each)) ?? otherwise,
  })
  return locales.find((each) => each === language) ?? defaultLocale
}
