import { defaultLocale } from '../../domain/locale.ts'
import type { Sketch } from './sketch.ts'

/** Texts of one group in several languages are one article: those in another language than its first go along with it. */
export function translationsOf(all: readonly Sketch[]) {
  const groups = new Map<string, Sketch[]>()
  for (const sketch of all)
    if (sketch.group !== undefined && sketch.decided)
      groups.set(sketch.group, [...(groups.get(sketch.group) ?? []), sketch])
  const firsts = new Map<string, Sketch>()
  const others = new Map<string, Sketch[]>()
  for (const all of groups.values()) {
    const first = all.find(({ locale }) => locale === defaultLocale) ?? all[0]
    const rest = all.filter((each) => each !== first && each.locale !== first?.locale)
    if (!first) continue
    for (const each of rest) firsts.set(each.key, first)
    others.set(first.key, rest)
  }
  return {
    /** Of a translation the first text of its article. */
    firstOf: ({ key }: Sketch) => firsts.get(key),
    of: ({ key }: Sketch) => others.get(key) ?? [],
  }
}
