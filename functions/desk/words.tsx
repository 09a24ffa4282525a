/** @jsxImportSource react */
import { createInstance, type TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { deskWords } from '../../locales/index.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { chooseLocale, keepLocale } from './shell/languages.ts'

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

/** The language in which the desk speaks: it need not be that of a text. */
export interface Speech {
  t: Translate
  locale: Locale
  choose: (locale: Locale) => void
}

const Context = createContext<Speech | undefined>(undefined)

export function WordsProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(chooseLocale)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const speech = useMemo(() => {
    const choose = (chosen: Locale) => {
      keepLocale(chosen)
      setLocale(chosen)
    }
    return { t: translator(locale), locale, choose }
  }, [locale])
  return (
    <Context value={speech}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </Context>
  )
}

export function useWords(): Speech {
  const speech = useContext(Context)
  if (!speech) throw new Error('there are no words here')
  return speech
}
