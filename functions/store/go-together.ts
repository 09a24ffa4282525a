import type { Article } from '../domain/article/article.ts'
import { usesFor } from '../domain/article/uses.ts'
import { type Publishing, publishTogether, requireReady } from '../domain/release/readiness.ts'
import { type Release, type ReleaseMember, requireOpen } from '../domain/release/release.ts'
import type { Act, Revision } from '../domain/revision.ts'
import type { Newsroom } from './newsroom.ts'

/** The last revisions of the articles of a release, and which of their files readers may not have any more. */
export async function readMembers(newsroom: Newsroom, members: readonly ReleaseMember[]) {
  const ids = [...new Set(members.map(({ article }) => article))]
  const found = await Promise.all(ids.map((id) => newsroom.articles.latest(id)))
  const articles = new Map(found.flatMap((each) => (each ? [[each.subject, each] as const] : [])))
  const files = members.flatMap(({ article, locale }) => {
    const state = articles.get(article)?.state
    return state ? usesFor(state, locale).map(({ id }) => id) : []
  })
  const gone = await newsroom.media.withdrawnAmong([...new Set(files)])
  return { articles, gone }
}

interface Going {
  act: Act
  publishedAt?: string | undefined
  require?: Publishing['require']
}

/** No revision is older than the one before it, whatever clock made that. */
function momentAfter(at: string, revisions: Iterable<Revision<unknown>>): string {
  return [...revisions].reduce((latest, { at: before }) => (before > latest ? before : latest), at)
}

/**
 * All that a release makes when it goes public now: one revision of its own, and one of each text. Refuses with what is missing
 * of each text.
 */
export async function makeTogether(
  newsroom: Newsroom,
  previous: Revision<Release>,
  { act: asked, publishedAt, require }: Going,
) {
  requireOpen(previous.state)
  const { id, name, members } = previous.state
  const [{ articles, gone }, { sections }] = await Promise.all([
    readMembers(newsroom, members),
    newsroom.settings(),
  ])
  const at = momentAfter(asked.at, [previous, ...articles.values()])
  const act: Act = { ...asked, at }
  const { made, missing } = publishTogether(members, articles, {
    ...{ sections, gone, by: act.actor.id, at, publishedAt },
    ...(require && { require }),
  })
  requireReady(previous.state, missing)
  const { planned: _, ...kept } = previous.state
  const { repeat: __, note: said, ...doing } = act
  // In lists of what was done nothing is read of a revision but its note.
  const ofTexts: Act = { ...doing, action: 'publish_together', note: said ? `${name}: ${said}` : name }
  const parts = made.flatMap(({ id: article, steps }) => {
    const before: Revision<Article> | undefined = articles.get(article)
    const acts = steps.map(({ locale, state }) => ({
      act: { ...ofTexts, locale, release: { id, name } },
      state,
    }))
    return before ? [{ previous: before, steps: acts }] : []
  })
  const state: Release = { ...kept, published: { at, by: act.actor.id } }
  return { next: { act, state }, parts }
}
