import * as z from 'zod'
import { meanings } from '../item.ts'
import type { Catalogue } from '../plan/catalogue.ts'
import { mapping, type PlanOptions } from '../plan/options.ts'

const columnFacts = z.object({
  name: z.string(),
  label: z.string().optional(),
  how: z.enum(['mapped', 'left out', 'unknown', 'unclear']),
  /** Of a column of amounts none is shown. */
  sample: z.string().optional(),
  /** How many items have something in it. */
  values: z.int(),
  /** What it could mean, where that is unclear. */
  may: z.array(z.enum(meanings)).optional(),
  meaning: z.enum(meanings).optional(),
})

/** A mapping as a run understood it: what each column was taken for, and which names still say nothing here. */
export const understood = z.object({
  mapping,
  columns: z.array(columnFacts),
  unknown: z.object({
    sections: z.array(z.string()),
    people: z.array(z.string()),
    tags: z.array(z.string()),
  }),
})
export type Understood = z.infer<typeof understood>

export function understoodIn(
  catalogue: Catalogue,
  { mapping: told }: PlanOptions,
  unknown: Understood['unknown'],
): Understood {
  const columns = [...catalogue.columns.values()].filter(({ how, values }) => how === 'mapped' || values > 0)
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']))
  return {
    mapping: {
      columns: Object.fromEntries(columns.flatMap(({ name, meaning }) => (meaning ? [[name, meaning]] : []))),
      sections: { ...named(unknown.sections), ...told.sections },
      people: { ...named(unknown.people), ...told.people },
      tags: { ...named(unknown.tags), ...told.tags },
      states: told.states,
      parameters: told.parameters,
    },
    columns: columns.map(({ name, label, how, values, may, sample, meaning }) => ({
      name,
      ...(label !== undefined && { label }),
      how,
      ...(meaning !== 'amount' && { sample }),
      values,
      ...(may && { may: [...may] }),
      ...(meaning && { meaning }),
    })),
    unknown,
  }
}

/** As a file for people to edit and give back. `columnFacts` is to be read alone. */
export function mappingFile({ mapping: told, columns }: Understood): string {
  const facts = columns.map(({ meaning: _, ...fact }) => fact)
  return `${JSON.stringify({ ...told, columnFacts: facts }, null, 2)}\n`
}
