import { locales } from '../../../functions/domain/locale.ts'
import { cacheTags } from '../../../functions/domain/site/cache-tags.ts'
import { asAsked, handedOver } from '../../../functions/domain/site/handed-over.ts'
import { articlePath, newsSitemapPath, outagePath } from '../../../functions/domain/site/paths.ts'
import { type SiteChrome, shownArticle } from '../../../functions/domain/site/shapes.ts'
import { fileOf, redirectFile } from '../../../functions/mirror/file.ts'
import { asQuery, placeOf } from '../../../functions/mirror/mirror.ts'
import { chunks, inLanes } from '../../../functions/store/batches.ts'
import { siteKeys } from '../../../functions/store/keys.ts'
import { createMirrorNotes } from '../../../functions/store/mirror.ts'
import { pagesOf } from '../../../functions/store/mirror-touched.ts'
import { unpack } from '../../../functions/store/packed.ts'
import { createSite } from '../../../functions/store/site.ts'
import type { Table } from '../../../functions/store/table.ts'
import type { Bucket } from '../export/files.ts'
import type { Finding, Look } from './finding.ts'
import type { ReadersDoor } from './open-door.ts'
import { shownIn } from './read-model.ts'

const mend = 'npm run rebuild'
const pagesAtOnce = 6
const pagesTogether = 60

/** What a later moment alone makes otherwise: what is news, and how often a text was read. */
const isOfItsMoment = (address: string) => address === newsSitemapPath
const withoutCounts = (text: string) => text.replaceAll(/(<dd data-views>)[^<]*/gu, '$1')

/** Scripts of releases before stay for pages that are open, and the page for the worst case is made of nothing. */
const isKept = (address: string) => address.startsWith('/assets/') || address === outagePath

function addressOf(key: string): string {
  const { path, query } = asAsked(`/${key}`)
  return query ? `${path}?${query}` : path
}

/** Where the mirror says that it stands; it alone knows of a site that does not run. */
async function siteUrlOf(bucket: Bucket): Promise<string | undefined> {
  const robots = await bucket.read('robots.txt')
  return /^Sitemap: (\S+)\/sitemap\.xml$/mu.exec(Buffer.from(robots?.bytes ?? []).toString())?.[1]
}

/** Every address that is to be found in the mirror. */
async function* addressesOf(table: Table): AsyncGenerator<string> {
  const site = createSite(table)
  const archives = await site.allArchives()
  const months = new Set(
    [...archives.values()].flatMap((each) => (each.all?.months ?? []).map(({ month }) => month)),
  )
  const chromes = new Map<string, SiteChrome>()
  for (const locale of locales) {
    const chrome = await site.chrome(locale)
    if (!chrome) continue
    chromes.set(locale, chrome)
    yield* pagesOf(chrome, new Set([cacheTags.site]), months)
  }
  for await (const { id, locale, item } of shownIn(table)) {
    const place = placeOf(shownArticle.parse(unpack(item.packed)))
    const chrome = chromes.get(locale)
    if (place && chrome) yield articlePath(chrome, { ...place, id })
  }
  for await (const { pk } of table.scan(siteKeys.leadsTo('').sk))
    if (pk.startsWith(siteKeys.redirects)) yield asQuery(pk.slice(siteKeys.redirects.length))
}

/**
 * Whether the site as files says what the reader's door says: every page is there, none is old, and none is there that the
 * site does not show any more.
 */
export async function verifyMirror(
  { site, bucket }: { site: Table; bucket: Bucket },
  { createDoor, versionFor }: ReadersDoor,
): Promise<Look> {
  const notes = createMirrorNotes(site)
  const busy = (await notes.whole()) ?? (await notes.pending(1)).at(0)
  if (busy)
    return {
      part: 'mirror',
      findings: [],
      isOpen: true,
      notes: ['pages wait to be rendered; the running site does so, and then the mirror can be verified'],
    }
  const siteUrl = await siteUrlOf(bucket)
  const render = createDoor(site, siteUrl ?? 'https://unknown.invalid')
  const isOurs = siteUrl !== undefined && (await notes.version()) === versionFor(siteUrl)
  const findings: Finding[] = []
  const found = (address: string, what: string, how = mend) =>
    findings.push({ where: `mirror ${address}`, what, mend: how })

  /** What the door says and the file does not; undefined where they agree. */
  async function judge(key: string): Promise<void> {
    const address = addressOf(key)
    if (isKept(address)) return
    const response = await render(address)
    const { status } = response
    if (status >= 500) return void found(address, `cannot be rendered: ${status}`)
    const leads = status === 301 || status === 302
    if (!leads && status !== 200 && status !== 410)
      return void found(
        address,
        'is there for readers when the site fails, and the site does not show it',
        `delete ${key} in the bucket ${bucket.name}`,
      )
    if (!isOurs || isOfItsMoment(address)) return
    const file = leads ? redirectFile(response, siteUrl) : await fileOf(response)
    const there = await bucket.read(key)
    const [is, should] = [there?.bytes, file.body].map((bytes) =>
      withoutCounts(Buffer.from(bytes ?? []).toString('latin1')),
    )
    if (is !== should) found(address, 'is not what the site shows')
  }

  const keys = new Set<string>()
  for await (const key of bucket.list()) keys.add(key)
  for (const some of chunks([...keys], pagesTogether)) await inLanes(some, pagesAtOnce, judge)
  for await (const address of addressesOf(site)) {
    if (keys.has(handedOver(address).slice(1))) continue
    const { status } = await render(address)
    if (status !== 404) found(address, 'is missing')
  }
  const told = isOurs
    ? []
    : ['it was rendered by other code than this; that pages are there was verified, not what they say']
  return { part: `mirror, ${keys.size} files`, findings, notes: told }
}
