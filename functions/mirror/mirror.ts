import { isDeepStrictEqual } from 'node:util'
import type { Locale } from '../domain/locale.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { Place, ShownArticle } from '../domain/site/shapes.ts'
import { describeError, log } from '../http/log.ts'
import type { HeldPage, MirrorNotes, MirrorPage, PendingPage } from '../store/mirror.ts'
import type { MirrorFiles } from '../store/mirror-files.ts'
import type { Site } from '../store/site.ts'
import { redirectsOf, type SiteWriter } from '../store/site-writer.ts'
import { fileOf, redirectFile } from './file.ts'
import { createWalk } from './walk.ts'

/** What the reader's door answers at an address. */
export type Render = (address: string) => Promise<Response>

interface Parts {
  notes: MirrorNotes
  files: Pick<MirrorFiles, 'put' | 'remove'>
  site: Site
  writer: Pick<SiteWriter, 'someShownIds' | 'findAllShown'>
  render: Render
  siteUrl: string
  /** Files that pages need, by their address. */
  assets: readonly string[]
  /** What follows a release, before anything else. */
  release: () => Promise<boolean>
}

const pagesAtOnce = 6
const pagesRead = 60

/** `/a.aspx?id=5` with its item as a query has it; of several parameters each is written so already. */
export function asQuery(address: string): string {
  const [path = '', id] = address.split(/\?id=(.*)/su)
  return id ? `${path}?id=${encodeURIComponent(id)}` : path
}

const addressesOf = ({ path, oldAddress, oldAddresses = [] }: HeldPage) => [
  path,
  ...(oldAddress ? [oldAddress] : []),
  ...oldAddresses,
]

/**
 * The site as files, for when its function fails: every page that a change touches is rendered by the reader's own door
 * and put where the CDN looks when that does not answer. It has a function of its own, so that no publication waits for it.
 */
export function createMirror({ notes, files, site, writer, render, siteUrl, assets, release }: Parts) {
  const walk = createWalk({ notes, site, writer, assets })

  /**
   * A notice keeps the address of the text it stands for. Former addresses lead on, and so does that of the old portal, for
   * as long as the site says so; what stands nowhere any more is taken away.
   */
  async function showArticle(id: string, locale: Locale): Promise<void> {
    const before = await notes.findHeld(id, locale)
    const { shown, chrome } = await site.article(id, locale)
    const record = (await writer.findAllShown([id])).get(id)
    const place = shown && placeOf(shown)
    const path = place && chrome ? articlePath(chrome, { ...place, id }) : before?.path
    if (!path) return
    const leading = (record ? redirectsOf(record) : []).filter((each) => each.locale === locale)
    const [oldAddress, ...oldAddresses] = leading.map(({ address }) => asQuery(address))
    const held = {
      path,
      ...(oldAddress && { oldAddress }),
      ...(oldAddresses.length > 0 && { oldAddresses }),
    }
    for (const address of new Set([...addressesOf(held), ...(before ? addressesOf(before) : [])]))
      await showPath(address)
    if (!before || !isDeepStrictEqual(before, held)) await notes.saveHeld(id, locale, held)
  }

  async function showPath(address: string): Promise<void> {
    const response = await render(address)
    const { status } = response
    if (status >= 500) throw new Error(`${address} is answered with ${status}`)
    if (status === 301 || status === 302) await files.put(address, redirectFile(response, siteUrl))
    else if (status === 200 || status === 410) await files.put(address, await fileOf(response))
    else await files.remove(address)
  }

  async function show(page: PendingPage): Promise<boolean> {
    try {
      await ('path' in page ? showPath(page.path) : showArticle(page.id, page.locale))
      await notes.done(page)
      return true
    } catch (error) {
      log('error', 'a page could not be mirrored', { ...page, ...describeError(error) })
      return false
    }
  }

  /** Renders what was noted, until a moment of `performance.now()`; what is left or fails is for the next time. */
  async function refresh(end: number): Promise<{ mirrored: number; failed: number }> {
    let [mirrored, failed] = [0, 0]
    let last: MirrorPage | undefined
    while (performance.now() < end) {
      const pages = await notes.pending(pagesRead, last)
      if (pages.length === 0) break
      last = pages.at(-1)
      for (let start = 0; start < pages.length; start += pagesAtOnce) {
        const results = await Promise.all(pages.slice(start, start + pagesAtOnce).map(show))
        mirrored += results.filter(Boolean).length
        failed += results.filter((done) => !done).length
      }
    }
    return { mirrored, failed }
  }

  return {
    /** One run, the only one at its time: two could put an older page over a newer one. */
    async run(milliseconds: number, now = Date.now()) {
      const start = performance.now()
      if (!(await notes.begin(now))) return { busy: true, released: false, mirrored: 0, failed: 0 }
      try {
        const released = await release()
        // Half of the time, so that what was noted before is rendered meanwhile.
        await walk(start + milliseconds / 2)
        return { busy: false, released, ...(await refresh(start + milliseconds)) }
      } finally {
        await notes.end()
      }
    },
  }
}

export type Mirror = ReturnType<typeof createMirror>

/** Where an article is read, or the notice that stands for it; undefined where there is neither in a language. */
export function placeOf(shown: ShownArticle): Place | undefined {
  if (shown.kind === 'page') return shown
  return shown.kind === 'gone' ? shown.place : undefined
}
