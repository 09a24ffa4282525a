/**
 * What no text may hold: control characters, the bidirectional controls with which a text can be made to read as
 * another (Unicode UTS #55), and what UTF-8 or a feed's XML cannot carry (half a surrogate pair, U+FFFE, U+FFFF).
 * Tab and line breaks are white space and are dealt with by what reads them.
 */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/u
const everyForbidden = new RegExp(forbidden, 'gu')

/**
 * Characters without width that editors paste without seeing them; they break search and slugs. Those that join letters of
 * some scripts and signs of emoji stay, and so does U+00AD, which was a letter before Unicode.
 */
const invisible = /[\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/gu

/** Whether anything of a text is seen. */
export const isVisible = (text: string) => /[^\s\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u.test(text)

/**
 * More combining marks in a row than any script needs: their normalisation takes quadratic time, half a minute for
 * 200,000. Unicode's Stream-Safe Text Format (UAX #15) allows 30 as well.
 */
const heapOfMarks = /(\p{M}{30})\p{M}+/gu

function visible(text: string): string {
  // Again after normalisation, which takes some marks apart.
  return text.replace(invisible, '').replace(heapOfMarks, '$1').normalize('NFC').replace(heapOfMarks, '$1')
}

/** NFC, without what no text may hold: for text that cannot be refused, because it was hidden in character references. */
export function toText(text: string): string {
  return visible(text.replace(everyForbidden, ''))
}

/** NFC, white space collapsed: a title, a name. */
export function toLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim()
}

/** NFC, white space collapsed within lines, line breaks kept: a summary, a note. */
export function toLines(text: string): string {
  return visible(text)
    .split(/\r\n?|\n/u)
    .map((each) => each.replace(/\s+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** `U+202E` of the first character that no text may hold, if there is one. */
export function findForbidden(text: string): string | undefined {
  const found = forbidden.exec(text)?.[0].codePointAt(0)
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * Lower case without marks, for matching and slugs. `đ` has no decomposition in Unicode, so it is folded by hand, with
 * the look-alikes that legacy encodings leave behind (ð U+00F0, ɖ U+0256).
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đðɖ]/giu, 'd').toLowerCase().normalize('NFC')
}

/** Letters of the Latin script that Unicode does not take apart, as names with them are written on other keyboards. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ĳ: 'ij', ǆ: 'dz', ǉ: 'lj', ǌ: 'nj', ǳ: 'dz' },
  ...{
    ø: 'o',
    ɵ: 'o',
    ɔ: 'o',
    ł: 'l',
    ƚ: 'l',
    ɫ: 'l',
    ŀ: 'l',
    ı: 'i',
    ɨ: 'i',
    ħ: 'h',
    ŧ: 't',
    ƭ: 't',
    ʈ: 't',
  },
  ...{
    ŋ: 'ng',
    ŉ: 'n',
    ɲ: 'n',
    ƞ: 'n',
    ĸ: 'k',
    ƙ: 'k',
    ſ: 's',
    ƀ: 'b',
    ɓ: 'b',
    ƈ: 'c',
    ȼ: 'c',
    ɗ: 'd',
    ƌ: 'd',
  },
  ...{
    ǝ: 'e',
    ə: 'e',
    ɛ: 'e',
    ɇ: 'e',
    ƒ: 'f',
    ǥ: 'g',
    ɠ: 'g',
    ɉ: 'j',
    ƥ: 'p',
    ɍ: 'r',
    ʉ: 'u',
    ʋ: 'v',
    ƴ: 'y',
  },
  ...{ ɏ: 'y', ƶ: 'z', ȥ: 'z' },
}

/** `Łódź` -> `lodz`: folded, and every Latin letter as one or two of `a-z`. */
export function toLatin(text: string): string {
  return fold(text).replace(/[^\p{ASCII}]/gu, (letter) => plainLetters[letter] ?? letter)
}

/** Of the longest slug, characters. */
export const slugLength = 80

/** "Bài" (article). */
const fallbackSlug = 'bai'

/**
 * The part of an address made from a title: `[a-z0-9-]`, at most 80 characters, cut at a word, never empty. `otherwise` is
 * for a title without a letter or digit of the Latin alphabet; the id beside it is unique.
 */
export function slugify(title: string, otherwise = fallbackSlug, letters = toLatin): string {
  const whole = letters(title.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
  if (whole.length <= slugLength) return whole || otherwise
  const cut = whole.slice(0, slugLength + 1).replace(/-[^-]*$/u, '')
  return cut.slice(0, slugLength)
}

/** Whether a slug was made of a title before letters such as ø and ł had others to stand for them: an address stays. */
export const isFormerSlug = (slug: string, title: string) => slug === slugify(title, undefined, fold)
