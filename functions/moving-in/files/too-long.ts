/**
 * No value of an export is kept beyond this many characters: an article holds 200,000, and pictures within a text some
 * millions. Of what is longer only a mark with its length is left.
 */
export const longestValue = 12_000_000

const mark = (length: number) => `\ue0f0too-long:${length}\ue0f1`
const marks = /\ue0f0too-long:(\d+)\ue0f1/u

/** How many characters a value had that was not kept. */
export function tooLongIn(value: string): number | undefined {
  const found = marks.exec(value)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Where values of a format begin and end. */
interface Quoting {
  /** The sign that begins a value, seen from outside. */
  opens(text: string, from: number): number
  /** Where the value ends that was begun by `sign`; -1 where it goes on. */
  closes(text: string, from: number, sign: string): number
}

/** A backslash takes the sign after it along. */
function closingOfJson(text: string, from: number): number {
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return -1
    let slashes = 0
    while (quote - 1 - slashes >= from && text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote
    at = quote + 1
  }
}

/** A doubled quote is one within the value. */
function closingOfCsv(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0 || text[at + 1] !== '"') return at
  }
}

/** What at the end of a piece can only be understood with what follows. */
const unfinished = { json: /(?<!\\)(?:\\\\)*(\\)$/u, csv: /("+)$/u, xml: /($^)/u }

const formats: Record<'json' | 'csv' | 'xml', Quoting> = {
  json: { opens: (text, from) => text.indexOf('"', from), closes: closingOfJson },
  csv: { opens: (text, from) => text.indexOf('"', from), closes: closingOfCsv },
  // Attributes, and what stands between tags: `<` ends a text, and quotes within a tag hold attributes.
  xml: {
    opens: (text, from) => {
      const found = /["'>]/u.exec(text.slice(from))
      return found ? from + found.index : -1
    },
    closes: (text, from, sign) => text.indexOf(sign === '>' ? '<' : sign, from),
  },
}

/**
 * The same text with a mark in place of each value that is too long, as it streams by: what follows reads it in a few
 * megabytes, whatever the file holds.
 */
export async function* withoutLongValues(
  chunks: AsyncIterable<string>,
  format: keyof typeof formats,
  longest = longestValue,
): AsyncGenerator<string> {
  const { opens, closes } = formats[format]
  let open: string | undefined
  let length = 0
  let rest = ''

  function keptOf(text: string): string {
    let kept = ''
    for (let at = 0; at < text.length; ) {
      if (open === undefined) {
        const start = opens(text, at)
        const end = start < 0 ? text.length : start + 1
        kept += text.slice(at, end)
        at = end
        if (start < 0) break
        open = text[start] ?? ''
        length = 0
        continue
      }
      const close = closes(text, at, open)
      const end = close < 0 ? text.length : close
      if (length + end - at <= longest) kept += text.slice(at, end)
      length += end - at
      at = end
      if (close < 0) break
      if (length > longest) kept += mark(length)
      kept += text[close] ?? ''
      at = close + 1
      open = undefined
    }
    return kept
  }

  for await (const chunk of chunks) {
    const text = rest + chunk
    rest = unfinished[format].exec(text)?.[1] ?? ''
    const kept = keptOf(text.slice(0, text.length - rest.length))
    if (kept !== '') yield kept
  }
  if (rest !== '') yield keptOf(rest)
}
