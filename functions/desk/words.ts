import { createInstance, type TFunction } from 'i18next'
import { deskWords } from '../../locales/index.ts'
import { type Locale, locales } from '../domain/locale.ts'

export type Translate = TFunction<'desk'>

const words = createInstance({
  resources: deskWords,
  supportedLngs: [...locales],
  // A word that is missing must show as missing, never as a word of another language.
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
