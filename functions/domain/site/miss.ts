/** Beyond this a search is no question that an editor could answer. */
const longest = 80
/** Digits, however they are grouped, of which a telephone, an identity card or an account number is made. */
const longNumber = /(?:\d[\s.\-/]*){9,}/u

/**
 * A search that found nothing, as it may be noted: in lower case, without signs. Undefined for what may tell of a person (an
 * address of mail, a long number), is an address, or is no search but a text.
 */
export function toMiss(q: string): string | undefined {
  if (q.length > longest || /@|https?:|www\./iu.test(q) || longNumber.test(q)) return undefined
  const words = q
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}/.-]+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]{2}/u.test(words) ? words : undefined
}
