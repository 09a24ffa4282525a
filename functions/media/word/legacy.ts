import { detectLegacyEncoding, fromLegacy, type LegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import type { Paragraph } from './model.ts'

/** Whether the name of the font alone says the encoding. */
const isNamed = (font: string) => detectLegacyEncoding('', font) !== undefined

/** What a paragraph holds in other fonts: its words together tell more than one run of them. */
const silentText = ({ runs }: Paragraph) =>
  runs.map(({ text, font }) => (isNamed(font) ? ' ' : text)).join('')

function mostFrequent(found: readonly (LegacyEncoding | undefined)[]): LegacyEncoding | undefined {
  const count = (encoding: LegacyEncoding) => found.filter((each) => each === encoding).length
  const [tcvn3, vni] = [count('tcvn3'), count('vni')]
  if (tcvn3 + vni === 0) return undefined
  return tcvn3 >= vni ? 'tcvn3' : 'vni'
}

/**
 * Makes Unicode of what was typed in 8-bit fonts: by the font of each run where that says it, by the words of the paragraph
 * else, and by the rest of the document where these are too few. What is left of soft hyphens goes afterwards: in TCVN3
 * they are letters. Returns the encoding that most of it had.
 */
export function convertLegacy(paragraphs: readonly Paragraph[]): LegacyEncoding | undefined {
  const runs = paragraphs.flatMap((paragraph) => paragraph.runs)
  const byFont = new Map(
    runs.map((run) => [run, isNamed(run.font) ? detectLegacyEncoding(run.text, run.font) : undefined]),
  )
  const byWords = paragraphs.map((paragraph) => detectLegacyEncoding(silentText(paragraph)))
  const usual = mostFrequent([...byFont.values(), ...byWords])
  const used: LegacyEncoding[] = []
  paragraphs.forEach((paragraph, index) => {
    const silent = byWords[index] ?? (usual && detectLegacyEncoding(silentText(paragraph), '', usual))
    for (const run of paragraph.runs) {
      const encoding = isNamed(run.font) ? byFont.get(run) : silent
      const text = encoding ? fromLegacy(run.text, encoding, run.font) : run.text
      if (encoding && text !== run.text) used.push(encoding)
      run.text = text.replaceAll('\u00ad', '').normalize('NFC')
    }
  })
  return mostFrequent(used)
}
