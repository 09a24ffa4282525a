import { createIndexSources, type IndexSource } from '../../../functions/publisher/index-sources.ts'
import { IndexProblem } from '../../../functions/search/index-problem.ts'
import { readManifest } from '../../../functions/search/manifest.ts'
import { findRemoved } from '../../../functions/search/removed.ts'
import { type Head, idAt } from '../../../functions/search/segment/head.ts'
import { type LoadedSegment, loadSegment } from '../../../functions/search/segment/open.ts'
import { ByteReader } from '../../../functions/search/segment/varint.ts'
import { inspect } from '../../../functions/search/write/inspect.ts'
import type { IndexStorage } from '../../../functions/store/index-files.ts'
import { createIndexNotes } from '../../../functions/store/index-notes.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createSite } from '../../../functions/store/site.ts'
import { createSiteWriter } from '../../../functions/store/site-writer.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type Finding, type Look, mostFindings } from './finding.ts'
import { createOverlay } from './overlay.ts'

const mend = 'npm run rebuild'
const textsAtOnce = 100

/** What an index says of a text, as far as it can be told from the index alone. */
interface Indexed {
  title: string
  section: string
  moment: number
}

function* textsIn(
  { head, titles: bytes }: LoadedSegment,
  removed: Uint8Array | undefined,
): Generator<[id: string, indexed: Indexed]> {
  const titles = new ByteReader(bytes)
  for (let at = 0; at < head.texts; at++) {
    const title = Buffer.from(titles.bytes(titles.varint())).toString()
    if (removed?.[at]) continue
    const section = head.sectionNames[head.sections[at] ?? 0] ?? ''
    yield [Buffer.from(idAt(head, at)).toString(), { title, section, moment: head.moments[at] ?? 0 }]
  }
}

/** All that can be found by an index; heads are held, and one segment at a time. */
async function foundBy({ store }: IndexSource): Promise<Map<string, Indexed>> {
  const { manifest } = await readManifest(store)
  const heads: Head[] = []
  for (const entry of manifest.segments) heads.push((await loadSegment(store, entry)).head)
  const { bySegment } = findRemoved(heads, manifest.kills)
  const texts = new Map<string, Indexed>()
  for (const [index, entry] of manifest.segments.entries())
    for (const [id, indexed] of textsIn(await loadSegment(store, entry), bySegment[index]))
      texts.set(id, indexed)
  return texts
}

/**
 * Whether each index is whole, finds everything that is there to be found, and nothing that is not: a text that was taken
 * from readers least of all.
 */
export async function verifyIndexes({
  newsroom: newsroomTable,
  site: siteTable,
  storage,
}: {
  newsroom: Table
  site: Table
  storage: IndexStorage
}): Promise<Look> {
  const findings: Finding[] = []
  const notes: string[] = []
  let texts = 0
  // What it reads may be mended while it is read: here it is not.
  const site = createOverlay(siteTable, mostFindings).table
  const newsroom = createNewsroom(createOverlay(newsroomTable, mostFindings).table)
  const pending = createIndexNotes(siteTable)
  const sources = createIndexSources({
    ...{ newsroom, site: createSite(site), writer: createSiteWriter(site) },
    open: storage.open,
  })

  async function judge(source: IndexSource): Promise<void> {
    const where = `index ${source.name}`
    await inspect(source.store, { whole: true })
    const found = await foundBy(source)
    texts += found.size
    let next: string | undefined
    do {
      const page: Awaited<ReturnType<IndexSource['list']>> = await source.list(next, textsAtOnce)
      for (const { id, title, section, moment } of await source.read(page.ids)) {
        const indexed = found.get(id)
        found.delete(id)
        if (!indexed) findings.push({ where: `${where}, ${id}`, what: 'cannot be found', mend })
        else if (
          indexed.title !== title ||
          indexed.section !== section ||
          indexed.moment !== Date.parse(moment)
        )
          findings.push({ where: `${where}, ${id}`, what: 'is found as it was before', mend })
      }
      next = page.next
    } while (next !== undefined)
    for (const id of found.keys())
      findings.push({ where: `${where}, ${id}`, what: 'can be found, and is not there to be read', mend })
  }

  for (const source of sources) {
    const { rebuild } = await pending.state(source.name)
    if (rebuild || (await pending.pending(source.name, 1)).length > 0) {
      notes.push(`the index ${source.name} is being told what changed; it can be verified when that is done`)
      continue
    }
    try {
      await judge(source)
    } catch (error) {
      if (!(error instanceof IndexProblem)) throw error
      findings.push({ where: `index ${source.name}`, what: error.message, mend })
    }
  }
  return { part: `search, ${texts} texts`, findings, notes }
}
