import type { Article } from '../article/article.ts'
import type { PlannedAct } from '../article/schedule.ts'
import { findStaleness } from '../article/staleness.ts'
import { type Locale, locales, perLocale } from '../locale.ts'
import type { Member } from '../people/member.ts'
import type { Act } from '../revision.ts'
import type { NoticeKind } from './kinds.ts'
import { type Notice, receiversAmong } from './notice.ts'

/** Whoever works here at the moment, and by which rules. */
export interface House {
  staff: readonly Member[]
  fourEyes: boolean
}

/** A notice, and who is told. */
export interface Telling {
  notice: Notice
  to: string[]
}

type Candidate = Pick<Notice, 'kind' | 'note' | 'due'> & { locale: Locale; to: (each: Member) => boolean }

/** Whose text it is: who began the article, wrote the text last, or handed it over. */
function isAuthorOf(article: Article, locale: Locale) {
  const { editedBy, submitted } = article.translations[locale] ?? {}
  const authors = [article.createdBy, editedBy, submitted?.by]
  return ({ id }: Member) => authors.includes(id)
}

/** What an act on one text tells, whoever does it and by whatever door. */
function ofText(
  { action, locale }: Pick<Act, 'action' | 'locale'>,
  before: Article | undefined,
  after: Article,
  { fourEyes }: House,
): Candidate[] {
  const text = locale && after.translations[locale]
  if (!locale || (!text && action !== 'assign')) return []
  const one = (kind: NoticeKind, to: Candidate['to'], more: Pick<Candidate, 'note' | 'due'> = {}) => [
    { kind, locale, to, ...more },
  ]
  // Handed back, it has forgotten who handed it over.
  const isAuthor = isAuthorOf(before ?? after, locale)
  switch (action) {
    case 'submit':
      return one('submitted', ({ id }) => !(fourEyes && text?.editedBy === id))
    case 'return':
      return one('returned', isAuthor, { note: text?.returned?.note })
    case 'approve':
      return one('approved', isAuthor)
    case 'publish':
    case 'publish_due':
    case 'publish_together':
      return one('published', isAuthor)
    case 'publish_now':
      return [
        ...one('emergency', () => true, { note: text?.emergency?.reason }),
        ...one('published', isAuthor),
      ]
    case 'assign': {
      const task = after.assignments?.[locale]
      return task ? one('assigned', ({ id }) => id === task.to, { note: task.note, due: task.due }) : []
    }
    default:
      return []
  }
}

/** Translations that said what their source says until this act. */
function ofTranslations(before: Article | undefined, after: Article): Candidate[] {
  if (!before) return []
  return locales.flatMap((locale): Candidate[] => {
    if (!findStaleness(after, locale)?.stale || findStaleness(before, locale)?.stale) return []
    const theirs = after.assignments?.[locale]?.to ?? after.translations[locale]?.editedBy
    return [{ kind: 'stale', locale, to: ({ id }) => id === theirs }]
  })
}

export const titlesOf = ({ translations }: Article): Notice['titles'] =>
  perLocale((locale) => translations[locale]?.title)

/** A revision of an article as it is told of. */
export interface Told extends Pick<Act, 'action' | 'locale' | 'actor' | 'at' | 'imported'> {
  /** `ARTICLE#4k7m2p9x1a#7` */
  source: string
}

/** What a revision tells, and whom. What another system did long ago is no news. */
export function noticesOf(
  { source, actor, at, imported, ...act }: Told,
  before: Article | undefined,
  after: Article,
  house: House,
): Telling[] {
  if (imported || act.action === 'import' || after.discarded) return []
  const about = {
    ...{ source, at, article: after.id, section: after.section, titles: titlesOf(after) },
    by: { id: actor.id, name: actor.name },
  }
  /** `<person> <locale>` of who was told something about a text. */
  const told = new Set<string>()
  return [...ofText(act, before, after, house), ...ofTranslations(before, after)].flatMap(
    ({ to, ...candidate }): Telling[] => {
      const notice = { ...about, ...candidate }
      const people = receiversAmong(house.staff, notice)
        .filter(to)
        .map(({ id }) => id)
        .filter((id) => !told.has(`${id} ${candidate.locale}`))
      for (const id of people) told.add(`${id} ${candidate.locale}`)
      return people.length > 0 ? [{ notice, to: people }] : []
    },
  )
}

/** That something planned was not carried out: told to all who may plan it again. */
export function noticeOfLate(
  article: Article,
  { act, locale, due }: Pick<PlannedAct, 'act' | 'locale' | 'due'>,
  { staff }: Pick<House, 'staff'>,
): Telling {
  const notice: Notice = {
    kind: 'late',
    source: `LATE#${article.id}#${due}#${act}`,
    ...{ article: article.id, locale, section: article.section, titles: titlesOf(article) },
    ...{ at: due, due },
  }
  return { notice, to: receiversAmong(staff, notice).map(({ id }) => id) }
}
