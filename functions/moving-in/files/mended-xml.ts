const opening = '<![CDATA['
const closing = ']]>'

/** An ampersand that begins nothing, a sign of less before no tag, and characters that XML has no place for. */
const mend = (text: string) =>
  text
    .replaceAll(/&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{0,31};)/giu, '&amp;')
    .replaceAll(/<(?![a-z_/!?])/giu, '&lt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')

/** How much of the end of a text can only be judged with what follows. */
function unfinished(text: string): number {
  const from = Math.max(0, text.length - 40)
  const found = text.slice(from).search(/[&<\]][^&<;>]*$/u)
  return found < 0 ? 0 : text.length - from - found
}

/**
 * XML as parsers want it, of what people's programs wrote: exports are put together by hand, and one bare ampersand would
 * take all that follows along. What stands in CDATA is left as it is.
 */
export async function* mendedXml(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let isInside = false
  let rest = ''
  const step = (text: string, isLast: boolean): string => {
    let done = ''
    let at = 0
    for (;;) {
      const end = text.indexOf(isInside ? closing : opening, at)
      if (end < 0) break
      const sign = isInside ? closing : opening
      const part = text.slice(at, end)
      done += (isInside ? part : mend(part)) + sign
      at = end + sign.length
      isInside = !isInside
    }
    const left = text.slice(at)
    const kept = isLast ? 0 : isInside ? Math.min(left.length, 2) : unfinished(left)
    rest = left.slice(left.length - kept)
    const whole = left.slice(0, left.length - kept)
    return done + (isInside ? whole : mend(whole))
  }
  for await (const piece of pieces) yield step(rest + piece, false)
  yield step(rest, true)
}
