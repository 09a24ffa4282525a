import type { Article } from '../../domain/article/article.ts'
import { requireTranslations } from '../../domain/article/missing-translations.ts'
import { publish, publishImported } from '../../domain/article/workflow.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { requirePermission } from '../../domain/people/permissions.ts'
import type { Section } from '../../domain/settings/settings.ts'
import type { Before } from './perform.ts'

interface Publishing {
  member: Member
  locale: Locale
  sections: readonly Section[]
  /** The date readers see, if it is not now. */
  publishedAt?: string | undefined
  correction?: string | undefined
}

/** Makes an approved text public; for those who may import, also one that another system had published. */
export function publishing({ member, locale, sections, publishedAt, correction }: Publishing) {
  return ({ article, revision, act }: Before): Article => {
    const publication = { by: member.id, at: act.at, revision: revision.number + 1, publishedAt, correction }
    const { imported, status } = article.translations[locale] ?? {}
    // A date decides the order of the news and what is paid: only what was published elsewhere brings its own.
    if (publishedAt) requirePermission(member, 'import')
    if (imported && status === 'draft') {
      requirePermission(member, 'import')
      return publishImported(article, locale, publication)
    }
    requireTranslations(article, locale, sectionOf(article, sections))
    return publish(article, locale, publication)
  }
}

export function sectionOf({ section }: Article, sections: readonly Section[]): Section | undefined {
  return sections.find(({ id }) => id === section)
}
