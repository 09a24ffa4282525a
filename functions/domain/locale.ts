import * as z from 'zod'
import { type Tag, tags } from '../../locales/tags.ts'

/** BCP 47 tags of the languages the site is published in. The first one is what a visitor gets who asks for none of them. */
export const locales = tags
export type Locale = Tag
export const defaultLocale: Locale = locales[0]

export const locale = z.enum(locales)

export function isLocale(value: string): value is Locale {
  return locale.safeParse(value).success
}

/** A value for each locale, made by `value`. */
export function perLocale<T>(value: (locale: Locale) => T): Record<Locale, T> {
  // The keys are exactly `locales`; fromEntries cannot say so.
  return Object.fromEntries(locales.map((each) => [each, value(each)])) as Record<Locale, T>
}

export function otherLocales(than: Locale): Locale[] {
  return locales.filter((each) => each !== than)
}
