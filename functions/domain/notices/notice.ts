import * as z from 'zod'
import { instant } from '../date-schemas.ts'
import { perLocale } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import type { Member } from '../people/member.ts'
import { isInSections, isPermitted } from '../people/permissions.ts'
import { type NoticeKind, noticeKinds, noticeTable } from './kinds.ts'

/** For how long a notice is kept, days: it tells of something that the chains hold for ever. */
export const keptDays = 60

/** What somebody is told: that something happened to a text, when (UTC), and by whom. */
export const notice = z.object({
  kind: z.enum(noticeKinds),
  /**
   * Of what it tells: a revision (`ARTICLE#4k7m2p9x1a#7`), or what else happens once. Nobody is told twice of the same one with
   * the same kind and language, however often it is told.
   */
  source: z.string(),
  article: z.string(),
  /**
   * Where it is about no article, whose id `article` is then: a place in the calendar without a text, whose day is `due`, or
   * texts that go public together.
   */
  about: z.enum(['slot', 'release']).optional(),
  locale: locale.optional(),
  /** Where the article stood at that moment. */
  section: z.string(),
  /** What it was called then, in each language. */
  titles: z.object(perLocale(() => z.string().optional())),
  at: instant,
  /** Nobody, of what did not happen. */
  by: z.object({ id: z.string(), name: z.string() }).optional(),
  /** What was said of it, in the newsroom's own words: it is shown in the desk, and never mailed. */
  note: z.string().optional(),
  /** Of a task, the day of Vietnam by which it is to be done; of what is late, the moment (UTC) at which it should have been. */
  due: z.string().optional(),
})
export type Notice = z.infer<typeof notice>

/** Whether something of this kind, about an article in this section, is somebody's business: by what they may do now. */
export function concerns(
  member: Pick<Member, 'role' | 'sections'>,
  { kind, section }: { kind: NoticeKind; section: string },
): boolean {
  return isPermitted(member, noticeTable[kind].permission) && isInSections(member, section)
}

/** Whom of these it may be told: those whose business it is, and never whoever did it. */
export function receiversAmong<Person extends Member>(
  people: readonly Person[],
  { by, ...about }: Pick<Notice, 'kind' | 'section' | 'by'>,
): Person[] {
  return people.filter((each) => each.id !== by?.id && concerns(each, about))
}
