import { fold } from '../../domain/text.ts'
import { internalName, readName } from '../files/names.ts'
import type { Meaning } from '../item.ts'
import { isMachinery, knownLabels, labelKey, systemNames } from './labels.ts'
import { toldOf } from './options.ts'

/** What a column is taken for: a meaning, nothing that is asked about (`machinery`), unknown, or one of several. */
export type Understood =
  | { meaning: Meaning }
  | { machinery: true }
  | { unknown: true }
  | { unclear: readonly Meaning[] }

const key = (label: string) => labelKey(label, fold)
const byLabel = new Map(knownLabels.map(({ label, meaning }) => [key(label), meaning]))

/** A cut name is the beginning of labels; it means something where all of them mean the same. */
function byBeginning(text: string): Understood {
  const begin = fold(text)
  const found = new Set(
    knownLabels.filter(({ label }) => fold(label).startsWith(begin)).map(({ meaning }) => meaning),
  )
  const [only, ...others] = [...found]
  if (only === undefined || key(begin).length < 3) return { unknown: true }
  return others.length === 0 ? { meaning: only } : { unclear: [...found] }
}

/** What programs put above a column is its name inside, which no person calls it. */
const isInside = (label: string) => /_x[0-9a-f]{4}(?:_|$)/iu.test(label)

/** What a column means, by what people call it or else by its name inside as far as it can be read. */
export function understand(name: string, shown?: string): Understood {
  const label = shown !== undefined && isInside(shown) ? undefined : shown
  const inside = internalName(name)
  const system = toldOf(systemNames, inside.toLowerCase())
  if (system) return { meaning: system }
  const said = label === undefined ? undefined : byLabel.get(key(label))
  if (said) return { meaning: said }
  if (isMachinery(inside)) return { machinery: true }
  if (label !== undefined && key(label) !== key(readName(inside).text) && !readName(inside).isCut)
    return { unknown: true }
  const { text, isCut } = readName(inside)
  const exact = byLabel.get(key(text))
  // A cut name that ends with a blank goes on, even if what there is of it is a name by itself.
  if (exact && !(isCut && /\s$/u.test(text))) return { meaning: exact }
  return isCut ? byBeginning(text) : { unknown: true }
}
