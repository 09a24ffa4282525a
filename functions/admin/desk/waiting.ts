import { isLate } from '../../domain/article/schedule.ts'
import type { Status } from '../../domain/article/status.ts'
import { dayBounds } from '../../domain/dates.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermitted, type Permission } from '../../domain/people/permissions.ts'
import { nameOfMember } from '../../domain/release/release.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { articleLists } from '../../store/article-lists.ts'
import type { ArticleRow, TextRow } from '../../store/article-row.ts'

/** Why something waits for somebody, the most important first. */
export const whys = [
  ...(['unreviewed', 'late', 'returned', 'assigned', 'in_review', 'approved'] as const),
  ...(['look_again', 'stale', 'missing', 'draft'] as const),
] as const
export type Why = (typeof whys)[number]

/** Who is asked, when, and by which rules of the house. */
export interface Desk {
  me: Member
  now: Date
  settings: Pick<Settings, 'fourEyes' | 'sections'>
  /** Those who do not work here any more. */
  left: ReadonlySet<string>
  /** Texts that are in a release which is not over, by `nameOfMember`: they go public with it, and wait for nobody. */
  together: ReadonlySet<string>
}

/** Since when it waits (UTC), and what was said of it. */
interface Wait {
  since: string
  note?: string | undefined
  /** Until which day of Vietnam it is to be done. */
  due?: string | undefined
}

interface Kind {
  /** In which list such articles stand. */
  list: (me: Member) => string
  /** What one must be allowed to do about it. */
  permission: Permission
  /** Undefined where it does not wait for this person. `text`: none in that language. */
  wait: (text: TextRow | undefined, row: ArticleRow, desk: Desk, locale: Locale) => Wait | undefined
}

/** An article that is theirs, or a text that they last wrote. */
const isTheirs = (text: TextRow, row: ArticleRow, { id }: Member) =>
  row.createdBy === id || text.editedBy === id

/** States in which a text has left the desk of whoever writes it. */
const handedOver: readonly Status[] = ['in_review', 'approved', 'scheduled']

/** Whether somebody was asked to write it, and is still here: then it waits for nobody else. */
function isAssigned({ assignments }: ArticleRow, locale: Locale, { left }: Desk): boolean {
  const task = assignments?.[locale]
  return task !== undefined && !left.has(task.to)
}

/** Given back to whoever wrote it. */
const isReturned = (text: TextRow | undefined, row: ArticleRow, me: Member) =>
  text?.status === 'draft' && text.returned !== undefined && isTheirs(text, row, me)

/** Whether a section publishes nothing before every language is there. */
function needsAll({ sections }: Desk['settings'], section: string): boolean {
  return sections.some(({ id, missingTranslation }) => id === section && missingTranslation === 'require')
}

const kinds: Record<Why, Kind> = {
  unreviewed: {
    list: () => articleLists.unreviewed,
    permission: 'review',
    wait: (text, _, { me }) =>
      text?.unreviewed && text.unreviewed.by !== me.id
        ? { since: text.unreviewed.at, note: text.unreviewed.reason }
        : undefined,
  },
  late: {
    list: () => articleLists.planned,
    permission: 'schedule',
    wait: (text, _, { now }) => {
      const late = [text?.publishAt, text?.unpublishAt].filter(
        (due) => due !== undefined && isLate({ due }, now),
      )
      const since = late.toSorted()[0]
      return since === undefined ? undefined : { since }
    },
  },
  returned: {
    list: ({ id }) => articleLists.openOf(id),
    permission: 'edit',
    wait: (text, row, { me }) =>
      text?.returned && isReturned(text, row, me)
        ? { since: text.returned.at, note: text.returned.note }
        : undefined,
  },
  assigned: {
    list: ({ id }) => articleLists.assignedTo(id),
    permission: 'read',
    wait: (text, row, { me }, locale) => {
      const task = row.assignments?.[locale]
      const isElsewhere = (text && handedOver.includes(text.status)) || isReturned(text, row, me)
      if (task?.to !== me.id || isElsewhere) return undefined
      return { since: task.at, note: task.note, due: task.due }
    },
  },
  in_review: {
    list: () => articleLists.state('in_review'),
    permission: 'approve',
    wait: (text, row, { me, settings }) =>
      text?.status === 'in_review' && !(settings.fourEyes && text.editedBy === me.id)
        ? { since: text.submitted?.at ?? row.updatedAt }
        : undefined,
  },
  approved: {
    list: () => articleLists.state('approved'),
    permission: 'publish',
    wait: (text, row, { together }, locale) =>
      text?.status === 'approved' && !together.has(nameOfMember({ article: row.id, locale }))
        ? { since: row.updatedAt }
        : undefined,
  },
  look_again: {
    list: () => articleLists.lookAgain,
    permission: 'remind',
    wait: (text, { lookAgain, translations }, { now }) => {
      if (!lookAgain || !text || text !== locales.map((each) => translations[each]).find(Boolean))
        return undefined
      const since = dayBounds(lookAgain.on).from
      return since <= now.toISOString() ? { since, note: lookAgain.note } : undefined
    },
  },
  stale: {
    list: () => articleLists.stale,
    permission: 'confirm',
    wait: (text, row, desk, locale) =>
      text?.staleSince && !isAssigned(row, locale, desk) ? { since: text.staleSince } : undefined,
  },
  missing: {
    list: () => articleLists.missing,
    permission: 'confirm',
    wait: (text, row, desk, locale) =>
      !text && needsAll(desk.settings, row.section) && !isAssigned(row, locale, desk)
        ? { since: row.updatedAt }
        : undefined,
  },
  draft: {
    list: ({ id }) => articleLists.openOf(id),
    permission: 'edit',
    wait: (text, row, desk, locale) =>
      text?.status === 'draft' &&
      !text.returned &&
      isTheirs(text, row, desk.me) &&
      !isAssigned(row, locale, desk)
        ? { since: row.updatedAt }
        : undefined,
  },
}

/** In which list to look for what waits for somebody, if it may be their business at all. */
export function listOf(why: Why, me: Member): string | undefined {
  const { list, permission } = kinds[why]
  return isPermitted(me, permission) ? list(me) : undefined
}

export interface Waiting extends Wait {
  why: Why
  locale: Locale
  row: ArticleRow
}

/** What of an article waits for somebody, for this reason. */
export function waitingIn(why: Why, row: ArticleRow, desk: Desk): Waiting[] {
  const { wait } = kinds[why]
  const isFor = isInSections(desk.me, row.section)
  return locales.flatMap((locale): Waiting[] => {
    const found = isFor && wait(row.translations[locale], row, desk, locale)
    return found ? [{ why, locale, ...found, row }] : []
  })
}
