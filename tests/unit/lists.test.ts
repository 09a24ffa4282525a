import { describe, expect, it } from 'vitest'
import { inOwnWords } from '../../functions/domain/path-words.ts'
import {
  findList,
  type List,
  listsHolding,
  listTag,
  openLists,
  partitionOf,
} from '../../functions/domain/site/lists.ts'
import { feedPath } from '../../functions/domain/site/paths.ts'
import { aChrome } from './views-examples.ts'

const standing = { section: 'news', featured: true, pinned: true, tags: ['asean', 'training'] }
const lists: List[] = [
  { kind: 'latest' },
  { kind: 'section', id: 'news' },
  { kind: 'tag', id: 'asean' },
  { kind: 'tag', id: 'training' },
  { kind: 'featured' },
  { kind: 'pinned', id: 'news' },
]

describe('a list', () => {
  it('holds an article by its section, its tags, and whether it is featured or pinned', () => {
    expect(listsHolding(standing)).toEqual(lists)
    expect(listsHolding({ section: 'news', featured: false, tags: [] })).toEqual(lists.slice(0, 2))
  })

  it('has a partition that it shares with no other, in any language', () => {
    const other: List[] = [
      { kind: 'section', id: 'asean' },
      { kind: 'tag', id: 'news' },
    ]
    const partitions = (['vi', 'en'] as const).flatMap((locale) =>
      [...lists, ...other].map((list) => partitionOf(locale, list)),
    )
    expect(new Set(partitions).size).toBe(partitions.length)
  })

  it('is purged by a tag that CloudFront takes: ASCII, without a comma, at most 256 characters', () => {
    for (const list of lists) expect(listTag('vi', list)).toMatch(/^[a-z0-9-]{1,256}$/u)
  })
})

describe('the lists that readers can open', () => {
  const chrome = aChrome('vi')

  it('are everything, each section and each tag, under addresses of their own', () => {
    const open = openLists(chrome)
    expect(open.map(({ list }) => list.kind)).toEqual(expect.arrayContaining(['latest', 'section', 'tag']))
    expect(open.map(({ list }) => list.kind)).not.toContain('featured')
    expect(new Set(open.flatMap(({ path, feedOf }) => [path, feedPath(feedOf)])).size).toBe(2 * open.length)
  })

  it('are each found at their address, and at the word that another language has for them', () => {
    for (const open of openLists(chrome)) expect(findList(chrome, open.path)).toEqual(open)
    expect(findList(chrome, '/vi/topics/training')?.path).toBe('/vi/chu-de/training')
    expect(findList(chrome, '/vi/latest')?.path).toBe('/vi/moi-nhat')
    expect(findList(chrome, '/vi/chu-de')).toBeUndefined()
  })

  it('are found at a former slug, unless another one stands there today', () => {
    const [first, second, ...others] = chrome.sections
    if (!first || !second) throw new Error('the example needs two sections')
    const renamed = { ...first, former: ['cu', second.slug] }
    const now = { ...chrome, sections: [renamed, second, ...others] }
    expect(findList(now, '/vi/cu')?.path).toBe(`/vi/${first.slug}`)
    expect(findList(now, `/vi/${second.slug}`)?.list).toEqual({ kind: 'section', id: second.id })
  })
})

it('keeps addresses without such a word as they are', () => {
  expect(inOwnWords('/vi/tin-tuc/2019/07', 'vi')).toBe('/vi/tin-tuc/2019/07')
  expect(inOwnWords('/vi', 'vi')).toBe('/vi')
})
