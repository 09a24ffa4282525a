import type { Article, Translation } from '../article/article.ts'
import { locales } from '../locale.ts'
import { align } from './words.ts'

/** Characters of text that a change added and removed, in all languages together. */
export interface ChangeSize {
  added: number
  removed: number
}

/** Attributes may hold the sign that ends a tag. */
const tags = /<[a-z/](?:[^<>"]|"[^"]*")*>/gu

/** What is read of a text; a reference is one character, as it is read. */
function wordsOf(text: Translation | undefined): string[] {
  if (!text) return []
  const body = text.body.replace(tags, ' ').replace(/&[a-z]+;/gu, '&')
  return [text.title, text.summary, body].join(' ').match(/\S+/gu) ?? []
}

const lengthOf = (words: readonly string[]) => words.reduce((sum, word) => sum + [...word].length, 0)

/** A common correction takes a thousandth of a second; of what is very different all counts as changed. */
const steps = 200_000

function sizeOf(from: readonly string[], to: readonly string[]): ChangeSize {
  const shortest = Math.min(from.length, to.length)
  let start = 0
  while (start < shortest && from[start] === to[start]) start += 1
  let end = 0
  while (end < shortest - start && from.at(-1 - end) === to.at(-1 - end)) end += 1
  const [old, next] = [from.slice(start, from.length - end), to.slice(start, to.length - end)]
  const changes = align(old, next, { left: steps })
  if (!changes) return { added: lengthOf(next), removed: lengthOf(old) }
  const size = { added: 0, removed: 0 }
  let [inOld, inNext] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (added) size.added += lengthOf(next.slice(inNext, inNext + count))
    if (removed) size.removed += lengthOf(old.slice(inOld, inOld + count))
    if (!added) inOld += count
    if (!removed) inNext += count
  }
  return size
}

/** How much of the words of an article a revision changed; spaces do not count. */
export function changeSize(before: Article | undefined, after: Article): ChangeSize {
  const sizes = locales
    .filter((locale) => before?.translations[locale] !== after.translations[locale])
    .map((locale) => sizeOf(wordsOf(before?.translations[locale]), wordsOf(after.translations[locale])))
  return {
    added: sizes.reduce((sum, { added }) => sum + added, 0),
    removed: sizes.reduce((sum, { removed }) => sum + removed, 0),
  }
}
