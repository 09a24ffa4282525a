import { describe, expect, it } from 'vitest'
import { createCorpus, createQueries, type LoggedQuery } from '../../support/search/corpus.ts'
import { anIndex, asks, idsOf, now, open, search } from '../../support/search/index.ts'
import { expected, read, scoreOf } from '../../support/search/naive.ts'

const texts = [...createCorpus(3).articles(120, 50)]
const readTexts = texts.map(read)
/** What whole words find nothing for is answered in other ways, which have tests of their own. */
const queries = createQueries(texts, 400, 5)
  .map((query) => ({ query, wanted: expected(readTexts, query) }))
  .filter(({ wanted }) => wanted.total > 0)
const opened = anIndex(texts).then(open)

type Asked = Omit<LoggedQuery, 'order'> & { order?: 'best' | 'newest' }
const run = async ({ q, section, from, to, order }: Asked, size = 1_000) =>
  await search(await opened, q, { section, from, to, order: order ?? 'best', size })

describe('beside a scan of every text, an index', () => {
  it('has hundreds of queries to answer', () => {
    expect(queries.length).toBeGreaterThan(300)
    expect(new Set(queries.map(({ query }) => query.kind)).size).toBeGreaterThan(10)
  })

  it('finds the same texts, of them the same as typed, and as many in each section', async () => {
    for (const { query, wanted } of queries) {
      const found = await run(query)
      const { total, exactTotal, sections, ids } = wanted
      const counted = Object.fromEntries(found.sections.map(({ section, count }) => [section, count]))
      expect({ query, total: found.total, exactTotal: found.exactTotal, sections: counted }).toEqual({
        query,
        total,
        exactTotal,
        sections,
      })
      expect({ query, ids: idsOf(found).toSorted() }).toEqual({ query, ids: ids.toSorted() })
    }
  })

  it('puts the newest first, after those as typed', async () => {
    for (const { query, wanted } of queries) {
      const found = await run({ ...query, order: 'newest' }, 10)
      expect({ query, ids: idsOf(found) }).toEqual({
        query,
        ids: wanted.ids.slice(0, 10),
      })
    }
  })

  it('scores the best as the formula says', async () => {
    for (const { query } of queries.filter((_, at) => at % 4 === 0)) {
      const ids = idsOf(await run({ ...query, order: 'best' })).slice(0, 25)
      const scores = ids.map((id) =>
        scoreOf(readTexts, readTexts.find(({ text }) => text.id === id)!, query.q, now),
      )
      for (const [at, score] of scores.entries())
        expect({ query, at, inOrder: at === 0 || scores[at - 1]! >= score - 1e-9 }).toEqual({
          query,
          at,
          inOrder: true,
        })
    }
  })

  it('cuts pages out of one order', async () => {
    const index = await opened
    const [query] = queries.filter(({ wanted }) => wanted.total > 40)
    const whole = await search(index, query!.query.q, { size: 1_000 })
    const pages = await Promise.all(
      Array.from({ length: whole.pages + 4 }, async (_, at) =>
        idsOf(await search(index, query!.query.q, { size: 7, page: at + 1 })),
      ),
    )
    expect(pages.flat()).toEqual(idsOf(whole).slice(0, pages.flat().length))
    expect((await index.search(asks(query!.query.q, { size: 7, page: 1_000 }))).state).toBe('fresh')
  })
})
