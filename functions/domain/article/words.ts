import { type TranslationInput, translationInput } from './article.ts'

// Only what does not count is named, so that a field that is added to the input counts by itself.
const { basedOn: _, ...content } = translationInput.shape
const { slug: __, audio: ___, correction: ____, ...words } = content

/** The fields of `of` that `fields` names; what is absent stays absent. */
export function pick(of: object, fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => Object.hasOwn(fields, name)))
}

/** All that an editor writes in one language, but for the note of what it was translated from. */
export function contentOf(text: TranslationInput): Record<string, unknown> {
  return pick(text, content)
}

/** What a translator translates: not its address, which is made for each language, a recording of it, or what was corrected in it. */
export function wordsOf(text: TranslationInput): Record<string, unknown> {
  return pick(text, words)
}
