import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermittedOn } from '../../domain/people/permissions.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Api } from '../api/api.ts'
import { type Problem, Refusal } from '../api/refusal.ts'
import type { ArticleRow } from '../api/rows.ts'
import { type NextActs, nextActs } from '../article/next-act.ts'
import { factsOfRow, termsOf } from '../article/text-facts.ts'

/** What is done to many texts at once, and to many articles. */
export const textActs = ['submit', 'approve', 'publish', 'schedule', 'return', 'withdraw'] as const
export type BulkTextAct = (typeof textActs)[number]
export const articleActs = ['move', 'undiscard', 'discard'] as const
export type BulkArticleAct = (typeof articleActs)[number]
export type BulkAct = BulkTextAct | BulkArticleAct

/** What gives texts back, takes them from readers, or puts articles away. */
export const isTaking = (act: BulkAct) => act === 'return' || act === 'withdraw' || act === 'discard'

/** One text, or one article, as it was on the screen. */
export interface BulkItem {
  id: string
  locale?: Locale
  ifMatch: string
}

export interface BulkText extends BulkItem {
  locale: Locale
}

interface Asking {
  me: Member
  settings: Pick<Settings, 'fourEyes' | 'sections'>
  /** Only texts of this language, where the list is of one. */
  only?: Locale | undefined
}

const textsOf = ({ translations }: ArticleRow) => Object.values(translations)

/** Whether readers ever had any of it: then it is withdrawn with a notice, not put away. */
const wasPublic = (row: ArticleRow) =>
  textsOf(row).some(
    ({ live, publishedAt, status }) => live || publishedAt !== undefined || status === 'withdrawn',
  )

/** Whether somebody may do something to an article, in all of its languages. */
function mayTouch(permission: 'move' | 'discard', row: ArticleRow, { role, sections, id }: Member): boolean {
  const inSection = !sections || sections.includes(row.section)
  const isOwn = row.createdBy === id
  return inSection && textsOf(row).every(({ status }) => isPermittedOn(role, permission, isOwn, status))
}

/** Those of these articles to which the act can be done by whoever asks. */
export function articlesFor(act: BulkArticleAct, rows: readonly ArticleRow[], me: Member): BulkItem[] {
  const isReady = (row: ArticleRow) => {
    if (act === 'undiscard') return row.discarded !== undefined
    return row.discarded === undefined && (act === 'move' || !wasPublic(row))
  }
  const permission = act === 'move' ? 'move' : 'discard'
  return rows
    .filter((row) => isReady(row) && mayTouch(permission, row, me))
    .map(({ id, etag }) => ({ id, ifMatch: etag }))
}

/** Whether it is among what can be done; what is planned already may be planned for another moment. */
function isAmong({ act: first, others }: NextActs, act: BulkTextAct): boolean {
  const acts = [first, ...others.harmless, ...others.taking]
  return acts.includes(act) || (act === 'schedule' && acts.includes('reschedule'))
}

/** The texts of these articles to which the act can be done by whoever asks. */
export function textsFor(
  act: BulkTextAct,
  rows: readonly ArticleRow[],
  { me, settings, only }: Asking,
): BulkText[] {
  return rows.flatMap((row) =>
    locales
      .filter((each) => !only || each === only)
      .filter((each) => isAmong(nextActs(factsOfRow(row, each, me), termsOf(row, each, me, settings)), act))
      .map((each) => ({ id: row.id, locale: each, ifMatch: row.etag })),
  )
}

export interface BulkResult extends Partial<Problem> {
  id: string
  locale?: Locale
  status: number
}

/** As many as the API takes at once. */
const mostItems = 100

/** What an act is told, by the names of the API. */
export interface Told {
  /** Where articles move to. */
  section?: string
  /** Why articles are put away. */
  reason?: string
  /** Why texts are given back to whoever wrote them. */
  note?: string
  /** When texts go public, UTC. */
  publishAt?: string
  /** Why texts leave, for the readers of each language. */
  reasons?: ByLocale<string>
}

const isSaid = (words: string | undefined) => (words ?? '').trim() !== ''

/** Whether an act was told all that it must be. */
export function isTold(act: BulkAct, items: readonly BulkItem[], told: Told): boolean {
  if (act === 'move') return told.section !== undefined
  if (act === 'discard') return isSaid(told.reason)
  if (act === 'return') return isSaid(told.note)
  if (act === 'withdraw') return items.every(({ locale }) => locale && isSaid(told.reasons?.[locale]))
  return act !== 'schedule' || told.publishAt !== undefined
}

/** Those that the API takes one by one: refused to one, it is done to the others all the same. */
async function doOneByOne(
  api: Pick<Api, 'write'>,
  act: 'discard' | 'undiscard',
  items: readonly BulkItem[],
  told: Told,
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const { id, ifMatch } of items) {
    const write = { method: 'POST', match: ifMatch, body: told } as const
    const result = await api.write(`/articles/${id}/${act}`, write).then(
      () => ({ id, status: 200 }),
      (error: unknown) => {
        if (error instanceof Refusal) return { id, status: error.status, ...error.problem }
        throw error
      },
    )
    results.push(result)
  }
  return results
}

/** As many at once as the API takes. Texts of one article stay together: each act on one makes another revision of it. */
function partsOf(items: readonly BulkItem[]): BulkItem[][] {
  const parts: BulkItem[][] = []
  for (const id of new Set(items.map((item) => item.id))) {
    const own = items.filter((item) => item.id === id)
    const last = parts.at(-1)
    if (last && last.length + own.length <= mostItems) last.push(...own)
    else parts.push(own)
  }
  return parts
}

/** Does it to one after the other; what is refused to one is done to the others. In the order of the items. */
export async function doToMany(
  api: Pick<Api, 'write'>,
  act: BulkAct,
  items: readonly BulkItem[],
  told: Told = {},
): Promise<BulkResult[]> {
  if (act === 'discard' || act === 'undiscard') return await doOneByOne(api, act, items, told)
  const results: BulkResult[] = []
  for (const part of partsOf(items)) {
    const body = { items: part, ...told }
    const { data } = await api.write<{ results: BulkResult[] }>(`/bulk/${act}`, { method: 'POST', body })
    results.push(...data.results)
  }
  return results
}
