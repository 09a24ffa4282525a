import { type Tag, tags } from './tags.ts'

/** Some of the words, as a language has them that is still being translated. */
export type Some<W> = { [K in keyof W]?: W[K] extends string ? string : Some<W[K]> }

/** Words of each language; those of the first one are whole. */
export type Words<W> = Record<(typeof tags)[0], W> & Partial<Record<Tag, Some<W>>>

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function over(base: unknown, words: unknown): unknown {
  if (!isBranch(base) || !isBranch(words)) return words ?? base
  const keys = new Set([...Object.keys(base), ...Object.keys(words)])
  return Object.fromEntries([...keys].map((key) => [key, over(base[key], words[key])]))
}

/** The words of every language, each filled up with those of the first one where it has none of its own. */
export function complete<W>(words: Words<W>): Record<Tag, W> {
  const whole = words[tags[0]]
  // Every word of the first language is in each; fromEntries and `over` cannot say so.
  return Object.fromEntries(tags.map((tag) => [tag, over(whole, words[tag])])) as Record<Tag, W>
}
