import { languages } from '../../../locales/languages.ts'
import { AppError } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import { refusal } from '../rules.ts'
import { isFormerSlug, slugify } from '../text.ts'
import {
  type Article,
  type ArticleInput,
  article as articleSchema,
  type Translation,
  type TranslationInput,
} from './article.ts'
import { requireKept } from './kept.ts'
import { saidIn, sharedOf } from './parts.ts'
import { requireOthers } from './related.ts'
import { same } from './same.ts'
import { changesWith, requireSource } from './translating.ts'
import { type Files, requireFiles } from './uses.ts'

/**
 * Whether a text says the same in two states of its article. Where it stands among others is no part of what it says, nor what the
 * newsroom has noted about it.
 */
export function isSameText(before: Article, after: Article, locale: Locale): boolean {
  const [was, is] = [before.translations[locale], after.translations[locale]]
  if (!was || !is || !same(saidIn(was, before.files), saidIn(is, after.files))) return false
  const { section, featured, pinned, related, tags, lookAgain, formerAddresses } = after
  const placed = { ...before, section, featured, pinned, related, tags, lookAgain, formerAddresses }
  return same(sharedOf(placed), sharedOf(after))
}

/**
 * Who writes (nobody of ours, where it was written in another system), when (UTC), the number of the revision that it makes,
 * and the files of the library that it may name.
 */
export interface Writing {
  by?: string
  at: string
  revision: number
  files?: Files
}

/** From which text one was translated: as the editor says now, else as was said before. */
function sourceOf(before: Translation | undefined, { basedOn }: TranslationInput) {
  return basedOn === undefined ? before?.basedOn : (basedOn ?? undefined)
}

function withSource({ basedOn: _, ...text }: Translation, source: Translation['basedOn']): Translation {
  return source ? { ...text, basedOn: source } : text
}

function slugOf(title: string, before: Translation | undefined, locale: Locale): string {
  const isKept = before?.title === title && isFormerSlug(before.slug, title)
  return isKept ? before.slug : slugify(title, languages[locale].slug)
}

/** A text with new words: a draft again, whatever it was. What is live stays, and when that is to be withdrawn. */
function asDraft(
  before: Translation | undefined,
  { basedOn: _, ...text }: TranslationInput,
  slug: string,
  writing: Writing,
  imported: boolean,
): Translation {
  const { publishedAt, updatedAt, live, withdrawn, emergency, expires, returned, corrections } = before ?? {}
  return {
    ...text,
    slug,
    changes: changesWith(before, text, writing),
    status: 'draft',
    ...(writing.by !== undefined && { editedBy: writing.by }),
    ...(imported && { imported }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(live && { live }),
    ...(live && expires && { expires }),
    ...(withdrawn && { withdrawn }),
    ...(emergency && { emergency }),
    ...(returned && { returned }),
    ...(corrections && { corrections }),
  }
}

/** Whether what is written says that it comes from another system, in other words than before. */
export function isImport(previous: Article | undefined, { origin }: ArticleInput): boolean {
  return origin !== undefined && !same(origin, previous?.origin)
}

/** Refuses to leave a text out that stands on the site, or whose notice does. */
function requireNotPublic(text: Translation | undefined, locale: Locale): void {
  if (text?.live) throw new AppError('conflict', refusal('public_kept', { locale }))
  if (text?.withdrawn) throw new AppError('conflict', refusal('notice_kept', { locale }))
}

interface Written {
  before: Translation | undefined
  text: TranslationInput
  locale: Locale
  writing: Writing
  /** The files of the article as it was, and as it is to be. */
  files: readonly [before: Files, after: Files]
  /** Whether what the languages share is as it was. */
  sharedKept?: boolean
  imported?: boolean
}

/** A text as an editor wrote it; the very one that there was, where it says the same. */
export function textAfter({
  before,
  text,
  locale,
  writing,
  files,
  sharedKept = true,
  imported = false,
}: Written) {
  const slug = text.slug ?? slugOf(text.title, before, locale)
  const draft = asDraft(before, text, slug, writing, imported)
  const isSame = sharedKept && before && same(saidIn(before, files[0]), saidIn(draft, files[1]))
  const after = withSource(isSame ? before : draft, sourceOf(before, text))
  return before && same(before, after) ? before : after
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
  if (previous) requireKept(previous)
  requireOthers(id, input)
  const next = articleSchema.parse({
    ...input,
    pinned: input.pinned || undefined,
    // Where it came from stays, so that old addresses lead to it whoever writes it again.
    origin: input.origin ?? previous?.origin,
    id,
    createdBy: previous ? previous.createdBy : writing.by,
    legacy: previous?.legacy,
    lookAgain: previous?.lookAgain,
    formerAddresses: previous?.formerAddresses,
    assignments: previous?.assignments,
    files: requireFiles(input, { ...previous?.files, ...writing.files }),
    changedIn: previous?.changedIn,
    translations: {},
  })
  const imported = isImport(previous, input)
  const sharedKept = previous !== undefined && same(sharedOf(previous), sharedOf(next))
  for (const locale of locales) {
    const text = input.translations[locale]
    const before = previous?.translations[locale]
    if (!text) {
      requireNotPublic(before, locale)
      continue
    }
    const files = [previous?.files ?? {}, next.files] as const
    next.translations[locale] = textAfter({ before, text, locale, writing, files, sharedKept, imported })
  }
  for (const locale of locales) requireSource(next, locale, writing.revision)
  return previous && same(previous, next) ? previous : next
}
