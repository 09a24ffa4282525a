import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'
import { slugify } from '../../domain/text.ts'

/** A section or a tag as it is written. */
export interface Named {
  id: string
  name: ByLocale<string>
  slug: ByLocale<string>
}

/** What begins the id of one that has never been saved; no id that is kept has it. */
const fresh = '*'
let given = 0

/** An id for as long as nothing is saved. */
export function freshId(): string {
  given += 1
  return `${fresh}${given}`
}

export const isNew = ({ id }: Named) => id.startsWith(fresh)

/** As long as an id may be. */
const mostOfId = 40

/** An id made of a name, which no other has: `[a-z][a-z0-9-]*`. It is never changed again. */
function idOf(name: ByLocale<string>, taken: readonly string[]): string {
  const words = slugify(name.en || name.vi || '', 'muc')
  const start = (/^[a-z]/u.test(words) ? words : `m-${words}`).slice(0, mostOfId - 4).replace(/-$/u, '')
  const free = Array.from({ length: taken.length + 1 }, (_, index) =>
    index === 0 ? start : `${start}-${index + 1}`,
  )
  return free.find((each) => !taken.includes(each)) ?? start
}

/** The list as it is saved: each new one with an id made of what it is called by then. */
export function withIds<Item extends Named>(items: readonly Item[]): Item[] {
  const taken = items.map(({ id }) => id)
  return items.map((item) => {
    if (!isNew(item)) return item
    const id = idOf(item.name, taken)
    taken.push(id)
    return { ...item, id }
  })
}

/** The same with another name in a language: its address follows, as long as nobody has given it another one. */
export function renamed<Item extends Named>(item: Item, name: ByLocale<string>): Item {
  if (!isNew(item)) return { ...item, name }
  const follows = (locale: Locale) => {
    const before = item.name[locale] ?? ''
    return !item.slug[locale] || item.slug[locale] === slugify(before, '')
  }
  const slug = Object.fromEntries(
    locales.map((each) => [each, follows(each) ? slugify(name[each] ?? '', '') : item.slug[each]]),
  )
  return { ...item, name, slug }
}
