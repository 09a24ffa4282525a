import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../plan/catalogue.ts'
import type { PlanOptions } from '../plan/options.ts'

/**
 * Writes the mapping as the run understood it, for people to edit and give back: what each column was taken for, and which
 * names of sections and people still say nothing here. `columnFacts` is to be read alone.
 */
export function writeMapping(
  folder: string,
  catalogue: Catalogue,
  { mapping }: PlanOptions,
  unknown: { sections: readonly string[]; people: readonly string[]; tags: readonly string[] },
): string {
  const file = join(folder, 'mapping.json')
  const columns = [...catalogue.columns.values()].filter(({ how, values }) => how === 'mapped' || values > 0)
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']))
  const written = {
    columns: Object.fromEntries(columns.flatMap(({ name, meaning }) => (meaning ? [[name, meaning]] : []))),
    sections: { ...named(unknown.sections), ...mapping.sections },
    people: { ...named(unknown.people), ...mapping.people },
    tags: { ...named(unknown.tags), ...mapping.tags },
    states: mapping.states,
    parameters: mapping.parameters,
    columnFacts: columns.map(({ name, label, how, values, may, sample, meaning }) => ({
      name,
      label,
      how,
      ...(meaning !== 'amount' && { sample }),
      values,
      may,
    })),
  }
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`)
  return file
}
