import { S3ServiceException } from '@aws-sdk/client-s3'
import { describe, expect, it, vi } from 'vitest'
import { createMirror, type Render } from '../../functions/mirror/mirror.ts'
import { createRelease } from '../../functions/mirror/release.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createMirrorNotes } from '../../functions/store/mirror.ts'
import { createMirrorFiles } from '../../functions/store/mirror-files.ts'
import { createSite } from '../../functions/store/site.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import type { Table } from '../../functions/store/table.ts'
import { listenToLog } from '../support/log.ts'

/** A bucket in memory: keys and what they hold. */
function aBucket() {
  const held = new Map<string, string>()
  const send = async ({ input }: { input: { Key: string; Body?: Uint8Array; IfNoneMatch?: string } }) => {
    const { Key, Body, IfNoneMatch } = input
    if (IfNoneMatch && held.has(Key))
      throw new S3ServiceException({ name: 'PreconditionFailed', $fault: 'client', $metadata: {} })
    if (Body) held.set(Key, Buffer.from(Body).toString())
    else held.delete(Key)
    return {}
  }
  return { held, files: createMirrorFiles({ send } as never, 'bucket') }
}

const page = (text: string) =>
  new Response(`<html><head></head>${text}</html>`, { headers: { 'content-type': 'text/html' } })

function aMirror(render: Render, { version = 'one', table = createMemoryTable(), bucket = aBucket() } = {}) {
  const notes = createMirrorNotes(table)
  const purged: string[][] = []
  const purge = vi.fn(async (tags: ReadonlySet<string>) => void purged.push([...tags]))
  const mirror = createMirror({
    notes,
    files: bucket.files,
    site: createSite(table),
    writer: createSiteWriter(table),
    render,
    siteUrl: 'https://site.example',
    assets: [],
    release: createRelease({ notes, files: bucket.files, version, purge }),
  })
  return { ...bucket, table, bucket, notes, purge, purged, mirror, run: () => mirror.run(10_000) }
}

describe('the mirror', () => {
  listenToLog()

  it('renders a page again that was noted again while it was rendered', async () => {
    const texts = ['old', 'new']
    const room = aMirror(async () => {
      const text = texts.shift() ?? 'too often'
      // The publisher writes the page, and notes it, just after it was read.
      if (text === 'old') await room.notes.note([{ path: '/vi/x' }])
      return page(text)
    })
    await room.run()
    await room.notes.note([{ path: '/vi/x' }])
    texts.splice(0, 2, 'old', 'new')
    await room.run()
    await room.run()
    expect(room.held.get('vi/x')).toContain('new')
    expect(await room.notes.pending(10)).toEqual([])
  })

  it('does one run at a time, and another when one was killed a minute ago', async () => {
    const room = aMirror(async () => page('x'))
    const now = Date.now()
    expect(await room.notes.begin(now)).toBe(true)
    expect(await room.mirror.run(1_000, now + 1_000)).toMatchObject({ busy: true, mirrored: 0 })
    expect(await room.mirror.run(1_000, now + 61_000)).toMatchObject({ busy: false })
    expect(await room.mirror.run(1_000, now + 62_000)).toMatchObject({ busy: false })
  })

  it('leads on where the site does, as a page that search engines do not keep', async () => {
    const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
    const headers = { location: '/vi/tin-tuc/moi-4k7m2p9x1a', 'content-security-policy': policy }
    const room = aMirror(async () => new Response(null, { status: 301, headers }))
    await room.notes.note([{ path: '/tin%20t%e1%bb%a9c.aspx?id=7' }])
    await room.run()
    const text = room.held.get('tin_20t_E1_BB_A9c.aspx_Qid_S7')
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/vi/tin-tuc/moi-4k7m2p9x1a">')
    expect(text).toContain('<link rel="canonical" href="https://site.example/vi/tin-tuc/moi-4k7m2p9x1a">')
    expect(text).toContain('<meta name="robots" content="noindex">')
    expect(text).toContain(`content="default-src 'none'; base-uri 'none'"`)
  })

  it.each(['https://evil.example/', '//evil.example/x', ''])(
    'never leads off the site: %j',
    async (location) => {
      const room = aMirror(async () => new Response(null, { status: 302, headers: { location } }))
      await room.notes.note([{ path: '/vi/x' }])
      expect(await room.run()).toMatchObject({ mirrored: 0, failed: 1 })
      expect(room.held.has('vi/x')).toBe(false)
    },
  )

  it('takes away what stands nowhere any more, and keeps a file that never changes for as long as its name', async () => {
    const answers: Record<string, Response> = {
      '/vi/gone': new Response('x', { status: 404 }),
      '/assets/a.js': new Response('x', { headers: { 'cache-control': 'public, immutable' } }),
    }
    const room = aMirror(async (path) => answers[path]!)
    await room.bucket.files.put('/vi/gone', { body: Buffer.from('x'), contentType: 'text/html' })
    await room.notes.note([{ path: '/vi/gone' }, { path: '/assets/a.js' }])
    await room.run()
    expect([...room.held.keys()]).not.toContain('vi/gone')
    expect(room.held.has('assets/a.js')).toBe(true)
  })
})

