import { AppError, requireRight } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import type { Actor } from '../role-schemas.ts'
import { refusal } from '../rules.ts'
import type { Article, Translation } from './article.ts'
import {
  begin,
  makeLive,
  type Publication,
  requireText,
  type Stamp,
  translationOf,
  withdraw,
  withLive,
  withoutPlan,
  withTranslation,
} from './workflow.ts'

/** What is to happen to a text at a moment: it goes public, or is withdrawn. */
export interface PlannedAct {
  act: 'publish' | 'withdraw'
  locale: Locale
  /** UTC. */
  due: string
  /** Who said so: the revision that carries it out is theirs. */
  by: Actor
}

/** Milliseconds after which a planned act that was not carried out shows as late: the clock ticks every minute. */
const patience = 60_000

/** What stands in an article's schedule, of every language. */
export function plannedActsOf(article: Article): PlannedAct[] {
  return locales.flatMap((locale): PlannedAct[] => {
    const { scheduled, expires } = article.translations[locale] ?? {}
    return [
      ...(scheduled ? [{ act: 'publish' as const, locale, due: scheduled.publishAt, by: scheduled.by }] : []),
      ...(expires ? [{ act: 'withdraw' as const, locale, due: expires.unpublishAt, by: expires.by }] : []),
    ]
  })
}

/** Whether it should have been carried out before now. */
export function isLate({ due }: Pick<PlannedAct, 'due'>, now: Date): boolean {
  return Date.parse(due) + patience < now.getTime()
}

export interface Plan {
  publishAt?: string | undefined
  unpublishAt?: string | undefined
  /** Why it will be withdrawn, for readers. */
  reason?: string | undefined
}

function requireOrder(text: Translation, { publishAt, unpublishAt }: Plan, now: string): void {
  if (publishAt !== undefined && publishAt <= now)
    requireRight([{ field: 'publishAt', message: refusal('not_after_now', { at: publishAt, now }) }])
  const end = unpublishAt ?? text.expires?.unpublishAt
  if (end === undefined) return
  const start = publishAt ?? text.scheduled?.publishAt ?? now
  if (end <= start)
    requireRight([{ field: 'unpublishAt', message: refusal('not_after', { at: end, start }) }])
  if (publishAt === undefined && !text.scheduled && !text.live) {
    requireRight([{ field: 'unpublishAt', message: refusal('nothing_to_end') }])
  }
}

/**
 * Lets an approved text go public at a moment, and a public one leave at another. What is not said stays as it was planned.
 * Both are carried out by the clock, in the name of whoever said so.
 */
export function schedule(article: Article, locale: Locale, plan: Plan, by: Actor, now: string): Article {
  const { publishAt, unpublishAt, reason } = plan
  const text = publishAt === undefined ? translationOf(article, locale) : begin(article, locale, 'schedule')
  requireOrder(text, plan, now)
  return withTranslation(article, locale, {
    ...text,
    ...(publishAt !== undefined && { status: 'scheduled', scheduled: { publishAt, by } }),
    ...(unpublishAt !== undefined && { expires: { unpublishAt, reason: reason ?? '', by } }),
  })
}

/** Lets what another system was going to publish go public at its date: it was approved there. */
export function scheduleImported(
  article: Article,
  locale: Locale,
  plan: Plan,
  by: Actor,
  now: string,
): Article {
  const text = begin(article, locale, 'submit')
  requireText(article, text, locale)
  return schedule(withTranslation(article, locale, { ...text, status: 'approved' }), locale, plan, by, now)
}

/** Takes what was planned off the schedule; an approved text stays approved. Without `what`, everything. */
export function unschedule(article: Article, locale: Locale, what?: PlannedAct['act'] | undefined): Article {
  const text = translationOf(article, locale)
  const publication = what !== 'withdraw' && text.scheduled !== undefined
  const withdrawal = what !== 'publish' && text.expires !== undefined
  if (!publication && !withdrawal) {
    throw new AppError('conflict', refusal('nothing_planned', { locale }))
  }
  const { expires: _, ...unending } = text
  const rest = withdrawal ? unending : text
  return withTranslation(article, locale, publication ? { ...withoutPlan(rest), status: 'approved' } : rest)
}

/** Makes public what is due. Readers see the date that was planned, unless the text was public before. */
function publishDue(article: Article, locale: Locale, publication: Publication): Article {
  const text = begin(article, locale, 'publish_due')
  const publishedAt = text.publishedAt ?? text.scheduled?.publishAt
  return withLive(article, locale, makeLive(text, { ...publication, publishedAt }))
}

/** What the clock makes of an article by a planned act: undefined where it does not stand any more, or is not due. */
export function carryOut(
  article: Article,
  { act, locale, due }: Pick<PlannedAct, 'act' | 'locale' | 'due'>,
  { at, revision }: Pick<Stamp, 'at'> & { revision: number },
): { planned: PlannedAct; article: Article } | undefined {
  const planned = plannedActsOf(article).find(
    (each) => each.act === act && each.locale === locale && each.due === due,
  )
  if (!planned || due > at) return undefined
  const stamp = { by: planned.by.id, at, revision }
  const reason = article.translations[locale]?.expires?.reason ?? ''
  return {
    planned,
    article:
      act === 'publish' ? publishDue(article, locale, stamp) : withdraw(article, locale, stamp, reason),
  }
}
