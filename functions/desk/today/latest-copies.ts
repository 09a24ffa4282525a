import type { Locale } from '../../domain/locale.ts'

/** Something typed of one part of an article, and not saved. */
export interface Copy {
  article: string
  part: Locale | 'shared'
  /** UTC. */
  at: string
  title?: string
  /** At this computer, whether or not it is at the server too. */
  isHere?: boolean
}

/** One of each article, the last typed first. What is here as well as there is called here: nothing of it can be lost. */
export function latestCopies(here: readonly Copy[], there: readonly Copy[]): Copy[] {
  const isHere = new Set(here.map(({ article, part }) => `${article} ${part}`))
  const elsewhere = there.filter(({ article, part }) => !isHere.has(`${article} ${part}`))
  const inOrder = [...here, ...elsewhere].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const byArticle = new Map<string, Copy>()
  for (const copy of inOrder) {
    const latest = byArticle.get(copy.article)
    // What all languages share has no title of its own.
    if (!latest) byArticle.set(copy.article, copy)
    else if (!latest.title && copy.title) byArticle.set(copy.article, { ...copy, at: latest.at })
  }
  return [...byArticle.values()]
}
