import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCache, type Entry, purgeByPaths, purgeByTags } from '../../infra/cloud/edge/cache.ts'
import { createReadThrough } from '../../infra/cloud/edge/read-through.ts'

const always = { freshUntil: Infinity, revalidateUntil: Infinity, errorUntil: Infinity }

function anEntry(address: string, bytes: number, tags: string[] = []): Entry {
  const answer = {
    status: 200,
    headers: { 'content-type': 'image/webp' },
    body: new Uint8Array(bytes),
    tags,
    variants: new Map(),
  }
  return { address, answer, freshness: always, asked: 0 }
}

describe('the cache of the edge', () => {
  it('keeps no more bytes than it may, however many addresses readers make up', async () => {
    const maxBytes = 8_000_000
    const cache = createCache(maxBytes)
    const pages = createReadThrough({
      cache,
      cacheTagHeader: 'cache-tag',
      now: () => 0,
      onBackgroundError: () => {},
    })
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 's-maxage=60' }
    let most = 0
    for (let n = 0; n < 20_000; n++) {
      const address = `/vi/${crypto.randomUUID()}`
      const body = new Uint8Array(2_000 + (n % 50) * 1_000)
      await pages.read(address, address, async () => ({ status: 200, headers, body }))
      most = Math.max(most, cache.bytes)
    }
    expect(most).toBeGreaterThan(maxBytes / 2)
    expect(most).toBeLessThanOrEqual(maxBytes)
    pages.purge(purgeByPaths(['/*']))
    expect(cache.bytes).toBe(0)
  })

  it('counts what an answer without a body takes: its address and its headers', () => {
    const cache = createCache(1_000_000)
    const address = `/${'a'.repeat(8_000)}`
    cache.keep(address, anEntry(address, 0))
    expect(cache.bytes).toBeGreaterThan(16_000)
  })

  it('keeps what was used last and forgets what is purged, whatever happens in whatever order', () => {
    const key = fc.integer({ min: 0, max: 7 }).map((n) => `/vi/${n}`)
    const tag = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      fc.record({ do: fc.constant('find'), key }),
      fc.record({
        do: fc.constant('keep'),
        key,
        bytes: fc.integer({ min: 0, max: 20_000 }),
        tags: fc.uniqueArray(tag),
      }),
      fc.record({ do: fc.constant('remove'), key }),
      fc.record({ do: fc.constant('purge'), tag }),
      fc.record({ do: fc.constant('path'), key }),
    )
    const maxBytes = 40_000

    /** The same, as one would tell it: a list, the longest unused first. */
    function createModel() {
      let list: { key: string; entry: Entry; size: number }[] = []
      const without = (key: string) => list.filter((each) => each.key !== key)
      return {
        find(key: string) {
          const found = list.find((each) => each.key === key)
          if (found) list = [...without(key), found]
          return found?.entry
        },
        keep(key: string, entry: Entry, size: number) {
          list = [...without(key), { key, entry, size }]
          while (list.reduce((sum, each) => sum + each.size, 0) > maxBytes) list = list.slice(1)
        },
        remove: (key: string) => (list = without(key)),
        purge: (covers: (entry: Entry) => boolean) => (list = list.filter(({ entry }) => !covers(entry))),
      }
    }
    const sizeOf = (key: string, entry: Entry) => {
      const alone = createCache(maxBytes)
      alone.keep(key, entry)
      return alone.bytes
    }

    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [cache, model] = [createCache(maxBytes), createModel()]
        for (const each of steps) {
          if ('bytes' in each) {
            const entry = anEntry(each.key, each.bytes, each.tags)
            cache.keep(each.key, entry)
            model.keep(each.key, entry, sizeOf(each.key, entry))
          } else if ('tag' in each) {
            cache.purge(purgeByTags([each.tag.toUpperCase()]))
            model.purge(({ answer }) => answer.tags.includes(each.tag))
          } else if (each.do === 'find') expect(cache.find(each.key)).toBe(model.find(each.key))
          else if (each.do === 'remove') {
            cache.remove(each.key)
            model.remove(each.key)
          } else {
            cache.purge(purgeByPaths([each.key]))
            model.purge(({ address }) => address === each.key)
          }
          expect(cache.bytes).toBeLessThanOrEqual(maxBytes)
        }
        for (let n = 0; n < 8; n++) expect(cache.find(`/vi/${n}`)).toBe(model.find(`/vi/${n}`))
      }),
      { numRuns: 300 },
    )
  })
})
