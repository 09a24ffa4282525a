import { listOf } from '../../../functions/store/acts.ts'
import { articleEntriesOf } from '../../../functions/store/article-lists.ts'
import { type ArticleRow, articleRow } from '../../../functions/store/article-row.ts'
import { createEntries } from '../../../functions/store/entries.ts'
import { activityOf, newsroomKeys } from '../../../functions/store/keys.ts'
import { asStored, type Item, type Table } from '../../../functions/store/table.ts'

/** Who writes half of what is open. */
export const editor = 'AIDALOCALEDITOR'
/** The month in which the last articles went public. */
export const month = '2025-12'

const newest = Date.UTC(2025, 11, 31, 16)
/** About 5,000 articles a year. */
const between = 105 * 60_000
/** Articles of the last month, and acts on each of them: about 5,000 in all. */
const lately = 420
const actsOfEach = 12

export const momentOf = (n: number) => new Date(newest - n * between).toISOString()
export const idOf = (n: number) => `bench${String(n).padStart(6, '0')}`.slice(-10)

/**
 * Of each thousand articles: six drafts, two in review, one approved, two planned, one late, one that nobody has reviewed, five
 * out of date; all others are public, nine of ten in one language alone. Of ten thousand one is of another section.
 */
function textsOf(n: number): object {
  const text = { title: `Tin vắn số ${n}`, status: 'published', live: true, editedBy: 'importer', words: 320 }
  const vi = { ...text, publishedAt: momentOf(n) }
  const place = n % 1000
  const own = { title: text.title, live: false, words: 320, editedBy: n % 2000 < 1000 ? editor : 'other' }
  if (place < 6) return { vi: { ...own, status: 'draft' } }
  if (place < 8) return { vi: { ...own, status: 'in_review', submitted: { by: editor, at: momentOf(n) } } }
  if (place < 9) return { vi: { ...own, status: 'approved' } }
  if (place < 11) return { vi: { ...own, status: 'scheduled', publishAt: '2099-01-01T00:00:00.000Z' } }
  if (place < 12) return { vi: { ...own, status: 'scheduled', publishAt: '2026-01-01T00:00:00.000Z' } }
  if (place < 13) return { vi: { ...vi, unreviewed: { by: 'other', at: momentOf(n), reason: 'Mưa lũ' } } }
  const stale = place < 18 && { basedOn: { locale: 'vi', revision: 1 }, staleSince: momentOf(n) }
  return stale || n % 10 === 0 ? { vi, en: { ...vi, title: `News ${n}`, ...stale } } : { vi }
}

function rowOf(n: number): ArticleRow {
  const section = n % 10_000 === 9_999 ? 'border' : 'news'
  const on = `${month}-${String((n % 28) + 1).padStart(2, '0')}`
  return articleRow.parse({
    ...{ id: idOf(n), number: 20, head: '0'.repeat(64), section, createdBy: 'importer' },
    type: n % 2_500 === 7 ? 'page' : 'news',
    byline: ['Phòng Biên tập'],
    updatedAt: momentOf(n),
    updatedBy: 'Importer',
    ...(n % 2_000 === 500 && { lookAgain: { on, by: editor } }),
    ...(n % 2_000 === 600 && { assignments: { en: { to: editor, by: 'other', at: momentOf(n), due: on } } }),
    translations: textsOf(n),
  })
}

/** What was done with an article before it went public, the last thing first. */
function actsOn(n: number): Item[] {
  const pk = newsroomKeys.chain('ARTICLE', idOf(n))
  return Array.from({ length: actsOfEach }, (_, back) => {
    // Not the first one, of which a rebuild would make a page.
    const number = 20 - back
    const action = back === 0 ? 'publish' : back === 1 ? 'approve' : back === 2 ? 'submit' : 'edit'
    const at = new Date(newest - n * between - back * 60_000).toISOString()
    const by = back % 3 === 0 ? editor : `person${n % 40}`
    const actor = { id: by, name: by, role: 'editor' }
    const made = { subject: idOf(n), number, at }
    const hash = { hash: '0'.repeat(64), previous: '0'.repeat(64) }
    const { month: of, moment } = activityOf('ARTICLE', made)
    const act = { ...made, actor, action, locale: 'vi' } as const
    const list = listOf(action)
    return [
      { ...newsroomKeys.revision(pk, number), ...act, ...hash, requestId: 'bench', month: of, moment },
      ...(list ? [{ ...newsroomKeys.act(list, of, moment), row: { kind: 'ARTICLE', ...act } }] : []),
    ]
  }).flat()
}

/** Writes what the store keeps of so many articles for lists, as the store keeps it, and what was done in the last month. */
export async function fillArticles(table: Table, articles: number): Promise<number> {
  const { wantedBy } = createEntries<ArticleRow>({
    ...{ table, kind: 'ARTICLE', schema: articleRow, entriesOf: articleEntriesOf },
  })
  function itemsOf(n: number): Item[] {
    const row = rowOf(n)
    const { id, number, updatedAt } = row
    const item = {
      ...newsroomKeys.row('ARTICLE', id),
      number,
      desk: 'ARTICLE',
      updated: `${updatedAt}#${id}`,
      row,
    }
    return [item, ...wantedBy(id, asStored(item)), ...(n < lately ? actsOn(n) : [])]
  }
  let written = 0
  const numbers = Array.from({ length: Math.ceil(articles / 50) }, (_, batch) => batch * 50).values()
  async function lane(): Promise<void> {
    for (const from of numbers) {
      const put = Array.from({ length: Math.min(50, articles - from) }, (_, n) => itemsOf(from + n)).flat()
      await table.writeAll({ put })
      written += put.length
    }
  }
  await Promise.all(Array.from({ length: 4 }, lane))
  return written
}
