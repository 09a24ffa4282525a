import type { Article } from '../article/article.ts'
import { awaitedLanguages, requireTranslations } from '../article/missing-translations.ts'
import type { Status } from '../article/status.ts'
import { usesFor } from '../article/uses.ts'
import { publish, translationOf } from '../article/workflow.ts'
import { AppError, requireFound, requireRight } from '../errors.ts'
import type { Locale } from '../locale.ts'
import type { Refusal } from '../rules.ts'
import { refusal } from '../rules.ts'
import type { Section } from '../settings/settings.ts'
import { nameOfMember, type Release, type ReleaseMember } from './release.ts'

/** Why one text may not go public with the others. */
export interface Missing {
  member: ReleaseMember
  why: Refusal | string
}

/** What one article becomes: one state for each of its languages, one after the other. */
export interface Made {
  id: string
  steps: { locale: Locale; state: Article }[]
}

interface Latest {
  number: number
  state: Article
}

export interface Publishing {
  sections: readonly Section[]
  /** Files that readers may not have any more. */
  gone: ReadonlySet<string>
  by: string
  /** UTC. */
  at: string
  /** The date that readers see of what was never public, where it was planned. */
  publishedAt?: string | undefined
  /** Refuses where whoever acts may not do it to this text. @default everybody may */
  require?: (article: Article, locale: Locale) => void
}

/** Refuses a text that will go public, or may, by another act than that of the release. */
function requireUnplanned(article: Article, locale: Locale): void {
  const { status, scheduled } = translationOf(article, locale)
  if (status === 'scheduled')
    throw new AppError('conflict', refusal('planned_by_itself', { locale, at: scheduled?.publishAt ?? '' }))
}

function requireFiles(article: Article, locale: Locale, gone: ReadonlySet<string>): void {
  const uses = usesFor(article, locale).filter(({ id }) => gone.has(id))
  requireRight(
    uses.map(({ id, field }) => ({ field, message: refusal('media_gone', { id }) })),
    'conflict',
  )
}

/**
 * What all texts of a release become when they go public together, by the very rules of a publication, and which of them may
 * not, with the reason of each. Nothing goes public unless nothing is missing.
 */
export function publishTogether(
  members: readonly ReleaseMember[],
  articles: ReadonlyMap<string, Latest>,
  { sections, gone, require, ...stamp }: Publishing,
): { made: Made[]; missing: Missing[] } {
  const made = new Map<string, Made>()
  const missing: Missing[] = []
  for (const member of members) {
    const { article: id, locale } = member
    const before = articles.get(id)
    const steps = made.get(id)?.steps ?? []
    try {
      requireFound(before, 'article', id)
      const article = steps.at(-1)?.state ?? before.state
      requireUnplanned(article, locale)
      require?.(article, locale)
      requireFiles(article, locale, gone)
      requireTranslations(
        article,
        locale,
        sections.find((each) => each.id === article.section),
      )
      const { publishedAt = stamp.publishedAt } = translationOf(article, locale)
      const revision = before.number + steps.length + 1
      const state = publish(article, locale, { ...stamp, publishedAt, revision })
      made.set(id, { id, steps: [...steps, { locale, state }] })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      missing.push({ member, why: error.refusal ?? error.message })
    }
  }
  return { made: [...made.values()], missing }
}

/** Refuses with what is missing of each text: `members.4k7m2p9x1a.vi`. Of none at all there is nothing to publish. */
export function requireReady(
  { name, members }: Pick<Release, 'name' | 'members'>,
  missing: readonly Missing[],
) {
  if (members.length === 0) throw new AppError('conflict', refusal('release_empty', { name }))
  if (missing.length === 0) return
  throw new AppError('conflict', refusal('release_not_ready', { name, missing: missing.length }), {
    fields: missing.map(({ member, why }) => ({ field: `members.${nameOfMember(member)}`, message: why })),
  })
}

/** What an article's row tells of it. */
interface Row {
  section: string
  discarded?: unknown
  translations: Partial<Record<Locale, { status: Status; live?: unknown }>>
}

/**
 * The texts of a release that may not go public yet, as far as the rows of lists tell, which are cheap to read. That a file was
 * taken from readers they do not tell: a planned release is judged again at its moment.
 */
export function unreadyIn(
  { members }: Pick<Release, 'members'>,
  rows: ReadonlyMap<string, Row>,
  sections: readonly Section[],
): ReleaseMember[] {
  return members.filter(({ article, locale }) => {
    const row = rows.get(article)
    if (!row || row.discarded || row.translations[locale]?.status !== 'approved') return true
    const section = sections.find(({ id }) => id === row.section)
    return awaitedLanguages(row, locale, section).length > 0
  })
}
