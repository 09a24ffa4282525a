import type { Article } from '../domain/article/article.ts'
import { openly } from '../domain/article/openly.ts'
import { partTags } from '../domain/article/parts.ts'
import { type Locale, locales } from '../domain/locale.ts'
import type { Revision, RevisionMeta } from '../domain/revision.ts'
import { type Settings, sectionSlugs } from '../domain/settings/settings.ts'
import { articlePath } from '../domain/site/paths.ts'
import { typeOf } from '../domain/site/projection.ts'
import type { ArticleRow } from '../store/article-row.ts'
import { revisionTag } from '../store/entity-tag.ts'

/** A revision as the API answers it: who made it of what when, without the state. */
export function presentRevision({ state: _, subject: __, repeat, ...meta }: Revision<unknown>) {
  return meta
}

/** A line of a history: nothing of how its request was known. */
export function presentMeta<Meta extends RevisionMeta>({ subject: _, repeat: __, ...meta }: Meta) {
  return meta
}

/** The tag of the revision that a row tells of; rows of old did not note its hash. */
export function rowTag({ number, head }: Pick<ArticleRow, 'number' | 'head'>): string | undefined {
  return head && revisionTag({ number, hash: head })
}

/** A row of a list, with the tag that the next change of its article must name. */
export function presentRow<Row extends ArticleRow>(row: Row) {
  const etag = rowTag(row)
  return { ...row, ...(etag && { etag }) }
}

/** Public addresses of an article, in the languages in which it is live. */
function addressesOf(article: Article, settings: Settings, siteUrl: string) {
  const { id, section, translations } = article
  const slugs = sectionSlugs(settings)
  const type = typeOf(article)
  const live = locales.flatMap((locale): [Locale, string][] => {
    const text = translations[locale]
    return text?.live
      ? [[locale, siteUrl + articlePath({ slugs }, { id, locale, section, type, slug: text.slug })]]
      : []
  })
  return Object.fromEntries(live)
}

/** An article as the API answers it, with the tags that its next change must name: of all of it, or of the part that changes. */
export function presentArticle(revision: Revision<Article>, settings: Settings, siteUrl: string) {
  return {
    body: {
      article: openly(revision.state),
      revision: presentRevision(revision),
      parts: partTags(revision),
      addresses: addressesOf(revision.state, settings, siteUrl),
    },
    headers: { ETag: revisionTag(revision) },
  }
}
