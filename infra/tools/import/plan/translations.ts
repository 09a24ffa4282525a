import { defaultLocale } from '../../../../functions/domain/locale.ts'
import type { Sketch } from './sketches.ts'

/** Texts of one group in several languages are one article: those in another language than its first go along with it. */
export function translationsOf(all: readonly Sketch[]) {
  const groups = new Map<string, Sketch[]>()
  for (const sketch of all)
    if (sketch.group !== undefined && sketch.decided)
      groups.set(sketch.group, [...(groups.get(sketch.group) ?? []), sketch])
  const secondary = new Set<string>()
  const others = new Map<string, Sketch[]>()
  for (const all of groups.values()) {
    const first = all.find(({ locale }) => locale === defaultLocale) ?? all[0]
    const rest = all.filter((each) => each !== first && each.locale !== first?.locale)
    for (const each of rest) secondary.add(each.key)
    if (first) others.set(first.key, rest)
  }
  return { secondary, of: ({ key }: Sketch) => others.get(key) ?? [] }
}
