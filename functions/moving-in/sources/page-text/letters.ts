import {
  detectLegacyEncoding,
  fromLegacy,
  type LegacyEncoding,
  mostFrequent,
} from '../../../domain/import/legacy-encoding.ts'

interface Letters {
  lines: string[]
  /** The encoding that most of what was converted had. */
  converted?: LegacyEncoding
}

/**
 * Lines of a saved page in Unicode. Line by line, because the portal wrote its own labels in Unicode around texts that
 * were pasted in fonts of the last century; a line with too few words to tell follows the others.
 */
export function inUnicode(given: readonly string[]): Letters {
  const byWords = given.map((line) => detectLegacyEncoding(line))
  const usual = mostFrequent(byWords)
  if (!usual) return { lines: [...given] }
  const used: LegacyEncoding[] = []
  const lines = given.map((line, index) => {
    const encoding = byWords[index] ?? detectLegacyEncoding(line, '', usual)
    const text = encoding ? fromLegacy(line, encoding) : line
    if (encoding && text !== line) used.push(encoding)
    return text
  })
  const converted = mostFrequent(used)
  return { lines, ...(converted && { converted }) }
}
