import * as z from 'zod'
import { type ByLocale, defaultLocale, locales, perLocale, wordsIn } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import { slug } from '../text-schemas.ts'

/** A value for every locale: what is printed in the chrome exists in each language or not at all. */
export const inEveryLocale = <T extends z.ZodType>(value: T) => z.strictObject(perLocale(() => value))

export const nameId = (example: string) =>
  z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, {
    error: `must be 1 to 40 characters of a-z, 0-9 and "-" that start with a letter, such as "${example}"`,
  })

/** A list that says how much it holds when it holds too much. */
export const atMost = <T extends z.ZodType>(max: number, what: string, each: T) =>
  z.array(each).max(max, {
    error: ({ input }) =>
      `holds ${Array.isArray(input) ? input.length : 0} ${what}; at most ${max} are allowed`,
  })

/** What readers know by a name and an address of its own in each locale, and the newsroom by its id. */
export interface Named {
  id: string
  name: ByLocale<string>
  slug: ByLocale<string>
}

/** Where two of a list cannot be told apart: by id, or in some locale by name or slug. Each says which other one it is. */
export function refuseDuplicates(context: z.core.$RefinementCtx, list: string, all: readonly Named[]): void {
  const features: [path: string[], of: (each: Named) => string | undefined][] = [
    [['id'], ({ id }) => id],
    ...locales.flatMap((each): [string[], (named: Named) => string | undefined][] => [
      [['name', each], ({ name }) => name[each]?.toLowerCase()],
      [['slug', each], ({ slug }) => slug[each]],
    ]),
  ]
  for (const [path, of] of features) {
    const first = new Map<string, Named>()
    for (const [index, each] of all.entries()) {
      const feature = of(each)
      if (feature === undefined) continue
      const other = first.get(feature)
      if (!other) first.set(feature, each)
      else
        context.addIssue({
          code: 'custom',
          path: [list, index, ...path],
          message: sameAs(feature, path, other),
        })
    }
  }
}

function sameAs(value: string, [feature]: readonly string[], { id, name }: Named): string {
  return `"${value}" is the ${feature} of "${id}" (${wordsIn(name, defaultLocale)}) too; each needs its own`
}

/** Slugs that a list had before, by id and locale, the last one first. They lead to it for ever; the newsroom keeps them. */
export const formerSlugs = z.record(z.string(), z.partialRecord(locale, z.array(slug)))
export type FormerSlugs = Record<string, ByLocale<string[]>>

/**
 * Remembers the slugs that are given up, at most `most` of each name and locale: the oldest falls off. What is in use is
 * never a former one, so an address leads to whoever has it now, else to whoever had it last.
 */
export function rememberSlugs(
  before: readonly Named[],
  after: readonly Named[],
  former: FormerSlugs,
  most: number,
): FormerSlugs {
  const inUse = perLocale((each) => new Set(after.map(({ slug }) => slug[each])))
  const entries = after.map(({ id }) => {
    const old = before.find((each) => each.id === id)
    const slugs = locales.map((each) => {
      const earlier = [old?.slug[each], ...(former[id]?.[each] ?? [])].filter((one) => one !== undefined)
      const kept = [...new Set(earlier)].filter((one) => !inUse[each].has(one))
      return [each, kept.slice(0, most)] as const
    })
    return [id, Object.fromEntries(slugs.filter(([, kept]) => kept.length > 0))] as const
  })
  return Object.fromEntries(entries.filter(([, slugs]) => Object.keys(slugs).length > 0))
}
