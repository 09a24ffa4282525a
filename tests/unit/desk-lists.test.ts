import { describe, expect, it } from 'vitest'
import { listQuery } from '../../functions/admin/articles/list.ts'
import { Refusal } from '../../functions/desk/api/refusal.ts'
import type { ArticleRow } from '../../functions/desk/api/rows.ts'
import { articlesFor, doToMany, isTold, textsFor } from '../../functions/desk/articles/bulk.ts'
import {
  addressOf,
  filtersIn,
  noFilters,
  questionOf,
  readFilters,
  states,
} from '../../functions/desk/articles/filters.ts'
import { defaultSettings } from '../../functions/domain/settings/settings.ts'

describe('the filters of a list', () => {
  const all = {
    state: 'published',
    sort: 'title',
    section: 'news',
    locale: 'en',
    person: 'local_1:an-editor',
    from: '2026-11-01',
    to: '2026-11-27',
    text: 'Hội nghị & "sơ kết"',
  } as const

  it('are the same after they stood in an address', () => {
    const [, search = ''] = addressOf(all).split('?')
    expect(readFilters(search)).toEqual(all)
    expect(readFilters('')).toEqual(noFilters)
    expect(addressOf(noFilters)).toBe('/articles')
  })

  it('pass over what an address may hold that they do not understand', () => {
    expect(readFilters('state=lost&sort=random&locale=xx&from=yesterday&text=%20&colour=red')).toEqual(
      noFilters,
    )
  })

  it('are counted without the list and its order', () => {
    expect(filtersIn(noFilters)).toBe(0)
    expect(filtersIn(all)).toBe(6)
  })

  it.each(states)('of the list "%s" are a question that the API takes', (state) => {
    const question = questionOf({ ...all, sort: '-updated', state })
    expect(listQuery.safeParse(Object.fromEntries(question)).error).toBeUndefined()
  })

  it('ask for the days on which texts went public where those are listed, else when they were changed', () => {
    expect(questionOf(all).get('publishedFrom')).toBe('2026-11-01')
    expect(questionOf({ ...all, state: 'mine' }).get('updatedTo')).toBe('2026-11-27')
    expect(questionOf({ ...all, sort: '-updated' }).get('sort')).toBe('-published')
    expect(questionOf({ ...all, sort: 'updated' }).get('sort')).toBe('updated')
    expect(questionOf({ ...all, sort: '-updated', state: 'mine' }).get('sort')).toBeNull()
  })
})

const me = { id: 'me', name: 'Phòng Báo chí', role: 'approver' } as const
const text = { title: 'Tin', live: false, editedBy: 'other' }

function aRow(id: string, translations: ArticleRow['translations']): ArticleRow {
  return {
    id,
    number: 3,
    etag: `"3-${id}"`,
    section: 'news',
    tags: [],
    byline: [],
    createdBy: 'other',
    updatedAt: '2026-11-27T02:00:00.000Z',
    updatedBy: 'Phòng Báo chí',
    translations,
  }
}

