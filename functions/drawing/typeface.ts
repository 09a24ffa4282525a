import { type Font, readFont } from './font.ts'

/** A character as it is written: which file of the typeface draws it, as which glyph. */
export interface Placed {
  character: string
  font: Font
  glyph: number
  /** Thousandths of the size. */
  width: number
}

export interface Typeface {
  fonts: readonly Font[]
  /** A text in the order in which it is written. What no file has is left out; a blank stands for every kind of space. */
  place: (text: string) => Placed[]
  /** @param size of the letters, in the unit of the answer */
  widthOf: (text: string, size: number) => number
}

/** One typeface in two weights. */
export interface Typefaces {
  regular: Typeface
  bold: Typeface
}

/** What is not drawn by a typeface of Latin letters, but has a plain neighbour. */
const plain = new Map([
  ['\u00a0', ' '],
  ['\t', ' '],
  ['\n', ' '],
  ['\u2011', '-'],
  ['\u202f', ' '],
])

/** A typeface that comes in several files, each with some letters: for each letter the first that has it. */
export function createTypeface(files: readonly Buffer[]): Typeface {
  const fonts = files.map(readFont)
  const known = new Map<string, Placed | undefined>()

  function find(character: string): Placed | undefined {
    const code = (plain.get(character) ?? character).codePointAt(0) ?? 0
    for (const font of fonts) {
      const glyph = font.glyphOf(code)
      if (glyph !== undefined) return { character, font, glyph, width: font.widthOf(glyph) }
    }
    return undefined
  }

  function place(text: string): Placed[] {
    return [...text.normalize('NFC')].flatMap((character) => {
      if (!known.has(character)) known.set(character, find(character))
      return known.get(character) ?? []
    })
  }

  return {
    fonts,
    place,
    widthOf: (text, size) => place(text).reduce((sum, { width }) => sum + (width * size) / 1000, 0),
  }
}

/** A text in lines of at most `width`, broken between words; a word that is wider than a line is broken where the line ends. */
export function inLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \t\n]+/u).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word
    if (widthOf(longer) <= width) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    line = ''
    for (const character of word) {
      if (line && widthOf(line + character) > width) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line ? [...lines, line] : lines
}
