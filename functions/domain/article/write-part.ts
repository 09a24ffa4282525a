import { type Locale, locales } from '../locale.ts'
import { type Article, article as articleSchema, type SharedInput, type TranslationInput } from './article.ts'
import { requireKept } from './kept.ts'
import { sharedOf } from './parts.ts'
import { requireOthers } from './related.ts'
import { same } from './same.ts'
import { requireSource } from './translating.ts'
import { type Files, type MediaUse, requireFiles, usesInShared, usesInText } from './uses.ts'
import { unhanded, withTranslation } from './workflow.ts'
import { textAfter, type Writing } from './write.ts'

/** As the library has them now; but those that other parts name stay as they were approved there. */
function filesFor(previous: Article, { files: fresh = {} }: Writing, others: readonly MediaUse[]): Files {
  const kept = new Set(others.map(({ id }) => id))
  const written = Object.entries(fresh).filter(([id]) => !(kept.has(id) && previous.files[id]))
  return { ...previous.files, ...Object.fromEntries(written) }
}

const usesInTexts = ({ translations }: Article, than?: Locale) =>
  locales.flatMap((each) => {
    const text = translations[each]
    return text && each !== than ? usesInText(text) : []
  })

/**
 * Writes one language of an article and nothing else of it: the others keep their states, and the files that they show. Where
 * nothing changed, the article is answered as it was.
 */
export function writeText(
  previous: Article,
  locale: Locale,
  text: TranslationInput,
  writing: Writing,
): Article {
  requireKept(previous)
  const content = { ...previous, translations: { ...previous.translations, [locale]: text } }
  const others = [...usesInShared(previous), ...usesInTexts(previous, locale)]
  const files = requireFiles(content, filesFor(previous, writing, others), usesInText(text))
  const before = previous.translations[locale]
  const after = textAfter({ before, text, locale, writing, files: [previous.files, files] })
  if (after === before) return previous
  const next = { ...withTranslation(previous, locale, after), files }
  requireSource(next, locale, writing.revision)
  return next
}

/**
 * Writes what the languages of an article share, and no word of any. What changes is read in all of them, so each is a draft
 * again; readers keep what is live.
 */
export function writeShared(previous: Article, shared: SharedInput, writing: Writing): Article {
  requireKept(previous)
  requireOthers(previous.id, shared)
  const content = { ...shared, translations: previous.translations }
  const fresh = filesFor(previous, writing, usesInTexts(previous))
  const { origin, id, createdBy, changedIn, legacy, lookAgain, formerAddresses, assignments } = previous
  const next = articleSchema.parse({
    ...shared,
    pinned: shared.pinned || undefined,
    ...{ origin, id, createdBy, changedIn, legacy, lookAgain, formerAddresses, assignments },
    files: requireFiles(content, fresh, usesInShared(shared)),
    translations: {},
  })
  if (same(sharedOf(previous), sharedOf(next))) return previous
  for (const locale of locales) {
    const text = previous.translations[locale]
    if (!text) continue
    const { imported: _, ...rest } = unhanded(text)
    next.translations[locale] = { ...rest, editedBy: writing.by }
  }
  return next
}
