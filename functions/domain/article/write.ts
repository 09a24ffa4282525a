import canonicalize from 'canonicalize'
import { AppError } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import { slugify } from '../text.ts'
import {
  type Article,
  type ArticleInput,
  article as articleSchema,
  type Translation,
  type TranslationInput,
} from './article.ts'
import { changesWith, requireSource } from './translating.ts'
import { type Files, filesOf, requireFiles, usesInShared, usesInText } from './uses.ts'

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}

function sharedOf({ translations: _, id: __, createdBy, files, ...shared }: Article): object {
  return { ...shared, files: filesOf(usesInShared(shared), files) }
}

/** What an editor writes, without what the newsroom notes beside it. */
function contentOf(translation: Translation, files: Files): object {
  const { title, slug, summary, body, externalUrl, audio, alt, caption, credit } = translation
  const used = filesOf(usesInText(translation), files)
  return { title, slug, summary, body, externalUrl, audio, alt, caption, credit, files: used }
}

/** Whether a text says the same in two states of its article. In which section it stands is no part of what it says. */
export function isSameText(before: Article, after: Article, locale: Locale): boolean {
  const [was, is] = [before.translations[locale], after.translations[locale]]
  if (!was || !is || !same(contentOf(was, before.files), contentOf(is, after.files))) return false
  return same(sharedOf({ ...before, section: after.section }), sharedOf(after))
}

/** Who writes, when (UTC), the number of the revision that it makes, and the files of the library that it may name. */
export interface Writing {
  by: string
  at: string
  revision: number
  files?: Files
}

function basedOnOf(before: Translation | undefined, { basedOn }: TranslationInput) {
  const source = basedOn === undefined ? before?.basedOn : basedOn
  return source ? { basedOn: source } : {}
}

/** A text with new words: a draft again, whatever it was. What is live stays, and when that is to be withdrawn. */
function rewritten(
  before: Translation | undefined,
  { basedOn: _, ...text }: TranslationInput,
  writing: Writing,
  imported: boolean,
): Translation {
  const { publishedAt, updatedAt, live, withdrawn, emergency, expires } = before ?? {}
  return {
    ...text,
    slug: text.slug ?? slugify(text.title),
    changes: changesWith(before, text, writing),
    status: 'draft',
    editedBy: writing.by,
    ...(imported && { imported }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(live && { live }),
    ...(live && expires && { expires }),
    ...(withdrawn && { withdrawn }),
    ...(emergency && { emergency }),
  }
}

/** Whether what is written says that it comes from another system, in other words than before. */
export function isImport(previous: Article | undefined, { origin }: ArticleInput): boolean {
  return origin !== undefined && !same(origin, previous?.origin)
}

/**
 * Writes what an editor sent over what there was. A text that changed, or whose shared fields changed, is a draft again;
 * readers keep the revision that is live. A text that did not change keeps its state, and an article in which nothing
 * changed is answered as it was.
 */
export function write(
  id: string,
  previous: Article | undefined,
  input: ArticleInput,
  writing: Writing,
): Article {
  if (input.related.includes(id)) {
    throw new AppError('invalid', 'an article cannot be related to itself', {
      fields: [{ field: 'related', message: `names the article itself (${id})` }],
    })
  }
  const next = articleSchema.parse({
    ...input,
    // Where it came from stays, so that old addresses lead to it whoever writes it anew.
    origin: input.origin ?? previous?.origin,
    id,
    createdBy: previous ? previous.createdBy : writing.by,
    files: requireFiles(input, { ...previous?.files, ...writing.files }),
    translations: {},
  })
  const imported = isImport(previous, input)
  const sharedKept = previous !== undefined && same(sharedOf(previous), sharedOf(next))
  for (const locale of locales) {
    const text = input.translations[locale]
    const before = previous?.translations[locale]
    if (text) {
      const after = rewritten(before, text, writing, imported)
      const kept =
        sharedKept && before && same(contentOf(before, previous.files), contentOf(after, next.files))
      const { basedOn: _, ...as } = kept ? before : after
      const full = { ...as, ...basedOnOf(before, text) }
      next.translations[locale] = before && same(before, full) ? before : full
    } else if (before?.live) {
      throw new AppError('conflict', `the "${locale}" text is public; withdraw it before you leave it out`)
    } else if (before?.withdrawn) {
      throw new AppError(
        'conflict',
        `the "${locale}" text was public, and a notice stands at its address; keep it`,
      )
    }
  }
  for (const locale of locales) requireSource(next, locale, writing.revision)
  return previous && same(previous, next) ? previous : next
}
