import type { Article } from '../../domain/article/article.ts'
import { awaitedLanguages } from '../../domain/article/missing-translations.ts'
import { findStaleness } from '../../domain/article/staleness.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermittedOn } from '../../domain/people/permissions.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { ArticleRow } from '../api/rows.ts'
import type { Terms, TextFacts } from './next-act.ts'

const missing: Omit<TextFacts, 'isOwn' | 'isDiscarded'> = {
  status: 'missing',
  isLive: false,
  isStale: false,
  expires: false,
  unreviewed: undefined,
  isLastAuthor: false,
  isSubmitter: false,
}

interface Hands {
  submitted?: { by: string } | undefined
  editedBy?: string | undefined
}

/** Whether somebody may take back what was handed over. Who handed it over was not always noted. */
function isSubmitter({ submitted, editedBy }: Hands, createdBy: string | undefined, me: string): boolean {
  return submitted ? submitted.by === me : [editedBy, createdBy].includes(me)
}

function whose(emergency: { by: string } | undefined, me: string): TextFacts['unreviewed'] {
  return emergency && (emergency.by === me ? 'me' : 'other')
}

/** What is known of one language of a whole article, for whoever is signed in. */
export function factsOfText(article: Article, locale: Locale, me: Pick<Member, 'id'>): TextFacts {
  const isOwn = article.createdBy === me.id
  const isDiscarded = article.discarded !== undefined
  const text = article.translations[locale]
  if (!text) return { ...missing, isOwn, isDiscarded }
  const { status, live, expires, emergency, editedBy } = text
  return {
    status,
    isOwn,
    isDiscarded,
    isLive: live !== undefined,
    isStale: findStaleness(article, locale)?.stale ?? false,
    expires: expires !== undefined,
    unreviewed: whose(emergency?.review ? undefined : emergency, me.id),
    isLastAuthor: editedBy === me.id,
    isSubmitter: isSubmitter(text, article.createdBy, me.id),
  }
}

/** The same of a row of a list. */
export function factsOfRow(row: ArticleRow, locale: Locale, me: Pick<Member, 'id'>): TextFacts {
  const isOwn = row.createdBy === me.id
  const isDiscarded = row.discarded !== undefined
  const text = row.translations[locale]
  if (!text) return { ...missing, isOwn, isDiscarded }
  const { status, live, staleSince, unpublishAt, unreviewed, editedBy } = text
  return {
    status,
    isOwn,
    isDiscarded,
    isLive: live,
    isStale: staleSince !== undefined,
    expires: unpublishAt !== undefined,
    unreviewed: whose(unreviewed, me.id),
    isLastAuthor: editedBy === me.id,
    isSubmitter: isSubmitter(text, row.createdBy, me.id),
  }
}

/** What this newsroom asks of a text in the section of its article, and of whoever is signed in. */
export function termsOf(
  article: Pick<Article, 'section'> & Parameters<typeof awaitedLanguages>[0],
  locale: Locale,
  { role, sections }: Pick<Member, 'role' | 'sections'>,
  settings: Pick<Settings, 'fourEyes' | 'sections'>,
): Terms {
  const section = settings.sections.find(({ id }) => id === article.section)
  return {
    role,
    inSection: !sections || sections.includes(article.section),
    fourEyes: settings.fourEyes,
    needsLanguages: awaitedLanguages(article, locale, section).length > 0,
  }
}

/** Whether somebody may place among others what has come further than a draft, which takes no approval away. */
export function mayPlaceAll(
  article: Article | undefined,
  { id, role }: Pick<Member, 'id' | 'role'>,
): boolean {
  const states = locales.flatMap((each) => article?.translations[each]?.status ?? [])
  const isOwn = article?.createdBy === id
  return (
    states.some((each) => each !== 'draft') &&
    states.every((each) => isPermittedOn(role, 'place', isOwn, each))
  )
}
