import type { Fields } from './fields.ts'
import type { Sketch } from './sketch.ts'
import type { Sketches } from './sketches.ts'
import type { Tell } from './tell.ts'
import { referencesOf } from './values.ts'

/**
 * The keys of what is named as related; what is not there, or not public, is told. What is not there is named all the same
 * where its address says which item of the same list it is: another run brings it.
 */
export function relatedOf(sketches: Sketches, fields: Fields, sketch: Sketch, tell: Tell): string[] {
  const missing: string[] = []
  const found: string[] = []
  for (const { value, item } of fields.all('related'))
    for (const { id, label, address } of referencesOf(value)) {
      const named = id === undefined ? undefined : sketches.beside(item, id)
      const target = named?.first ?? named
      if (!target?.decided) {
        const shown = id ?? label ?? ''
        if (!missing.includes(shown)) missing.push(shown)
        const known = named || id === undefined ? undefined : sketches.keyBeside(item, { id, address })
        if (known !== undefined && known !== sketch.key && !found.includes(known)) found.push(known)
      } else if (target !== (sketch.first ?? sketch) && !found.includes(target.key)) {
        found.push(target.key)
        if (target.decided.status !== 'published')
          tell('related-not-public-yet', { key: target.key, value: sketch.key })
      }
    }
  if (missing.length > 0)
    tell('related-missing', {
      value: missing.length === 1 ? (missing[0] ?? '') : missing,
      count: missing.length,
    })
  if (found.length > 10) tell('too-many', { value: 'related', count: found.length - 10 })
  return found.slice(0, 10)
}
