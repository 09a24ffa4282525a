import { monthOf } from '../domain/dates.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { monthsOf, openLists } from '../domain/site/lists.ts'
import { articlePath, feedPath, monthPath, publishedAtOf } from '../domain/site/paths.ts'
import type { Archives, Place, ShownArticle, SiteChrome } from '../domain/site/shapes.ts'
import { describeError, log } from '../http/log.ts'
import type { MirroredFile, MirrorPage, MirrorStore } from '../store/mirror.ts'
import type { Site } from '../store/site.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import type { Change } from './article.ts'

/** What the reader's door answers at an address. */
export type Render = (path: string) => Promise<Response>

interface Parts {
  store: MirrorStore
  site: Site
  writer: SiteWriter
  render: Render
  /** Files that pages need, by their address. */
  assets: readonly string[]
  /** Tells the code of the pages: when it is another, all of them are rendered again. */
  version: string
}

const pagesAtOnce = 6
/** With fewer milliseconds than this not every page is named: editors wait for what comes next. */
const timeForAll = 10_000
const pagesRead = 60

const wholeSite = ['/robots.txt', '/sitemap.xml', '/sitemaps/pages.xml']

/** Pages that are made from what carries these cache tags, and the months in which it stands. */
export function pagesOf(
  chrome: SiteChrome,
  purged: ReadonlySet<string>,
  months: ReadonlySet<string>,
): string[] {
  const { locale } = chrome
  const isTouched = (tag: string) => purged.has(tag) || purged.has(cacheTags.site)
  const all = openLists(chrome)
  const lists = all.filter(({ list }) => isTouched(cacheTags.list(locale, list)))
  return [
    ...(isTouched(cacheTags.locale(locale)) ? [`/${locale}`, ...wholeSite] : []),
    ...lists.flatMap(({ list, path, feed }) => [
      path,
      feed,
      ...(monthsOf(list) === undefined ? [] : [...months].map((month) => monthPath(path, month))),
    ]),
    ...[...months].map((month) => `/sitemaps/${month}.xml`),
    // The mirror knows no redirects, so it answers nothing where a list stood before.
    ...(purged.has(cacheTags.site)
      ? all.flatMap(({ former }) => former.flatMap((path) => [path, feedPath(path)]))
      : []),
  ]
}

/** Months that hold articles in any list. */
function monthsIn(archives: Archives): string[] {
  return (archives.all?.months ?? []).map(({ month }) => month)
}

/** A page as the bucket can give it. What else its headers say, it must say itself. */
async function fileOf(response: Response): Promise<MirroredFile> {
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream'
  const contentLanguage = response.headers.get('content-language') ?? undefined
  const policy = response.headers.get('content-security-policy')
  const text = await response.text()
  // The sources of a policy hold no double quote.
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy?.replace(/frame-ancestors[^;]*;? ?/u, '')}">`
  const body = contentType.startsWith('text/html') && policy ? text.replace('<head>', `<head>${meta}`) : text
  return { body: Buffer.from(body), contentType, contentLanguage }
}

/**
 * The site as files, for when its function fails: every page that a change touches is rendered by the reader's own door
 * and put where the CDN looks when that does not answer.
 */
export function createMirror({ store, site, writer, render, assets, version }: Parts) {
  /** A notice keeps the address of the text it stands for; what stands nowhere any more is taken away. */
  async function showArticle(id: string, locale: Locale): Promise<void> {
    const before = await store.findPath(id, locale)
    const { shown, chrome } = await site.article(id, locale)
    const place = shown && placeOf(shown)
    const path = place && chrome ? articlePath(chrome, { ...place, id }) : before
    if (!path) return
    await showPath(path)
    if (before && before !== path) await store.remove(before)
    if (before !== path) await store.savePath(id, locale, path)
  }

  async function showPath(path: string): Promise<void> {
    const response = await render(path)
    if (response.status >= 500) throw new Error(`${path} is answered with ${response.status}`)
    if (response.status === 200 || response.status === 410) await store.put(path, await fileOf(response))
    else await store.remove(path)
  }

  async function show(page: MirrorPage): Promise<boolean> {
    try {
      await ('path' in page ? showPath(page.path) : showArticle(page.id, page.locale))
      await store.done(page)
      return true
    } catch (error) {
      log('error', 'a page could not be mirrored', { ...page, ...describeError(error) })
      return false
    }
  }

  async function chromes(): Promise<SiteChrome[]> {
    const fronts = await Promise.all(locales.map((locale) => site.front(locale)))
    return fronts.flatMap(({ chrome }) => chrome ?? [])
  }

  /** Notes what is to be rendered again, because what carries these cache tags was purged. */
  async function note(purged: ReadonlySet<string>, changes: readonly Change[] = []): Promise<void> {
    if (purged.size === 0) return
    // All pages are too many to be named while somebody waits for a publication.
    if (purged.has(cacheTags.site)) return await store.noteWhole()
    const months = new Set(
      changes.flatMap(({ listings }) => listings.map(({ cursor }) => monthOf(publishedAtOf(cursor)))),
    )
    await notePages(idsIn(purged), purged, months)
  }

  async function notePages(
    ids: readonly string[],
    purged: ReadonlySet<string>,
    months: ReadonlySet<string>,
    files: readonly string[] = [],
  ): Promise<void> {
    const paths = new Set((await chromes()).flatMap((chrome) => pagesOf(chrome, purged, months)))
    await store.note([
      ...ids.flatMap((id) => locales.map((locale) => ({ id, locale }))),
      ...[...paths, ...files].map((path) => ({ path })),
    ])
  }

  /** Names every page there is, after a change of the chrome or of the code that renders. */
  async function noteEverything(): Promise<void> {
    const archives = [...(await site.allArchives()).values()]
    await notePages(
      await writer.shownIds(),
      new Set([cacheTags.site]),
      new Set(archives.flatMap(monthsIn)),
      assets,
    )
    await store.wholeNoted()
  }

  return {
    note,

    /**
     * Renders what was noted, for `milliseconds` at most; what is left or fails is for the next time. Only where there
     * is time for it, everything is named that a change of the whole site asks for.
     */
    async refresh(milliseconds: number): Promise<{ mirrored: number; failed: number }> {
      if ((await store.version()) !== version) {
        await store.noteWhole()
        await store.saveVersion(version)
      }
      if (milliseconds >= timeForAll && (await store.isWhole())) await noteEverything()
      const end = performance.now() + milliseconds
      let [mirrored, failed] = [0, 0]
      let last: MirrorPage | undefined
      while (performance.now() < end) {
        const pages = await store.pending(pagesRead, last)
        if (pages.length === 0) break
        last = pages.at(-1)
        for (let start = 0; start < pages.length; start += pagesAtOnce) {
          const results = await Promise.all(pages.slice(start, start + pagesAtOnce).map(show))
          mirrored += results.filter(Boolean).length
          failed += results.filter((done) => !done).length
        }
      }
      return { mirrored, failed }
    },
  }
}

export type Mirror = ReturnType<typeof createMirror>

function placeOf(shown: ShownArticle): Place | undefined {
  if (shown.kind === 'page') return shown
  return shown.kind === 'gone' ? shown.place : undefined
}

/** Articles whose pages carry one of these tags. */
function idsIn(purged: ReadonlySet<string>): string[] {
  const prefix = cacheTags.article('')
  return [...purged].filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length))
}
