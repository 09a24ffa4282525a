import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { defaultLocale, type Locale, locales } from '../domain/locale.ts'

/** The language of whoever asks (RFC 9110, Accept-Language). */
export function askedLocale(c: Context): Locale {
  const language = accepts(c, {
    header: 'Accept-Language',
    supports: [...locales],
    default: defaultLocale,
  })
  return locales.find((each) => each === language) ?? defaultLocale
}
