import type { LegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import type { Column, Meaning, SourceItem, Value } from '../item.ts'
import type { Catalogue } from './catalogue.ts'
import { referencesOf } from './values.ts'
import { isWorded, lettersOf, valueInUnicode } from './worded.ts'

/** What one item says, by meaning, from all the files that hold it. */
export interface Fields {
  get(meaning: Meaning): Value | undefined
  all(meaning: Meaning): readonly { value: Value; item: SourceItem; column: Column }[]
  /** What no meaning is for. */
  legacy: Record<string, Value>
  /** What its words were converted from; its texts tell that themselves. */
  converted?: LegacyEncoding
}

const isSaid = (value: Value) =>
  value !== '' && !(typeof value === 'object' && 'html' in value && value.html.trim() === '')

/** Names of lookups that stand in one file, with ids that stand in another. */
function joined(values: readonly Value[]): Value | undefined {
  const [first] = values
  if (typeof first !== 'object' || !('references' in first)) return first
  const named = values.slice(1).flatMap((value) => referencesOf(value))
  const references = first.references.map((reference, index) =>
    reference.label === undefined && named.length === first.references.length && named[index]?.label
      ? { ...reference, label: named[index].label }
      : reference,
  )
  return { references }
}

/** `items`: the richest source first; what it says wins, and the others fill what it does not say. */
export function fieldsOf(items: readonly SourceItem[], catalogue: Catalogue): Fields {
  const found = new Map<Meaning, { value: Value; item: SourceItem; column: Column }[]>()
  const legacy: Record<string, Value> = Object.create(null)
  let converted: LegacyEncoding | undefined
  for (const item of items) {
    let letters: { encoding: LegacyEncoding | undefined } | undefined
    const likely = () => {
      letters ??= { encoding: lettersOf(item) }
      return letters.encoding
    }
    for (const column of item.columns) {
      if (!isSaid(column.value)) continue
      const meaning = catalogue.meaningOf(column)
      if (meaning) {
        const value = isWorded(meaning) ? valueInUnicode(column.value, likely) : column.value
        if (JSON.stringify(value) !== JSON.stringify(column.value)) converted ??= likely()
        found.set(meaning, [...(found.get(meaning) ?? []), { value, item, column }])
      } else {
        const facts = catalogue.columns.get(column.name)
        if (facts?.how !== 'left out') legacy[facts?.label ?? column.label ?? column.name] ??= column.value
      }
    }
  }
  return {
    get: (meaning) => joined((found.get(meaning) ?? []).map(({ value }) => value)),
    all: (meaning) => found.get(meaning) ?? [],
    legacy,
    ...(converted && { converted }),
  }
}
