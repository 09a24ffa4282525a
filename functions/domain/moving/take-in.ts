import type { Article, ArticleInput, Translation } from '../article/article.ts'
import type { Files } from '../article/uses.ts'
import { requireText, withTranslation } from '../article/workflow.ts'
import { write } from '../article/write.ts'
import { AppError, requireRight } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import type { Act } from '../revision.ts'
import type { Actor } from '../role-schemas.ts'
import { refusal } from '../rules.ts'
import { articleIdOf, type ImportedItem, type ImportedText, type ImportedVersion } from './item.ts'

/** Who brings an item here, and when (UTC); by what it is known, and the files of the library that it may name. */
export interface Bringing {
  by: Actor
  at: string
  digests: { item: string; versions: readonly string[] }
  files: Files
}

interface Step {
  /** The article before this version. */
  before: Article | undefined
  version: ImportedVersion
  /** The number of the revision that it becomes. */
  revision: number
  isLast: boolean
  bringing: Bringing
}

function inputOf(item: ImportedItem, { version, bringing }: Step): ArticleInput {
  const { at: _, author: __, label: ___, legacy: ____, related, translations, ...shared } = version
  const [url, ...others] = item.addresses
  const texts = locales.flatMap((locale) => {
    const text = translations[locale]
    if (!text) return []
    const { status: _, publishedAt: __, publishAt: ___, reason: ____, ...words } = text
    return [[locale, words] as const]
  })
  return {
    ...shared,
    related: [...new Set(related.map((key) => articleIdOf({ system: item.system, key })))],
    origin: {
      system: item.system,
      key: item.key,
      digest: bringing.digests.item,
      views: item.views,
      ...(item.file !== undefined && { file: item.file }),
      ...(url !== undefined && { url }),
      ...(others.length > 0 && { addresses: others }),
    },
    translations: Object.fromEntries(texts),
  }
}

/** A text without anything that says how far it has come; but what readers have of it stays. */
function asWritten(text: Translation): Translation {
  const { submitted: _, returned: __, approval: ___, scheduled: ____, expires: _____, ...rest } = text
  const { imported: ______, ...draft } = rest
  return { ...draft, status: 'draft' }
}

function makePublic(text: Translation, told: ImportedText, locale: Locale, step: Step): Translation {
  const { before, version, revision, bringing } = step
  const publishedAt = told.publishedAt ?? told.publishAt ?? text.publishedAt ?? version.at
  if (publishedAt > bringing.at) {
    const message = refusal('in_the_future', { at: publishedAt, now: bringing.at })
    requireRight([{ field: `translations.${locale}.publishedAt`, message }])
  }
  const was = before?.translations[locale]
  const isChanged = was?.live !== undefined && text.changes.at(-1)?.revision === revision
  const { withdrawn: _, ...rest } = text
  return {
    ...rest,
    status: 'published',
    imported: true,
    // Since when readers have it from here.
    live: { revision, since: bringing.at },
    publishedAt,
    ...(isChanged && version.at > publishedAt && { updatedAt: version.at }),
  }
}

/** How a text stands after a version of it. What readers had by an earlier one they have until it is withdrawn. */
function standingOf(article: Article, told: ImportedText, locale: Locale, step: Step): Translation {
  const { bringing, isLast, version } = step
  const written = article.translations[locale]
  if (!written) throw new Error(`there is no text in "${locale}"`)
  const text = asWritten(written)
  const isDue = told.status === 'scheduled' && (told.publishAt ?? '') <= bringing.at
  if (isLast && ['approved', 'scheduled', 'published'].includes(told.status))
    requireText(article, text, locale)
  switch (told.status) {
    case 'draft':
      return text
    case 'in_review':
      return { ...text, status: 'in_review' }
    case 'approved':
      return { ...text, status: 'approved', imported: true }
    case 'scheduled':
      if (isDue) return makePublic(text, told, locale, step)
      // A plan counts only as long as nothing came after it.
      return isLast && told.publishAt !== undefined
        ? {
            ...text,
            status: 'scheduled',
            imported: true,
            scheduled: { publishAt: told.publishAt, by: bringing.by },
          }
        : { ...text, status: 'approved', imported: true }
    case 'published':
      return makePublic(text, told, locale, step)
    case 'withdrawn': {
      // Nothing is told to readers of what they never had.
      if (!text.live && told.publishedAt === undefined)
        throw new AppError('invalid', refusal('not_public', { locale }), {
          fields: [{ field: `translations.${locale}.status`, message: refusal('not_public', { locale }) }],
        })
      const { live, ...shown } = text.live ? text : makePublic(text, told, locale, step)
      const revision = live?.revision ?? step.revision
      const reason = told.reason ?? ''
      return { ...shown, status: 'withdrawn', withdrawn: { reason, at: version.at, revision } }
    }
  }
}

/** The article as it was in one version of its item. */
export function stateAfter(item: ImportedItem, step: Step): Article {
  const { before, version, revision, bringing } = step
  const writing = { at: version.at, revision, files: bringing.files }
  let state = write(articleIdOf(item), before, inputOf(item, step), writing)
  for (const locale of locales) {
    const told = version.translations[locale]
    if (told) state = withTranslation(state, locale, standingOf(state, told, locale, step))
  }
  const { legacy: _, ...rest } = state
  return { ...rest, ...(version.legacy && { legacy: version.legacy }) }
}

/** The revision that a version becomes, as the chain records it. */
export function actOf(item: ImportedItem, index: number, { by, at, digests }: Bringing): Act {
  const { versions, system, key, file } = item
  const version = versions[index]
  if (!version) throw new Error(`there is no version ${index + 1}`)
  return {
    at: version.at,
    actor: { id: `source:${system}`, name: version.author ?? system, role: 'source' },
    action: 'import',
    imported: {
      ...{ at, by, system, key },
      ...(file !== undefined && { file }),
      ...{ version: index + 1, of: versions.length },
      ...(version.label !== undefined && { label: version.label }),
      item: digests.item,
      content: digests.versions[index] ?? '',
    },
  }
}
