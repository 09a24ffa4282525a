import { toText } from '../text.ts'
import {
  compoundLetters,
  detectLegacyEncoding,
  fromLegacy,
  type LegacyEncoding,
  mostFrequent,
} from './legacy-encoding.ts'

/** A piece of text in one font. */
export interface Run {
  text: string
  font: string
}

export interface Paragraph {
  runs: readonly Run[]
}

/** Whether a font shows signs in place of letters. */
type IsSignFont = (font: string) => boolean

/** Whether the name of the font alone says the encoding. */
const isNamed = (font: string) => detectLegacyEncoding('', font) !== undefined

/** What a paragraph holds in other fonts: its words together tell more than one run of them. */
const silentText = ({ runs }: Paragraph, isSignFont: IsSignFont) =>
  runs.map(({ text, font }) => (isNamed(font) || isSignFont(font) ? ' ' : text)).join('')

/** Runs that stand together in the same encoding. */
function inRow(runs: readonly Run[], encodingOf: (run: Run) => LegacyEncoding | undefined) {
  const rows: [encoding: LegacyEncoding | undefined, runs: Run[]][] = []
  for (const run of runs) {
    const encoding = encodingOf(run)
    const last = rows.at(-1)
    if (last && last[0] === encoding) last[1].push(run)
    else rows.push([encoding, [run]])
  }
  return rows
}

/** VNI types a letter and its marks one after the other, and Word may cut between them: they go to the run of the letter. */
function joinLetters(runs: readonly Run[], encoding: LegacyEncoding): void {
  const text = runs.map((run) => run.text).join('')
  const letters = compoundLetters(text, encoding)
  let letter = letters.next()
  let [start, end] = [0, 0]
  for (const run of runs) {
    end += run.text.length
    let to = Math.max(start, end)
    while (!letter.done && letter.value[1] <= to) letter = letters.next()
    if (!letter.done && letter.value[0] < to) [, to] = letter.value
    run.text = text.slice(start, to)
    start = to
  }
}

/** Combining marks (Unicode from a Mac) go to the run of their letter, too. */
function joinMarks(runs: readonly Run[]): void {
  let before: Run | undefined
  for (const run of runs) {
    const [marks = ''] = /^\p{M}+/u.exec(run.text) ?? []
    if (before && marks !== '') {
      before.text += marks
      run.text = run.text.slice(marks.length)
    }
    if (run.text !== '') before = run
  }
}

/**
 * Makes Unicode of what was typed in 8-bit fonts: by the font of each run where that says it, by the words of the paragraph
 * else, and by the rest of the document where these are too few. What is left of soft hyphens goes afterwards: in TCVN3
 * they are letters. Returns the encoding that most of it had.
 */
export function convertLegacy(
  paragraphs: readonly Paragraph[],
  isSignFont: IsSignFont,
): LegacyEncoding | undefined {
  const runs = paragraphs.flatMap((paragraph) => paragraph.runs)
  const byFont = new Map(
    runs.map((run) => [run, isNamed(run.font) ? detectLegacyEncoding(run.text, run.font) : undefined]),
  )
  const silentTexts = paragraphs.map((paragraph) => silentText(paragraph, isSignFont))
  const byWords = silentTexts.map((text) => detectLegacyEncoding(text))
  const usual = mostFrequent([...byFont.values(), ...byWords])
  const used: LegacyEncoding[] = []
  paragraphs.forEach((paragraph, index) => {
    const silent = byWords[index] ?? (usual && detectLegacyEncoding(silentTexts[index] ?? '', '', usual))
    const encodingOf = (run: Run) =>
      isNamed(run.font) ? byFont.get(run) : isSignFont(run.font) ? undefined : silent
    for (const [encoding, together] of inRow(paragraph.runs, encodingOf)) {
      if (encoding) joinLetters(together, encoding)
      for (const run of together) {
        const text = encoding ? fromLegacy(run.text, encoding, run.font) : run.text
        if (encoding && text !== run.text) used.push(encoding)
        run.text = text
      }
    }
    joinMarks(paragraph.runs)
    for (const run of paragraph.runs) run.text = toText(run.text.replaceAll('\u00ad', ''))
  })
  return mostFrequent(used)
}
