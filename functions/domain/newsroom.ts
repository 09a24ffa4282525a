import canonicalize from 'canonicalize'
import {
  type Article,
  type ArticleInput,
  article as articleSchema,
  type Translation,
  type TranslationInput,
} from './article.ts'
import { AppError } from './errors.ts'
import { locales } from './locale.ts'
import { slugify } from './text.ts'

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}

function sharedOf({ translations: _, id: __, createdBy, ...shared }: Article): object {
  return shared
}

/** What an editor writes, without what the newsroom notes beside it. */
function contentOf(translation: Translation): object {
  const { title, slug, summary, body, externalUrl, audio } = translation
  return { title, slug, summary, body, externalUrl, audio }
}

/** A text with new words: a draft again, whatever it was. What is live stays. */
function rewritten(
  before: Translation | undefined,
  text: TranslationInput,
  by: string,
  imported: boolean,
): Translation {
  const { publishedAt, updatedAt, live, withdrawn, emergency } = before ?? {}
  return {
    ...text,
    slug: text.slug ?? slugify(text.title),
    status: 'draft',
    editedBy: by,
    ...(imported && { imported }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(live && { live }),
    ...(withdrawn && { withdrawn }),
    ...(emergency && { emergency }),
  }
}

/** Whether what is written comes from another system, and was not read in before. */
export function isImport(previous: Article | undefined, { origin }: ArticleInput): boolean {
  return origin !== undefined && origin.digest !== previous?.origin?.digest
}

/**
 * Writes what an editor sent over what there was. A text that changed, or whose shared fields changed, is a draft again;
 * readers keep the revision that is live. A text that did not change keeps its state, and an article in which nothing
 * changed is answered as it was.
 */
export function write(id: string, previous: Article | undefined, input: ArticleInput, by: string): Article {
  if (input.related.includes(id)) {
    throw new AppError('invalid', 'an article cannot be related to itself', {
      fields: [{ field: 'related', message: `names the article itself (${id})` }],
    })
  }
  const next = articleSchema.parse({
    ...input,
    id,
    createdBy: previous ? previous.createdBy : by,
    translations: {},
  })
  const imported = isImport(previous, input)
  const sharedKept = previous !== undefined && same(sharedOf(previous), sharedOf(next))
  for (const locale of locales) {
    const text = input.translations[locale]
    const before = previous?.translations[locale]
    if (text) {
      const after = rewritten(before, text, by, imported)
      const kept = sharedKept && before && same(contentOf(before), contentOf(after))
      next.translations[locale] = kept ? before : after
    } else if (before?.live) {
      throw new AppError('conflict', `the "${locale}" text is public; withdraw it before you leave it out`)
    } else if (before?.withdrawn) {
      throw new AppError(
        'conflict',
        `the "${locale}" text was public, and a notice stands at its address; keep it`,
      )
    }
  }
  return previous && same(previous, next) ? previous : next
}
