import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Api } from '../api/api.ts'
import type { Problem } from '../api/refusal.ts'
import type { ArticleRow } from '../api/rows.ts'
import { nextActs } from '../article/next-act.ts'
import { factsOfRow, termsOf } from '../article/text-facts.ts'

/** What is done to many articles at once. */
export const bulkActs = ['approve', 'publish', 'move'] as const
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

/** The texts of these articles to which the act can be done by whoever asks. */
export function textsFor(
  act: 'approve' | 'publish',
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

export const articlesFor = (rows: readonly ArticleRow[]): BulkItem[] =>
  rows.map(({ id, etag }) => ({ id, ifMatch: etag }))

export interface BulkResult extends Partial<Problem> {
  id: string
  locale?: Locale
  status: number
}

/** As many as the API takes at once. */
const mostItems = 100

/** Does it to one after the other; what is refused to one is done to the others. In the order of the items. */
export async function doToMany(
  api: Pick<Api, 'write'>,
  act: BulkAct,
  items: readonly BulkItem[],
  section?: string,
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (let start = 0; start < items.length; start += mostItems) {
    const body = { items: items.slice(start, start + mostItems), ...(section && { section }) }
    const { data } = await api.write<{ results: BulkResult[] }>(`/bulk/${act}`, { method: 'POST', body })
    results.push(...data.results)
  }
  return results
}
