import { wrongFields } from '../../domain/errors.ts'
import { defaultLocale, wordsIn } from '../../domain/locale.ts'
import { principal } from '../../domain/people/staff.ts'
import { refusal } from '../../domain/rules.ts'
import type { SearchIndex } from '../../search/query.ts'
import { articleLists } from '../../store/article-lists.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import type { Articles } from '../../store/articles.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import { mostRead, type Page } from '../../store/rows.ts'
import { findIds, findRanked, isRanked } from './find-words.ts'
import { type Asking, isMet, isWanted, isWritten, type Wanted } from './list.ts'
import { whereToLook } from './where.ts'

/** All that is wanted, by title: where that is not too much to be read at once. */
async function listByTitle(
  articles: Articles,
  wanted: Wanted,
  page: Page,
  keep: (row: ArticleRow) => boolean,
) {
  const { rows, next } = await articles.list({ ...page, limit: mostRead, cursor: undefined }, keep)
  if (next !== undefined) {
    throw wrongFields([{ field: 'sort', message: refusal('too_many_to_sort', { max: mostRead }) }])
  }
  const locale = wanted.locale ?? defaultLocale
  const { compare } = new Intl.Collator(locale)
  const titleOf = ({ translations }: ArticleRow) => wordsIn(translations, locale)?.title ?? ''
  const sorted = rows.toSorted((a, b) => compare(titleOf(a), titleOf(b)) || compare(a.id, b.id))
  const start = Number(/^\d{1,4}$/u.exec(page.cursor ?? '')?.[0] ?? 0)
  const end = start + page.limit
  return { rows: sorted.slice(start, end), ...(end < sorted.length && { next: String(end) }) }
}

/** Whose articles alone are wanted, if it is somebody of the staff: an author may also be a name of the byline. */
async function personIn(
  { staff }: Newsroom,
  { mine, author }: Wanted,
  caller: string,
): Promise<string | undefined> {
  if (mine) return caller
  if (author === undefined || !principal.safeParse(author).success) return undefined
  return (await staff.findRecord(author)) && author
}

interface Listed {
  rows: ArticleRow[]
  next?: string | undefined
}

/** One page of the articles that are wanted. Without an index, or where that cannot say, words are looked for in titles. */
export async function findArticles(
  newsroom: Newsroom,
  wanted: Wanted,
  asking: Asking,
  index?: SearchIndex,
): Promise<Listed> {
  const { text, ids, ...others } = wanted
  if (!index || ids || text === undefined) return await listArticles(newsroom, wanted, asking)
  const keep = (row: ArticleRow) => isWanted(row, others, asking)
  const question = { articles: newsroom.articles, index, wanted: { ...wanted, text }, now: asking.now, keep }
  if (wanted.sort === '-updated') {
    const found = isRanked(wanted.cursor) ? await findRanked(question) : undefined
    return found ?? (await listArticles(newsroom, wanted, asking))
  }
  const about = await findIds(question)
  if (!about) return await listArticles(newsroom, wanted, asking)
  return await listArticles(newsroom, others, asking, ({ id }) => about.has(id))
}

/** By what their rows say, and by one more condition. */
async function listArticles(
  newsroom: Newsroom,
  wanted: Wanted,
  asking: Asking,
  isOne: (row: ArticleRow) => boolean = () => true,
): Promise<Listed> {
  const keep = (row: ArticleRow) => isOne(row) && isWanted(row, wanted, asking)
  const { articles } = newsroom
  const { ids, text, sort, limit, cursor } = wanted
  if (ids) {
    const found = await articles.findRows(ids)
    const isShown = (row: ArticleRow) => Boolean(row.discarded) === Boolean(wanted.discarded) && keep(row)
    return { rows: found.flatMap((row) => (row && isShown(row) ? [row] : [])) }
  }
  const [person, isWhole] = await Promise.all([
    personIn(newsroom, wanted, asking.caller),
    newsroom.wholeLists.areWhole(),
  ])
  const where = whereToLook(wanted, asking, { person, isWhole })
  const page = { limit, cursor, oldestFirst: sort === 'updated', ...where, putAway: wanted.discarded }
  if (sort === 'title') return await listByTitle(articles, wanted, page, keep)
  const isOften = where.lists?.includes(articleLists.liveBefore)
  const keepOnce = (row: ArticleRow, key: string) => keep(row) && (!isOften || isMet(row, wanted, key))
  return text
    ? await articles.listRanked(page, (row, key) => isWritten(row, text) && keepOnce(row, key), keepOnce)
    : await articles.list(page, keepOnce)
}
