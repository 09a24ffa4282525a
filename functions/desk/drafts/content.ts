import type { Article } from '../../domain/article/article.ts'
import { type ByLocale, locales } from '../../domain/locale.ts'
import type { ArticleContent, Fields, Part } from '../../domain/merge/article.ts'
import { isSame } from '../../domain/merge/fields.ts'
import { sharedFields, textFields } from './written-fields.ts'

export type { ArticleContent, Fields, Part }

/** Every part that an article may have, in the order in which they are saved. */
export const parts: readonly Part[] = ['shared', ...locales]

/** With what a field of the placement is taken back. */
const unplaced: Fields = { featured: false, pinned: false, related: [], tags: [] }

/** All that changed of what languages share, where that is nothing but its placement among others. */
export function placementIn(sent: Fields, fields: Fields): Fields | undefined {
  const changed = [...new Set([...Object.keys(sent), ...Object.keys(fields)])].filter(
    (name) => !isSame(sent[name], fields[name]),
  )
  if (changed.length === 0 || !changed.every((name) => name in unplaced)) return undefined
  return Object.fromEntries(changed.map((name) => [name, fields[name] ?? unplaced[name]]))
}

function pick(of: object, names: readonly string[]): Fields {
  const fields = new Map<string, unknown>(Object.entries(of))
  return Object.fromEntries(
    names.flatMap((name) => (fields.get(name) === undefined ? [] : [[name, fields.get(name)]])),
  )
}

/** What of a stored article somebody may write. */
export function contentOf(article: Pick<Article, 'translations'>): ArticleContent {
  const translations: ByLocale<Fields> = {}
  for (const locale of locales) {
    const text = article.translations[locale]
    // On what it is based nobody types: it goes along.
    if (text) translations[locale] = pick(text, [...textFields, 'basedOn'])
  }
  return { shared: pick(article, sharedFields), translations }
}

export function partOf(content: ArticleContent | undefined, part: Part): Fields | undefined {
  return part === 'shared' ? content?.shared : content?.translations[part]
}

/**
 * What somebody changed of a part, on top of how the server has it: it writes some fields itself, such as an address made of a
 * title, and none of these is a change of theirs. `sent`: the part as they last gave or got it.
 */
export function changesOn(server: Fields, sent: Fields, fields: Fields): Fields {
  const names = new Set([...Object.keys(sent), ...Object.keys(fields)])
  const changed = [...names].filter((name) => !isSame(sent[name], fields[name]))
  const merged = { ...server, ...Object.fromEntries(changed.map((name) => [name, fields[name]])) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
}
