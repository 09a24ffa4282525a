/** The five tone marks, as the letters that Telex types them with. */
const tones: Readonly<Record<string, string>> = {
  '\u0300': 'F',
  '\u0301': 'S',
  '\u0303': 'X',
  '\u0309': 'R',
  '\u0323': 'J',
}

/** Characters that nobody sees, which word processors, chats and web pages leave inside words: they part none. */
export const invisible = '\\p{Default_Ignorable_Code_Point}'
const everyInvisible = new RegExp(invisible, 'gu')
export const withoutInvisible = (text: string) => text.replace(everyInvisible, '')

/** One vowel, two spellings: kỹ = kĩ, lý = lí, tỷ = tỉ, quý = quí. */
const endingInY = /^(h|k|l|m|s|t|qu)y([A-Z]?)$/u

/** `02` is 2 where marks do not count, as in 02/9 and 08h30. */
const leadingZero = /^0(?=\d(?!\d))/u

/** No word of a language is longer; what is, counts by its beginning. */
const mostLetters = 64

export interface WordKey {
  /** Letters with their quality (ă â ê ô ơ ư đ), then the tone as a capital: hòa, wherever its mark stands -> `hoaF`. */
  exact: string
  /** Letters alone: `hoa`. */
  folded: string
}

/**
 * What a word is compared by. The tone leaves the letters, so that it does not matter over which vowel, in which order or
 * how composed it was typed.
 */
export function wordKey(word: string): WordKey {
  const text = withoutInvisible(word)
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, mostLetters)
    .replace(/[ðɖ]/gu, 'đ')
  const key = /^\p{ASCII}*$/u.test(text) ? { exact: text, folded: text } : takeApart(text)
  return {
    exact: key.exact.replace(endingInY, '$1i$2'),
    folded: key.folded.replace(endingInY, '$1i').replace(leadingZero, ''),
  }
}

function takeApart(text: string): WordKey {
  let letters = ''
  let folded = ''
  let tone = ''
  let count = 0
  for (const each of text.normalize('NFD')) {
    const found = tones[each]
    if (found) {
      tone = found
      count += 1
      continue
    }
    // What only stands around a letter or a digit is no part of it: the key of an emoji.
    if (!/\p{Me}/u.test(each)) letters += each
    if (!/\p{M}/u.test(each)) folded += each === 'đ' ? 'd' : each
  }
  // Two of them are no Vietnamese syllable: résumé.
  return { exact: count > 1 ? text.normalize('NFC') : letters.normalize('NFC') + tone, folded }
}

export const toneOf = (exact: string) => /[A-Z]$/u.exec(exact)?.[0] ?? ''

/** Whether a word was typed with any mark; one without asks for none. */
export const isMarked = (exact: string) => /[A-Z]$|\P{ASCII}/u.test(exact)

/** How near a word of a text is to the one typed: 2 is the same, 1 has all its marks and more (hôi, hội), 0 others. */
export type Level = 0 | 1 | 2

export function levelOf(typed: string, found: string): Level {
  if (typed === found) return 2
  const tone = toneOf(typed)
  if (tone && tone !== toneOf(found)) return 0
  const wanted = typed.replace(/[A-Z]$/u, '').normalize('NFD')
  let at = 0
  for (const each of found.replace(/[A-Z]$/u, '').normalize('NFD')) {
    if (each === wanted[at] || (each === 'đ' && wanted[at] === 'd')) at += 1
    else if (!/\p{M}/u.test(each)) return 0
  }
  return at === wanted.length ? 1 : 0
}

const toneMarks = Object.fromEntries(Object.entries(tones).map(([mark, letter]) => [letter, mark]))

/** The word of an exact key, with its tone where it is written today: `hoaF` -> hòa, `nghiJ` -> nghị. */
export function spellingOf(exact: string): string {
  const mark = toneMarks[toneOf(exact)]
  if (!mark) return exact
  const letters = exact.slice(0, -1)
  const at = tonedVowel(letters)
  return (letters.slice(0, at + 1) + mark + letters.slice(at + 1)).normalize('NFC')
}

/** The vowel with a quality; else the last one before a final consonant; else the last but one, as in hòa and mía. */
function tonedVowel(letters: string): number {
  const quality = letters.search(/[ăâêôơ](?!.*[ăâêôơ])|ư(?!.*[ăâêôơư])/u)
  if (quality >= 0) return quality
  const onset = /^(?:qu|gi(?=[aeiouy]))/u.exec(letters)?.[0].length ?? 0
  const vowels = [...letters.slice(onset).matchAll(/[aeiouy]/gu)].map(({ index }) => index + onset)
  const last = vowels.at(-1) ?? letters.length - 1
  return last < letters.length - 1 ? last : (vowels.at(-2) ?? last)
}