describe('what is done to many articles', () => {
  const rows = [
    aRow('a', { vi: { ...text, status: 'in_review' }, en: { ...text, status: 'draft' } }),
    aRow('b', { vi: { ...text, status: 'in_review', editedBy: 'me' }, en: { ...text, status: 'in_review' } }),
    aRow('c', { vi: { ...text, status: 'approved' } }),
  ]

  it('is done to the texts that this person can do it to, as they were on the screen', () => {
    const asking = { me, settings: defaultSettings }
    expect(textsFor('approve', rows, asking)).toEqual([
      { id: 'a', locale: 'vi', ifMatch: '"3-a"' },
      { id: 'b', locale: 'en', ifMatch: '"3-b"' },
    ])
    expect(textsFor('approve', rows, { ...asking, only: 'vi' })).toHaveLength(1)
    expect(textsFor('publish', rows, asking).map(({ id }) => id)).toEqual(['c'])
    expect(textsFor('submit', rows, asking)).toEqual([{ id: 'a', locale: 'en', ifMatch: '"3-a"' }])
    expect(textsFor('approve', rows, { ...asking, me: { ...me, role: 'editor' } })).toEqual([])
    expect(textsFor('return', rows, asking).map(({ id, locale }) => `${id} ${locale}`)).toEqual([
      ...['a vi', 'b vi', 'b en', 'c vi'],
    ])
    const planned = aRow('d', { vi: { ...text, status: 'scheduled', publishAt: '2099-01-02T01:00:00.000Z' } })
    expect(textsFor('schedule', [...rows, planned], asking).map(({ id }) => id)).toEqual(['c', 'd'])
    const live = aRow('e', { vi: { ...text, status: 'draft', live: true }, en: { ...text, status: 'draft' } })
    expect(textsFor('withdraw', [...rows, live], asking)).toEqual([
      { id: 'e', locale: 'vi', ifMatch: '"3-e"' },
    ])
    for (const act of ['schedule', 'withdraw'] as const)
      expect(textsFor(act, [...rows, live], { ...asking, me: { ...me, role: 'editor' } })).toEqual([])
  })

  it('puts away only what readers never had, and takes back only what was put away', () => {
    const away = { by: 'me', at: '2026-11-27T02:00:00.000Z', reason: 'Trùng' }
    const all = [
      ...rows,
      aRow('d', { vi: { ...text, status: 'draft', live: true } }),
      aRow('e', { vi: { ...text, status: 'withdrawn' } }),
      { ...aRow('f', { vi: { ...text, status: 'draft' } }), discarded: away },
    ]
    const idsFor = (act: 'discard' | 'undiscard', role: 'approver' | 'contributor') =>
      articlesFor(act, all, { ...me, role }).map(({ id }) => id)
    expect(idsFor('discard', 'approver')).toEqual(['a', 'b', 'c'])
    expect(idsFor('undiscard', 'approver')).toEqual(['f'])
    expect(idsFor('discard', 'contributor')).toEqual([])
    expect(
      textsFor('publish', [{ ...all[2], discarded: away } as ArticleRow], { me, settings: defaultSettings }),
    ).toEqual([])
  })

  it('is put away one by one, and what is refused to one is done to the others', async () => {
    const api = {
      async write<T>(path: string) {
        if (path === '/articles/a/discard') throw new Refusal(412, { code: 'stale', detail: 'đã đổi' })
        return { data: {} as T, tag: undefined }
      },
    }
    const results = await doToMany(api, 'discard', articlesFor('discard', rows, me), { reason: 'Trùng' })
    expect(results).toEqual([
      { id: 'a', status: 412, code: 'stale', detail: 'đã đổi' },
      { id: 'b', status: 200 },
      { id: 'c', status: 200 },
    ])
  })

  it('is told what it must be before it is done, and of what readers lose the reason in each language', () => {
    const items = [
      { id: 'a', locale: 'vi', ifMatch: '"3-a"' },
      { id: 'a', locale: 'en', ifMatch: '"3-a"' },
    ] as const
    expect(isTold('submit', items, {})).toBe(true)
    expect([isTold('return', items, { note: ' ' }), isTold('return', items, { note: 'Sửa' })]).toEqual([
      false,
      true,
    ])
    expect(isTold('withdraw', items, { reasons: { vi: 'Hết hiệu lực' } })).toBe(false)
    expect(isTold('withdraw', items.slice(0, 1), { reasons: { vi: 'Hết hiệu lực' } })).toBe(true)
    expect(isTold('schedule', items, {})).toBe(false)
  })

  it('asks of the texts of one article together, so that the second knows what was done to the first', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `${index}`).flatMap((id) =>
      (['vi', 'en'] as const).map((locale) => ({ id, locale, ifMatch: `"3-${id}"` })),
    )
    const asked: string[][] = []
    const api = {
      async write<T>(_: string, { body }: { body?: unknown }) {
        const { items } = body as { items: { id: string }[] }
        asked.push(items.map(({ id }) => id))
        return { data: { results: items.map(({ id }) => ({ id, status: 200 })) } as T, tag: undefined }
      },
    }
    await doToMany(api, 'approve', [{ id: 'x', locale: 'vi', ifMatch: '"3-x"' }, ...many])
    expect(asked.map(({ length }) => length)).toEqual([99, 22])
    expect(asked[0]?.filter((id) => asked[1]?.includes(id))).toEqual([])
  })

  it('is asked for in parts that the API takes, and answered for each', async () => {
    const many = articlesFor(
      'move',
      Array.from({ length: 150 }, (_, index) => aRow(`${index}`, {})),
      me,
    )
    const asked: unknown[] = []
    const api = {
      async write<T>(path: string, { body }: { body?: unknown }) {
        const { items, section } = body as { items: { id: string }[]; section: string }
        asked.push([path, items.length, section])
        return { data: { results: items.map(({ id }) => ({ id, status: 200 })) } as T, tag: undefined }
      },
    }
    const results = await doToMany(api, 'move', many, { section: 'events' })
    expect(asked).toEqual([
      ['/bulk/move', 100, 'events'],
      ['/bulk/move', 50, 'events'],
    ])
    expect(results.map(({ id }) => id)).toEqual(many.map(({ id }) => id))
  })
})
