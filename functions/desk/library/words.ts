import type { Description } from '../../domain/library/library.ts'
import { type Locale, locales } from '../../domain/locale.ts'

export const wordFields = ['alt', 'caption', 'credit'] as const
export type WordField = (typeof wordFields)[number]

/** The most characters of each, as the API takes them. */
export const mostCharacters: Record<WordField, number> = { alt: 500, caption: 600, credit: 200 }

export const wordIn = (words: Description, locale: Locale, field: WordField) => words[locale]?.[field] ?? ''

/** With one word of it said otherwise; what is empty is left out. */
export function withWord(words: Description, locale: Locale, field: WordField, value: string): Description {
  return { ...words, [locale]: { ...words[locale], [field]: value } }
}

/** As it is sent: without what is empty. */
export function asSent(words: Description): Description {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const said = wordFields.flatMap((field) => {
        const value = wordIn(words, locale, field).trim()
        return value ? [[field, value] as const] : []
      })
      return said.length > 0 ? [[locale, Object.fromEntries(said)]] : []
    }),
  )
}

export const isSame = (a: Description, b: Description) =>
  locales.every((locale) =>
    wordFields.every((field) => wordIn(a, locale, field).trim() === wordIn(b, locale, field).trim()),
  )

/** Somebody said the same thing otherwise at the same time. */
export interface Clash {
  locale: Locale
  field: WordField
  theirs: string
}

/**
 * What was typed since `base`, on what somebody else has saved meanwhile. What only they changed is theirs; what both changed
 * stays as it was typed, and is named.
 */
export function mergeWords(base: Description, mine: Description, theirs: Description) {
  let words = theirs
  const clashes: Clash[] = []
  for (const locale of locales)
    for (const field of wordFields) {
      const [was, typed, saved] = [base, mine, theirs].map((each) => wordIn(each, locale, field))
      if (typed === undefined || saved === undefined || typed === was) continue
      words = withWord(words, locale, field, typed)
      if (saved !== was && saved !== typed) clashes.push({ locale, field, theirs: saved })
    }
  return { words, clashes }
}
