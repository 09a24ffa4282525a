import { isLate } from '../../domain/article/schedule.ts'
import type { Status } from '../../domain/article/status.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { unreadyIn } from '../../domain/release/readiness.ts'
import { nameOfMember, type Release, type ReleaseMember, stateOf } from '../../domain/release/release.ts'
import type { Section } from '../../domain/settings/settings.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import type { ReleaseRow } from '../../store/releases.ts'

/** What the answers tell of a release, beside its texts. */
export function presentRelease(release: Release, now: Date) {
  const { planned } = release
  const state = stateOf(release)
  return { ...release, state, late: state === 'planned' && isLate({ due: planned?.publishAt ?? '' }, now) }
}

/** An article, or its row: both tell how far its languages have come. */
interface Told {
  section: string
  translations: Partial<Record<Locale, { title: string; status: Status; live?: unknown }>>
}

/** What is shown of a text beside its name; nothing, where its article is not there. */
export function presentMember(member: ReleaseMember, article: Told | undefined) {
  const text = article?.translations[member.locale]
  const states = locales.flatMap((each): [Locale, Status][] => {
    const status = article?.translations[each]?.status
    return status ? [[each, status]] : []
  })
  return {
    ...member,
    ...(text && { title: text.title }),
    ...(article && { section: article.section }),
    states: Object.fromEntries(states),
    live: Boolean(text?.live),
  }
}

/** Rows of the articles of some releases, by id. */
export async function rowsOf(newsroom: Newsroom, releases: readonly Pick<Release, 'members'>[]) {
  const ids = new Set(releases.flatMap(({ members }) => members.map(({ article }) => article)))
  const rows = await newsroom.articles.findRows([...ids])
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))
}

/** A release in a list, with how many of its texts are not ready. */
export function presentReleaseRow(
  row: ReleaseRow,
  articles: ReadonlyMap<string, ArticleRow>,
  sections: readonly Section[],
  now: Date,
) {
  const told = presentRelease(row, now)
  const isOver = told.state === 'gone' || told.state === 'dropped'
  return {
    ...told,
    members: row.members.map((each) => presentMember(each, articles.get(each.article))),
    missing: isOver ? 0 : new Set(unreadyIn(row, articles, sections).map(nameOfMember)).size,
  }
}
