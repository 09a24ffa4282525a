import { createInstance, type TFunction } from 'i18next'
import { deskWords } from '../../locales/index.ts'
import { type Locale, locales } from '../domain/locale.ts'

export type Translate = TFunction<'desk'>

const words = createInstance({
  resources: Object.fromEntries(locales.map((locale) => [locale, { desk: deskWords[locale] }])),
  supportedLngs: [...locales],
  // A word that is missing must show as missing.
  fallbackLng: false,
  defaultNS: 'desk',
  // The page is built of nodes, not of text.
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

/** The words of one locale. */
export function translator(locale: Locale): Translate {
  return words.getFixedT(locale, 'desk')
}
