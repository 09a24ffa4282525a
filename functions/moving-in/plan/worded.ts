import { parseFragment, serialize } from 'parse5'
import { isText } from '../../domain/body/tree.ts'
import {
  detectLegacyEncoding,
  isInUnicode,
  type LegacyEncoding,
  mostFrequent,
  textInUnicode,
} from '../../domain/import/legacy-encoding.ts'
import type { Meaning, SourceItem, Value } from '../item.ts'
import { allElements } from './html.ts'
import { convertLetters } from './letters.ts'
import { isMarkup, textOf } from './values.ts'

/** Meanings of which only the words count. What else there is reads its own letters (a body), or has none (a date, an address). */
const worded: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['title', 'summary', 'section', 'byline', 'tags', 'genre', 'caption', 'imageAlt', 'state'] as const),
  ...(['moderation', 'moderationNote', 'createdBy', 'changedBy'] as const),
])
export const isWorded = (meaning: Meaning | undefined) => meaning !== undefined && worded.has(meaning)

/** Of a long text the beginning tells. */
const sampleLength = 20_000

const sampleOf = (value: Value): string =>
  typeof value === 'object' && 'html' in value
    ? textOf({ html: value.html.slice(0, sampleLength) })
    : textOf(value).slice(0, sampleLength)

/** What the texts of an item were typed in before Unicode: a title has too few words to tell by itself. */
export function lettersOf({ columns }: Pick<SourceItem, 'columns'>): LegacyEncoding | undefined {
  return mostFrequent(columns.map(({ value }) => detectLegacyEncoding(sampleOf(value))))
}

/** Markup may say a font; else its words tell. */
function htmlInUnicode(html: string, likely: LegacyEncoding | undefined): string {
  const root = parseFragment(html)
  if (convertLetters(root).encodings.length === 0)
    for (const parent of [root, ...allElements(root)])
      for (const node of parent.childNodes) if (isText(node)) node.value = textInUnicode(node.value, likely)
  return serialize(root)
}

/** Spares nearly all texts the search below: letters of 8-bit fonts, as they are or as entities. */
const mayBeOlder = (text: string) => /[\u00a1-\u00ff\uf0a1-\uf0ff]|&#?\w+;/u.test(text) && !isInUnicode(text)

/** A value in letters of today. `likely`: what the rest of its item was typed in. */
export function valueInUnicode(value: Value, likely: () => LegacyEncoding | undefined): Value {
  if (typeof value === 'string') {
    if (!mayBeOlder(value)) return value
    return isMarkup(value) ? htmlInUnicode(value, likely()) : textInUnicode(value, likely())
  }
  if (typeof value !== 'object') return value
  if ('html' in value) return mayBeOlder(value.html) ? { html: htmlInUnicode(value.html, likely()) } : value
  if (!('references' in value)) return value
  return {
    references: value.references.map(({ label, ...reference }) => ({
      ...reference,
      ...(label !== undefined && { label: mayBeOlder(label) ? textInUnicode(label, likely()) : label }),
    })),
  }
}
