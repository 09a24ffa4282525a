import * as z from 'zod'
import { type ByLocale, defaultLocale, locales, perLocale, wordsIn } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import { says } from '../rules.ts'
import { slug } from '../text-schemas.ts'

/** A value for every locale: what is printed in the chrome exists in each language or not at all. */
export const inEveryLocale = <T extends z.ZodType>(value: T) => z.strictObject(perLocale(() => value))

export const nameId = (example: string) =>
  z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, {
    error: says('form_name_id', { example }),
  })

/** What readers know by a name and an address of its own in each locale, and the newsroom by its id. */
export interface Named {
  id: string
  name: ByLocale<string>
  slug: ByLocale<string>
}

/** Where a feature stands that tells one from another. */
type Path = ['id' | 'name' | 'slug', ...string[]]

/** Where two of a list cannot be told apart: by id, or in some locale by name or slug. Each says which other one it is. */
export function refuseDuplicates(context: z.core.$RefinementCtx, list: string, all: readonly Named[]): void {
  const features: [path: Path, of: (each: Named) => string | undefined][] = [
    [['id'], ({ id }) => id],
    ...locales.flatMap((each): [Path, (named: Named) => string | undefined][] => [
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
          message: sameAs(feature, path[0], other),
        })
    }
  }
}

function sameAs(value: string, feature: 'id' | 'name' | 'slug', { id, name }: Named): string {
  return says('same_as', { value, feature, id, name: wordsIn(name, defaultLocale) ?? '' })
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
