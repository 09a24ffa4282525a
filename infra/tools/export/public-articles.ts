import type { Article } from '../../../functions/domain/article/article.ts'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { ArticlePage } from '../../../functions/domain/site/shapes.ts'
import { type Projection, project, publicRevisions } from '../../../functions/publisher/project.ts'
import { newsroomKeys, parseChain } from '../../../functions/store/keys.ts'
import type { Newsroom } from '../../../functions/store/newsroom.ts'
import type { Table } from '../../../functions/store/table.ts'

/** Ids of all articles there ever were, in one order. */
export async function articleIdsIn(table: Table): Promise<string[]> {
  const ids: string[] = []
  for await (const { pk } of table.scan(newsroomKeys.revision('', 1).sk)) {
    const [kind, id] = parseChain(pk)
    if (kind === 'ARTICLE') ids.push(id)
  }
  return ids.sort()
}

/** What readers have of an article, by its chain alone; nothing is written. Undefined where there is no such article. */
async function readPublic(newsroom: Newsroom, id: string): Promise<Projection | undefined> {
  const latest = await newsroom.articles.latest(id)
  if (!latest) return undefined
  const states = new Map<Locale, Article>()
  for (const [locale, number] of publicRevisions(latest.state)) {
    const revision = number === latest.number ? latest : await newsroom.articles.find(id, number)
    if (revision) states.set(locale, revision.state)
  }
  const named = [...states.values()].flatMap(({ files }) => Object.keys(files))
  return project(latest, states, await newsroom.media.withdrawnAmong([...new Set(named)]))
}

/** An article that readers have in one language at least, with all that is told of it beside its pages. */
export interface PublicArticle {
  id: string
  /** In the order of languages. */
  texts: { page: ArticlePage; related: readonly string[] }[]
  /** Addresses that it had in an older system, whole. */
  oldAddresses: readonly string[]
}

export async function findPublicArticle(newsroom: Newsroom, id: string): Promise<PublicArticle | undefined> {
  const projection = await readPublic(newsroom, id)
  const texts = [...(projection?.locales.values() ?? [])].flatMap(({ page, related }) =>
    page.kind === 'page' ? [{ page, related }] : [],
  )
  if (texts.length === 0) return undefined
  const { origin } = (await newsroom.articles.latest(id))?.state ?? {}
  const oldAddresses = [...new Set([...(origin?.url ? [origin.url] : []), ...(origin?.addresses ?? [])])]
  return { id, texts, oldAddresses }
}
