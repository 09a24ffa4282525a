import canonicalize from 'canonicalize'
import { type Article, type ArticleInput, article as articleSchema, type Translation } from './article.ts'
import { AppError } from './errors.ts'
import { type Locale, locales } from './locale.ts'
import { slugify } from './text.ts'

/** What is done to an article in the newsroom. Every function takes a state and gives the next one, or refuses with a reason. */

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}

function sharedOf({ translations: _, id: __, ...shared }: Article): object {
  return shared
}

function contentOf({
  status: _,
  live: __,
  publishedAt,
  updatedAt,
  withdrawn,
  ...content
}: Translation): object {
  return content
}

/**
 * Writes what an editor sent over what there was. A text that changed, or whose shared fields changed, is a draft again;
 * readers keep the revision that is live. A text that did not change keeps its state, and an article in which nothing
 * changed is answered as it was.
 */
export function write(id: string, previous: Article | undefined, input: ArticleInput): Article {
  if (input.related.includes(id)) {
    throw new AppError('invalid', 'an article cannot be related to itself', {
      fields: [{ field: 'related', message: `names the article itself (${id})` }],
    })
  }
  const next = articleSchema.parse({ ...input, id, translations: {} })
  const sharedKept = previous !== undefined && same(sharedOf(previous), sharedOf(next))
  for (const locale of locales) {
    const text = input.translations[locale]
    const before = previous?.translations[locale]
    if (text) {
      const after: Translation = {
        ...before,
        ...text,
        slug: text.slug ?? slugify(text.title),
        status: 'draft',
      }
      // What the editor left out is gone, not kept from before.
      if (!text.externalUrl) delete after.externalUrl
      if (!text.audio) delete after.audio
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

function translationOf(article: Article, locale: Locale): Translation {
  const translation = article.translations[locale]
  if (!translation) {
    throw new AppError('not_found', `article ${article.id} has no "${locale}" text; write one first`)
  }
  return translation
}

function withTranslation(article: Article, locale: Locale, translation: Translation): Article {
  return { ...article, translations: { ...article.translations, [locale]: translation } }
}

interface Publication {
  /** Number of the revision that this act makes: what readers will see. */
  revision: number
  at: string
  /** The date readers see, if it is not now: an imported article keeps its own. */
  publishedAt?: string | undefined
}

/** Makes the text of this revision public. A text that was public before keeps its date and shows when it was updated. */
export function publish(
  article: Article,
  locale: Locale,
  { revision, at, publishedAt }: Publication,
): Article {
  const translation = translationOf(article, locale)
  if (translation.status === 'published') {
    throw new AppError('conflict', `the "${locale}" text is published already and has not changed since`)
  }
  if (publishedAt && publishedAt > at) {
    throw new AppError('invalid', 'the date of publication lies in the future', {
      fields: [{ field: 'publishedAt', message: `"${publishedAt}" is after now (${at})` }],
    })
  }
  if (!translation.body && !translation.externalUrl) {
    throw new AppError('invalid', `the "${locale}" text has neither a body nor an external link`, {
      fields: [
        { field: `translations.${locale}.body`, message: 'must not be empty when externalUrl is not given' },
      ],
    })
  }
  const { withdrawn: _, ...rest } = translation
  return withTranslation(article, locale, {
    ...rest,
    status: 'published',
    live: { revision, since: at },
    publishedAt: publishedAt ?? translation.publishedAt ?? at,
    ...(translation.publishedAt && { updatedAt: at }),
  })
}

/** Takes a public text off the site. A notice with the reason stays at its address. */
export function withdraw(
  article: Article,
  locale: Locale,
  { at, reason }: { at: string; reason: string },
): Article {
  const { live, ...rest } = translationOf(article, locale)
  if (!live)
    throw new AppError('conflict', `the "${locale}" text is not public, so there is nothing to withdraw`)
  return withTranslation(article, locale, {
    ...rest,
    status: 'withdrawn',
    withdrawn: { reason, at, revision: live.revision },
  })
}
