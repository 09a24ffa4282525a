import { type Locale, locales } from './locale.ts'

/**
 * Words that stand in addresses before what they lead to, as each language writes them. The word of another language
 * leads on to the right one, so a language may change its words without breaking a link.
 */
const words = {
  latest: { vi: 'moi-nhat', en: 'latest' },
  topics: { vi: 'chu-de', en: 'topics' },
  search: { vi: 'tim-kiem', en: 'search' },
} satisfies Record<string, Record<Locale, string>>

export type PathWord = keyof typeof words

/** `chu-de`; in English `topics`. */
export function pathWord(word: PathWord, locale: Locale): string {
  return words[word][locale]
}

/** The word in every language: no section may have one of them as its slug. */
export function pathWordIn(word: PathWord): string[] {
  return [...new Set(locales.map((locale) => words[word][locale]))]
}

/** `/vi/topics/asean` -> `/vi/chu-de/asean`; an address without such a word stays as it is. */
export function inOwnWords(path: string, locale: Locale): string {
  const [, first = '', second = '', ...rest] = path.split('/')
  const names: readonly PathWord[] = ['latest', 'topics', 'search']
  const word = names.find((name) => pathWordIn(name).includes(second))
  return word ? ['', first, pathWord(word, locale), ...rest].join('/') : path
}
