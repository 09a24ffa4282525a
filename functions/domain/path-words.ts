import { languages } from '../../locales/languages.ts'
import { type Locale, locales } from './locale.ts'

/**
 * Words that stand in addresses before what they lead to, as each language writes them. The word of another language
 * leads on to the right one, so a language may change its words without breaking a link.
 */
const names = ['latest', 'topics', 'search', 'pages', 'sitemap', 'contact'] as const
export type PathWord = (typeof names)[number]

/** `chu-de`; in English `topics`. */
export function pathWord(word: PathWord, locale: Locale): string {
  return languages[locale].addresses[word]
}

/** The word in every language, each once. */
export function pathWordIn(word: PathWord): string[] {
  return [...new Set(locales.map((locale) => pathWord(word, locale)))]
}

/** Every such word: no section may have one of them as its slug. */
export const pathWords: readonly string[] = names.flatMap(pathWordIn)

/** `/vi/topics/asean` -> `/vi/chu-de/asean`; an address without such a word stays as it is. */
export function inOwnWords(path: string, locale: Locale): string {
  const [, first = '', second = '', ...rest] = path.split('/')
  const word = names.find((name) => pathWordIn(name).includes(second))
  return word ? ['', first, pathWord(word, locale), ...rest].join('/') : path
}
