import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted, requirePermitted } from '../../domain/people/permissions.ts'
import { publishTogether } from '../../domain/release/readiness.ts'
import { nameOfMember, type Release } from '../../domain/release/release.ts'
import type { Refusal } from '../../domain/rules.ts'
import { readMembers } from '../../store/go-together.ts'
import type { Newsroom } from '../../store/newsroom.ts'

/** Refuses a text that whoever acts may not let go public: by its section, as by everything else. */
export const mayPublish = (member: Member) => (article: Article, locale: Locale) =>
  requirePermitted(member, 'schedule', article, locale)

/** The articles of a release as they are, and why which of its texts may not go public now; for whoever asks. */
export async function judgeRelease(newsroom: Newsroom, release: Release, member: Member, at: string) {
  const [{ articles, gone }, { sections }] = await Promise.all([
    readMembers(newsroom, release.members),
    newsroom.settings(),
  ])
  const { missing } = publishTogether(release.members, articles, {
    ...{ sections, gone, by: member.id, at },
    // Those who may publish nothing at all are told of the texts, and not of themselves.
    ...(isPermitted(member, 'schedule') && { require: mayPublish(member) }),
  })
  const reasons = new Map<string, Refusal | string>(
    missing.map((each) => [nameOfMember(each.member), each.why]),
  )
  return { articles, reasons }
}
