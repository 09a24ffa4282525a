import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermittedOn } from '../../domain/people/permissions.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Api } from '../api/api.ts'
import { type Problem, Refusal } from '../api/refusal.ts'
import type { ArticleRow } from '../api/rows.ts'
import { nextActs } from '../article/next-act.ts'
import { factsOfRow, termsOf } from '../article/text-facts.ts'

/** What is done to many articles at once. */
export const bulkActs = ['submit', 'approve', 'publish', 'move', 'discard', 'undiscard'] as const
export type BulkAct = (typeof bulkActs)[number]

/** One text, or one article, as it was on the screen. */
export interface BulkItem {
  id: string
  locale?: Locale
  ifMatch: string
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
export function articlesFor(
  act: 'move' | 'discard' | 'undiscard',
  rows: readonly ArticleRow[],
  me: Member,
): BulkItem[] {
  const isReady = (row: ArticleRow) => {
    if (act === 'undiscard') return row.discarded !== undefined
    return row.discarded === undefined && (act === 'move' || !wasPublic(row))
  }
  const permission = act === 'move' ? 'move' : 'discard'
  return rows
    .filter((row) => isReady(row) && mayTouch(permission, row, me))
    .map(({ id, etag }) => ({ id, ifMatch: etag }))
}

/** The texts of these articles to which the act can be done by whoever asks. */
export function textsFor(
  act: 'submit' | 'approve' | 'publish',
  rows: readonly ArticleRow[],
  { me, settings, only }: Asking,
) {
  return rows.flatMap((row) =>
    locales
      .filter((each) => !only || each === only)
      .filter((each) => {
        const next = nextActs(factsOfRow(row, each, me), termsOf(row, each, me, settings))
        return next.act === act || next.others.harmless.includes(act)
      })
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

/** What an act is told. `section`: where articles move to. `reason`: why they are put away. */
export interface Told {
  section?: string
  reason?: string
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

/** Does it to one after the other; what is refused to one is done to the others. In the order of the items. */
export async function doToMany(
  api: Pick<Api, 'write'>,
  act: BulkAct,
  items: readonly BulkItem[],
  told: Told = {},
): Promise<BulkResult[]> {
  if (act === 'discard' || act === 'undiscard') return await doOneByOne(api, act, items, told)
  const results: BulkResult[] = []
  for (let start = 0; start < items.length; start += mostItems) {
    const body = { items: items.slice(start, start + mostItems), ...told }
    const { data } = await api.write<{ results: BulkResult[] }>(`/bulk/${act}`, { method: 'POST', body })
    results.push(...data.results)
  }
  return results
}
