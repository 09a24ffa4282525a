import type { Article } from '../../domain/article/article.ts'
import { requireTranslations } from '../../domain/article/missing-translations.ts'
import { type Plan, schedule, scheduleImported } from '../../domain/article/schedule.ts'
import { publish, publishImported } from '../../domain/article/workflow.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { requirePermission } from '../../domain/people/permissions.ts'
import type { Section } from '../../domain/settings/settings.ts'
import type { Before } from './perform.ts'

interface Going {
  member: Member
  locale: Locale
  sections: readonly Section[]
}

interface Publishing extends Going {
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

/** Lets a text go public at a moment, or leave at one; for those who may import, also what another system was going to publish. */
export function scheduling({ member, locale, sections, ...plan }: Going & Plan) {
  return ({ article, act }: Before): Article => {
    const { imported, status } = article.translations[locale] ?? {}
    if (plan.publishAt && imported && status === 'draft') {
      requirePermission(member, 'import')
      return scheduleImported(article, locale, plan, act.actor, act.at)
    }
    if (plan.publishAt) requireTranslations(article, locale, sectionOf(article, sections))
    return schedule(article, locale, plan, act.actor, act.at)
  }
}

function sectionOf({ section }: Article, sections: readonly Section[]): Section | undefined {
  return sections.find(({ id }) => id === section)
}
