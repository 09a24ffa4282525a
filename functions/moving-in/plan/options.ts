import * as z from 'zod'
import { meanings } from '../item.ts'

const names = z.record(z.string(), z.string()).default({})

/**
 * What people decide of a run: written by a dry run as it understood the sources, edited, and given back with `--mapping`. A
 * column is named as the source names it, or as people see it.
 */
export const mapping = z.looseObject({
  columns: z.record(z.string(), z.enum(meanings)).default({}),
  /** Names or ids of the old portal, to names or ids of sections here. */
  sections: names,
  /** Names and logins, to bylines. An empty one is left out. */
  people: names,
  /** Names of the old portal, to names or ids of tags here. An empty one is left out. */
  tags: names,
  /** Words of the old portal for how far a text had come. */
  states: z.record(z.string(), z.enum(['draft', 'in_review', 'published', 'denied'])).default({}),
  /** Parameters by which pages showed an item, to the list of the item: `{"ItemID": "TinTuc"}`. */
  parameters: names,
})
export type Mapping = z.infer<typeof mapping>

export interface PlanOptions {
  mapping: Mapping
  /** Where nothing says the section. */
  section?: string
  /** The list of what does not say it. */
  list?: string
  /** Day or month first, where columns do not tell. */
  order?: 'dmy' | 'mdy'
  /** The clock of sources that say none. */
  clock?: 'utc' | 'site'
  /** All earlier versions, or only what is public now. */
  history: 'all' | 'last'
  /** Milliseconds since 1970: whether a date is to come. */
  now: number
}

export const noMapping = (): Mapping => mapping.parse({})

/** A mapping as people give it back; `section` was what `sections` is called now. Throws with all that is wrong in it. */
export function parseMapping(given: unknown): Mapping {
  const { section, ...rest } = z.looseObject({ section: names.optional() }).parse(given)
  const read = mapping.safeParse(rest)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  return { ...read.data, sections: { ...section, ...read.data.sections } }
}

/** What a list of names tells of one; `constructor` is told only where it is in the list. */
export const toldOf = <Told>(names: Readonly<Record<string, Told>>, name: string): Told | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined
