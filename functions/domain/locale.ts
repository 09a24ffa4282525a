import { type Tag, tags } from '../../locales/tags.ts'

/** BCP 47 tags of the languages the site is published in. A visitor who asks for none of them gets the first one. */
export const locales = tags
export type Locale = Tag
export const defaultLocale: Locale = locales[0]

export function isLocale(value: string): value is Locale {
  return locales.some((locale) => locale === value)
}

/** A value for each locale, made by `value`. */
export function perLocale<T>(value: (locale: Locale) => T): Record<Locale, T> {
  // The keys are exactly `locales`; fromEntries cannot say so.
  return Object.fromEntries(locales.map((each) => [each, value(each)])) as Record<Locale, T>
}

/** What is kept for each language; for one that was added since, it may not be there yet. */
export type ByLocale<T> = { [Name in Locale]?: T | undefined }

/** What is said in a language; where it is not yet, in the default one, else in any. */
export function wordsIn<T>(values: ByLocale<T>, locale: Locale): T | undefined {
  return values[locale] ?? values[defaultLocale] ?? Object.values(values).find((each) => each !== undefined)
}

export function otherLocales(than: Locale): Locale[] {
  return locales.filter((each) => each !== than)
}

/** The language to answer in where the address names no page: that of its first part. */
export function localeOfPath(path: string): Locale {
  const first = path.split('/')[1] ?? ''
  return isLocale(first) ? first : defaultLocale
}
