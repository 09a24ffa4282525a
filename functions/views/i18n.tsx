import type { Child } from 'hono/jsx'
import { createInstance, type ParseKeys, type TFunction, type TOptions } from 'i18next'
import type { roomWordsOf } from '../../locales/desk-words.ts'
import type { deskWords, importWords, manualWords, mediaWords, refusalWords } from '../../locales/index.ts'
import { readerWords } from '../../locales/reader-words.ts'
import { defaultLocale, type Locale, locales, perLocale } from '../domain/locale.ts'
import { nameOfLanguage } from './format.ts'

/** Words that come with a room of the desk, under its name. */
type RoomWords = {
  [Room in keyof typeof roomWordsOf]: Awaited<ReturnType<(typeof roomWordsOf)[Room]['vi']>>
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'reader'
    /** Keys are checked against the words of the first language; a test holds the others to it. */
    resources: {
      reader: (typeof readerWords)['vi']
      desk: (typeof deskWords)['vi'] & RoomWords
      import: (typeof importWords)['vi']
      manual: (typeof manualWords)['vi']
      media: (typeof mediaWords)['vi']
      refusal: (typeof refusalWords)['vi']
    }
  }
}

export type Translate = TFunction<'reader'>

const words = createInstance({
  resources: Object.fromEntries(locales.map((locale) => [locale, { reader: readerWords[locale] ?? {} }])),
  supportedLngs: [...locales],
  // Where a language is still being translated, the first one stands in.
  fallbackLng: defaultLocale,
  defaultNS: 'reader',
  // JSX escapes; doing it twice would show entities to readers.
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

/** The words of one locale, for attributes and for what is made of several words. */
export function translator(locale: Locale): Translate {
  return words.getFixedT(locale, 'reader')
}

export type Say = (key: ParseKeys<'reader'>, values?: TOptions) => Child

/** What was found once under a key of its own: every page looks up some fifty of them, and they never change. */
const plainWords = perLocale(() => new Map<ParseKeys<'reader'>, string>())

/**
 * The words of one locale as they stand in a page: those of another language, where this one has none yet, are marked as
 * such, so that a screen reader pronounces them (WCAG 2.2, 3.1.2).
 */
export function sayer(locale: Locale): Say {
  const plain = plainWords[locale]
  return (key, values) => {
    const known = values ? undefined : plain.get(key)
    if (known !== undefined) return known
    const { res, usedLng } = words.t(key, { ...values, lng: locale, returnDetails: true })
    if (usedLng !== locale) return <span lang={usedLng}>{res}</span>
    if (!values) plain.set(key, res)
    return res
  }
}

/** What a language is called in another one: `tiếng Anh`. */
export function languageName(of: Locale, locale: Locale): string {
  return words.t(`languages.${of}`, { lng: locale, defaultValue: nameOfLanguage(of, locale) })
}