describe('rendering everything', () => {
  listenToLog()
  const ids = Array.from({ length: 40 }, (_, each) => `4k7m2p9x${String(each).padStart(2, '0')}`)

  /** A site whose table has three pages. */
  async function aSite(): Promise<Table> {
    const table = createMemoryTable()
    const writer = createSiteWriter(table)
    for (const id of ids) {
      await writer.saveShown(id, { number: 1, locales: {}, begun: [] })
      await table.writeAll({
        put: Array.from({ length: 30 }, (_, each) => ({ pk: `ARTICLE#${id}`, sk: `A${each}` })),
      })
    }
    return table
  }

  /** The table whose pages are counted, by what they begin after; it fails from one of them on. */
  function counting(table: Table, most = Number.POSITIVE_INFINITY) {
    const begun: (string | undefined)[] = []
    const counted: Table = {
      ...table,
      page: async (limit, start, sk) => {
        if (begun.length >= most) throw new Error('killed')
        begun.push(start?.pk)
        return await table.page(limit, start, sk)
      },
    }
    return { table: counted, begun }
  }

  it('goes on where the run before was killed', async () => {
    const table = await aSite()
    const first = counting(table, 2)
    await expect(aMirror(async () => page('x'), first).run()).rejects.toThrow('killed')
    const second = counting(table)
    const room = aMirror(async () => page('x'), second)
    expect(await room.run()).toMatchObject({ mirrored: 2 * ids.length })
    expect([first.begun.length, second.begun.length]).toEqual([2, 1])
    expect(await room.notes.whole()).toBeUndefined()
    expect(await room.run()).toMatchObject({ mirrored: 0 })
  })

  it('goes on in the next run where there is no more time', async () => {
    const { table, begun } = counting(await aSite())
    const room = aMirror(async () => page('x'), { table })
    for (let run = 1; run <= 3; run += 1) {
      await room.mirror.run(0)
      expect(begun.length).toBe(run)
    }
    expect(await room.run()).toMatchObject({ mirrored: 2 * ids.length })
    expect(begun.length).toBe(3)
  })

  it('begins again where everything changed once more meanwhile', async () => {
    const { table, begun } = counting(await aSite())
    const room = aMirror(async () => page('x'), { table })
    await room.mirror.run(0)
    await room.notes.noteWhole()
    await room.run()
    expect(begun.filter((start) => start === undefined)).toHaveLength(2)
    expect(await room.notes.whole()).toBeUndefined()
  })
})

describe('a release', () => {
  listenToLog()

  it('has something to show in every language from the first one on, and a page for what is not there', async () => {
    const room = aMirror(async () => new Response(null, { status: 503 }))
    await room.run()
    expect([...room.held.keys()].sort()).toEqual(['en', 'errors/outage.html', 'vi'])
    for (const text of room.held.values()) expect(text).toContain('<meta name="robots" content="noindex"/>')
    for (const path of ['/vi', '/en']) expect(room.held.get('errors/outage.html')).toContain(`href="${path}"`)
  })

  it('takes no page from readers that is there', async () => {
    const room = aMirror(async () => page('x'))
    await room.bucket.files.put('/vi', { body: Buffer.from('front'), contentType: 'text/html' })
    await room.run()
    expect(room.held.get('vi')).toBe('front')
  })

  it('purges the pages of another code or address once, and nothing where neither changed', async () => {
    const { table, bucket, ...one } = aMirror(async () => page('x'))
    await one.run()
    await one.run()
    expect(one.purged).toEqual([['site']])
    const two = aMirror(async () => page('y'), { version: 'two', table, bucket })
    await two.run()
    expect(two.purged).toEqual([['site']])
    const same = aMirror(async () => page('y'), { version: 'two', table, bucket })
    await same.run()
    expect(same.purged).toEqual([])
  })

  it('renders nothing again before the CDN was purged, however often that fails', async () => {
    const room = aMirror(async () => page('x'))
    await createSiteWriter(room.table).saveShown('4k7m2p9x1a', { number: 1, locales: {}, begun: [] })
    room.purge.mockRejectedValueOnce(new Error('throttled')).mockRejectedValueOnce(new Error('throttled'))
    for (let time = 0; time < 2; time += 1)
      expect(await room.run()).toMatchObject({ released: false, mirrored: 0 })
    expect(await room.run()).toMatchObject({ released: true, mirrored: 2 })
    expect(await room.run()).toMatchObject({ released: false, mirrored: 0 })
  })

  it('is done again by the next run where it was killed after the purge', async () => {
    const room = aMirror(async () => page('x'))
    const noteWhole = vi.spyOn(room.notes, 'noteWhole').mockRejectedValueOnce(new Error('killed'))
    await expect(room.run()).rejects.toThrow('killed')
    await room.run()
    await room.run()
    expect([room.purged, noteWhole.mock.calls.length]).toEqual([[['site'], ['site']], 2])
  })

  it('is tried again where the CDN took no purge, and mirrors all the same', async () => {
    const room = aMirror(async () => page('x'))
    room.purge.mockRejectedValueOnce(new Error('throttled'))
    await room.notes.note([{ path: '/vi/x' }])
    expect(await room.run()).toMatchObject({ mirrored: 1 })
    expect(room.purged).toEqual([])
    await room.run()
    expect(room.purged).toEqual([['site']])
  })
})
