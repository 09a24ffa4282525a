import { spellingOf, toneOf, wordKey } from './word-key.ts'

const telexTones = /[sfrxj]/u
const vniTones: Readonly<Record<string, string>> = { 1: 'S', 2: 'F', 3: 'R', 4: 'X', 5: 'J' }
const vowel = /[aeiouyăâêôơư]/u
const circumflex: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' }

/**
 * The words that keystrokes were meant for, when the input method was off: `hooij` by Telex, `ho65i` by VNI, both hội. Exact
 * keys; none where a word has nothing of the kind.
 */
export function meantBy(typed: string): string[] {
  const word = typed.normalize('NFC').toLowerCase()
  // Without a vowel it is no syllable (NĐ15), and no tone is typed on one that has its tone.
  if (!(vowel.test(word) || word.includes('w')) || toneOf(wordKey(word).exact)) return []
  const found = [fromTelex(word), fromVni(word)].filter((each) => each !== undefined)
  return [...new Set(found)]
}

/** One horn is typed for both letters of ươ. */
const keyOf = (letters: string, tone: string) =>
  wordKey(spellingOf(letters.replace(/(?:ưo|uơ)(?=\p{L})/u, 'ươ') + tone)).exact

function fromTelex(word: string): string | undefined {
  if (/\d/u.test(word)) return undefined
  let letters = ''
  let tone = ''
  for (const key of word) {
    const had = lastPlain(letters, key)
    if (telexTones.test(key) && vowel.test(letters)) tone = key.toUpperCase()
    else if (key === 'w') letters = withHorn(letters) ?? `${letters}ư`
    else if (circumflex[key] && had >= 0) letters = changed(letters, had, circumflex[key])
    else if (key === 'd' && letters === 'd') letters = 'đ'
    else letters += key
  }
  const nothing = letters === word || (tone === '' && !/[ăâđêôơư]/u.test(letters))
  return nothing ? undefined : keyOf(letters, tone)
}

/** The same vowel before, still plain, in the same syllable: its second time makes it â, ê or ô. */
function lastPlain(letters: string, key: string): number {
  const at = letters.lastIndexOf(key)
  return at >= 0 && !vowel.test(letters.slice(at + 1).replace(/[iuy]/gu, '')) ? at : -1
}

const changed = (letters: string, at: number, to: string) => letters.slice(0, at) + to + letters.slice(at + 1)

/** w, and 7 of VNI: ươ, ưa (but quă), else ơ, ư or ă. */
function withHorn(letters: string): string | undefined {
  if (/uo/u.test(letters)) return letters.replace('uo', 'ươ')
  if (/(?<!q)ua/u.test(letters)) return letters.replace('ua', 'ưa')
  const at = letters.search(/[aou](?!.*[aou])/u)
  const to = { a: 'ă', o: 'ơ', u: 'ư' }[letters[at] ?? '']
  return to ? changed(letters, at, to) : undefined
}

function fromVni(word: string): string | undefined {
  if (!/^\p{L}+\d[\p{L}\d]*$/u.test(word)) return undefined
  let letters = ''
  let tone = ''
  for (const key of word) {
    if (!/\d/u.test(key)) letters += key
    else if (vniTones[key]) tone = vniTones[key]
    else {
      const next = withQuality(letters, key)
      if (next === undefined) return undefined
      letters = next
    }
  }
  return keyOf(letters, tone)
}

function withQuality(letters: string, key: string): string | undefined {
  if (key === '9') return letters.startsWith('d') ? `đ${letters.slice(1)}` : undefined
  if (key === '7') return withHorn(letters)
  const at = letters.search(key === '6' ? /[aeo](?!.*[aeo])/u : /a(?!.*a)/u)
  const to = key === '6' ? circumflex[letters[at] ?? ''] : key === '8' ? 'ă' : undefined
  return at >= 0 && to ? changed(letters, at, to) : undefined
}
