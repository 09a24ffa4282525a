import { createInstance, type TFunction } from 'i18next'
import { type deskWords, type mediaWords, resources } from '../../locales/index.ts'
import { type Locale, locales } from '../domain/locale.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'reader'
    /** Keys are checked against the Vietnamese file; a test holds the others to it. */
    resources: (typeof resources)['vi'] & (typeof deskWords)['vi'] & { media: (typeof mediaWords)['vi'] }
  }
}

export type Translate = TFunction<'reader'>

const words = createInstance({
  resources,
  supportedLngs: [...locales],
  // A word that is missing must show as missing, never as a word of another language.
  fallbackLng: false,
  defaultNS: 'reader',
  // JSX escapes; doing it twice would show entities to readers.
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

/** The words of one locale. */
export function translator(locale: Locale): Translate {
  return words.getFixedT(locale, 'reader')
}
