/** @jsxImportSource react */
import { createInstance, type TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { deskWordsOf, roomWordsOf } from '../../locales/desk-words.ts'
import { defaultLocale, type Locale, locales } from '../domain/locale.ts'
import { chooseLocale, keepLocale } from './shell/languages.ts'

export type Translate = TFunction<'desk'>

const words = createInstance({
  resources: {},
  supportedLngs: [...locales],
  // Where a language is still being translated, the first one stands in.
  fallbackLng: defaultLocale,
  defaultNS: 'desk',
  // The page is built of nodes, not of text.
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

export type Room = keyof typeof roomWordsOf

/** All of them: help names buttons of every room. Object.keys forgets that the names are exactly these. */
export const rooms = Object.keys(roomWordsOf) as Room[]

/** Rooms that somebody has entered: their words come in each language that is spoken. */
const entered = new Set<Room>()

async function loadOf(room: Room, locale: Locale): Promise<void> {
  const read: (() => Promise<object>) | undefined = roomWordsOf[room][locale]
  if (read && words.getResource(locale, 'desk', room) === undefined)
    words.addResourceBundle(locale, 'desk', { [room]: await read() }, true)
}

async function load(locale: Locale): Promise<void> {
  const read = deskWordsOf[locale]
  if (read && !words.hasResourceBundle(locale, 'desk')) words.addResourceBundle(locale, 'desk', await read())
  await Promise.all([...entered].map((room) => loadOf(room, locale)))
}

/** Brings the words that the screens of one room alone say, in the languages that are loaded. */
export async function loadRoom(room: Room): Promise<void> {
  entered.add(room)
  const loaded = locales.filter((locale) => words.hasResourceBundle(locale, 'desk'))
  await Promise.all(loaded.map((locale) => loadOf(room, locale)))
}

/** Brings the words of a locale, without which nothing is said in it. */
export async function loadWords(locale: Locale): Promise<void> {
  const isWhole = deskWordsOf[locale] !== undefined
  await Promise.all(isWhole ? [load(locale)] : [load(locale), load(defaultLocale)])
}

/** The words of one locale that were loaded. */
export function translator(locale: Locale): Translate {
  return words.getFixedT(locale, 'desk')
}

/** The language in which the desk speaks: it need not be that of a text. */
export interface Speech {
  t: Translate
  locale: Locale
  choose: (locale: Locale) => Promise<void>
}

const Context = createContext<Speech | undefined>(undefined)

export function WordsProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(chooseLocale)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    // The others are at hand by the time that somebody asks for them, also without a network.
    void Promise.all(locales.map(loadWords)).catch(() => undefined)
  }, [])
  const speech = useMemo(() => {
    const choose = async (chosen: Locale) => {
      await loadWords(chosen)
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
