import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type Locale, locales } from '../locale.ts'
import type { Revision } from '../revision.ts'
import type { Article, Translation } from './article.ts'
import { type Files, filesOf, usesInShared, usesInText } from './uses.ts'
import { contentOf } from './words.ts'

/** What of an article is written by itself: each of its languages, and what they share. */
export type Part = 'shared' | Locale
export const parts = ['shared', ...locales] as const satisfies readonly Part[]

/** What is the same in every language, with the files that it shows as they were when it was written. */
export function sharedOf(article: Article): object {
  const {
    translations: _,
    id: __,
    createdBy: ___,
    changedIn: ____,
    discarded: _____,
    legacy: ______,
    assignments: _______,
    files,
    ...shared
  } = article
  return { ...shared, files: filesOf(usesInShared(shared), files) }
}

/** What a text says, with the files that it shows as they were when it was written. */
export function saidIn(text: Translation, files: Files): object {
  return { ...contentOf(text), files: filesOf(usesInText(text), files) }
}

/** A text and how far it has come. What readers see of it, and who touched it last, is no part of what is written here. */
function standingOf({ live: _, editedBy: __, ...text }: Translation, files: Files): object {
  return { ...text, files: filesOf(usesInText(text), files) }
}

function stateOf(article: Article, part: Part): string | undefined {
  if (part === 'shared') return canonicalize(sharedOf(article))
  const text = article.translations[part]
  return text && canonicalize(standingOf(text, article.files))
}

type Numbered = Pick<Revision<Article>, 'number' | 'state'>

/** The state that follows `previous`, with the number of the revision in which each of its parts changed last. */
export function stampParts(previous: Numbered | undefined, next: Article): Article {
  const number = (previous?.number ?? 0) + 1
  const changedIn = parts.flatMap((part): [Part, number][] => {
    const content = stateOf(next, part)
    if (content === undefined) return []
    const isKept = previous && stateOf(previous.state, part) === content
    return [[part, isKept ? changeOf(previous, part) : number]]
  })
  return { ...next, changedIn: Object.fromEntries(changedIn) }
}

/** Of what was written before parts were told apart, no more is known than that it has not changed since. */
function changeOf({ number, state }: Numbered, part: Part): number {
  return state.changedIn[part] ?? number
}

/**
 * The strong entity tag of a part, `"vi:7-6c4ed9b8"`: the number of the last revision that changed it, and a digest of what it
 * is. Any act on a language changes its tag, so that nobody takes an approval away without knowing of it. Undefined where
 * there is no text in that language.
 */
export function partTag(revision: Numbered, part: Part): string | undefined {
  const content = stateOf(revision.state, part)
  if (content === undefined) return undefined
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8)
  return `"${part}:${changeOf(revision, part)}-${digest}"`
}

/** The tags of all parts that there are. */
export function partTags(revision: Revision<Article>): Partial<Record<Part, string>> {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const tag = partTag(revision, part)
      return tag ? [[part, tag]] : []
    }),
  )
}

/** The parts that a revision of this number changed. */
export function partsChangedIn({ changedIn }: Article, number: number): Part[] {
  return parts.filter((part) => changedIn[part] === number)
}
