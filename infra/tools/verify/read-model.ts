import { locales } from '../../../functions/domain/locale.ts'
import { isBehind } from '../../../functions/publisher/article.ts'
import { createPublisher } from '../../../functions/publisher/publisher.ts'
import { createRebuild } from '../../../functions/publisher/rebuild/rebuild.ts'
import { newsroomKeys, siteKeys } from '../../../functions/store/keys.ts'
import { createNewsroom, type Newsroom } from '../../../functions/store/newsroom.ts'
import { createRebuildProgress } from '../../../functions/store/rebuild-progress.ts'
import { createRoyalties } from '../../../functions/store/royalties.ts'
import { createSiteWriter, type SiteWriter } from '../../../functions/store/site-writer.ts'
import { type Item, type Key, nameOf, type Table } from '../../../functions/store/table.ts'
import { type Finding, type Look, mostFindings } from './finding.ts'
import { type Change, createOverlay, TooMuchChanged } from './overlay.ts'

interface Tables {
  newsroom: Table
  site: Table
}

const mend = 'npm run rebuild'

/** Milliseconds: what was written since the publisher has last looked back so far is still on its way. */
const onItsWay = 10 * 60_000

const articlePk = siteKeys.shown('').pk
const shownSk = siteKeys.shown('').sk
const shownBy = siteKeys.shownByPrefix
const replies = locales.map(siteKeys.replies)

/** Whose an item is: what is written of an article by itself. Undefined for what many articles make together. */
function ownerOf({ pk, sk }: Key): string | undefined {
  if (pk.startsWith(siteKeys.redirects)) return sk.startsWith('BY#') ? sk.slice('BY#'.length) : undefined
  if (replies.includes(pk)) return sk.split('#')[1]
  if (!pk.startsWith(articlePk)) return sk.split('_')[1]
  if (sk.startsWith(shownBy)) return sk.slice(shownBy.length)
  return sk.endsWith('#NEARBY') ? undefined : pk.slice(articlePk.length)
}

/** What a person calls an item of the read model, by its key. */
function nameOfItem({ pk, sk }: Key): string {
  if (pk.startsWith(siteKeys.redirects))
    return `${sk === 'TO' ? 'where an old address leads' : 'an old address'}, ${pk.slice(siteKeys.redirects.length)}`
  if (replies.includes(pk)) return `${pk}, that ${sk.replace('#', ' is answered by ')}`
  if (!pk.startsWith(articlePk)) return `${pk} ${sk}`
  const [locale, what] = sk.split('#')
  if (sk === shownSk) return `${pk}, the record of what is shown`
  if (sk.startsWith(shownBy)) return `${pk}, that ${sk.slice(shownBy.length)} names it`
  const parts: Record<string, string> = { NEARBY: 'what its page shows of others', TEXT: 'its words' }
  return `${pk}, ${what === undefined ? 'its page' : (parts[what] ?? what)} in ${locale}`
}

function whatOf({ is, should }: Change): string {
  if (!is) return 'is missing'
  return should
    ? 'is not what the histories say'
    : 'is there for readers, and no history says that it should be'
}

/** Articles that the publisher has not come to yet: their histories went on a moment ago, or it has not run since. */
async function waitingAmong(newsroom: Newsroom, site: SiteWriter, changes: readonly Change[]) {
  const until = await newsroom.repairedUntil()
  const since = until === undefined ? '' : new Date(Date.parse(until) - onItsWay).toISOString()
  const ids = changes
    .filter(({ key, should }) => key.sk === shownSk && should && key.pk.startsWith(articlePk))
    .map(({ key }) => key.pk.slice(articlePk.length))
  const shown = await site.findAllShown(ids)
  const waiting = new Set<string>()
  for (const id of ids) {
    const latest = await newsroom.articles.latest(id)
    if (!latest || !isBehind(shown.get(id), latest.number)) continue
    if ((latest.imported?.at ?? latest.at) >= since) waiting.add(id)
  }
  return waiting
}

/** What a rebuild notes of itself: how far it has come, and that it went through all chains. */
const ownNotes = new Set([siteKeys.rebuilding, newsroomKeys.listed].map(nameOf))
const isJudged = ({ key }: Change) => !ownNotes.has(nameOf(key))

/** Runs a rebuild that writes nothing, and answers what it would have written. */
async function rebuilt({ newsroom, site }: Tables) {
  const rows = createOverlay(newsroom, mostFindings)
  const pages = createOverlay(site, mostFindings * 5)
  const room = createNewsroom(rows.table)
  const nothing = async () => {}
  const publisher = createPublisher({
    newsroom: room,
    site: createSiteWriter(pages.table),
    purge: nothing,
  })
  const rebuild = createRebuild({
    ...{ newsroom: room, table: pages.table, publisher, purge: nothing },
    royalties: createRoyalties(rows.table).royalties,
    mirror: { note: nothing },
    publishSince: nothing,
  })
  const unreadable: string[] = []
  await rebuild.begin()
  const answer = await rebuild.goOn(Number.POSITIVE_INFINITY).catch((error: unknown) => {
    // Thrown when all else is done, with the ids of articles that cannot be read.
    if (!(error instanceof Error) || error instanceof TooMuchChanged) throw error
    unreadable.push(error.message)
    return undefined
  })
  return {
    articles: answer?.articles ?? 0,
    rows: (await rows.changes()).filter(isJudged),
    pages: (await pages.changes()).filter(isJudged),
    right: pages.table,
    unreadable,
  }
}

/** `right`: the read model as it should be, where that is known; what is made of it is judged by that. */
export interface ReadModelLook extends Look {
  right: Table | undefined
}

async function lookOnce(tables: Tables): Promise<ReadModelLook> {
  const { articles, rows, pages, right, unreadable } = await rebuilt(tables)
  const newsroom = createNewsroom(tables.newsroom)
  const waiting = await waitingAmong(newsroom, createSiteWriter(tables.site), pages)
  const isOwn = (id: string | undefined) => id !== undefined && !waiting.has(id)
  const { frozen } = await newsroom.settings()
  // Where something waits, what many articles make together is about to change.
  const isSettled = waiting.size === 0 && !frozen
  const judged = pages.filter(({ key }) => {
    const owner = ownerOf(key)
    return owner === undefined ? isSettled : isOwn(owner)
  })
  const findings: Finding[] = [
    ...unreadable.map((what) => ({
      where: 'read model',
      what,
      mend: 'npm run restore, then npm run rebuild',
    })),
    ...judged.map((each) => ({ where: nameOfItem(each.key), what: whatOf(each), mend })),
    ...rows.map((each) => ({
      where: `${each.key.pk} ${each.key.sk}, the editors' lists`,
      what: whatOfRow(each),
      mend,
    })),
  ]
  const notes = [
    ...(frozen ? ['publication is frozen: what was changed since is shown when that ends'] : []),
    ...(waiting.size > 0 && !frozen
      ? [`articles that wait to be shown, which the site does within a minute while it runs: ${waiting.size}`]
      : []),
  ]
  const part = `read model, ${articles} articles`
  return { part, findings, notes, right: isSettled ? right : undefined }
}

const whatOfRow = ({ is }: Change) => (is ? 'is not what the history says' : 'is missing')

const sameAs = (finding: Finding) => `${finding.where}\n${finding.what}`

/**
 * Whether what is public equals what the chains say, nothing more and nothing less: by a rebuild that writes nothing. Of a
 * site that is written meanwhile only that is wrong which was wrong twice.
 */
export async function verifyReadModel(tables: Tables, pause: () => Promise<unknown>): Promise<ReadModelLook> {
  const part = 'read model'
  if (await createRebuildProgress(tables.site).find())
    return {
      part,
      findings: [],
      notes: ['a rebuild is under way; verify again when it is over'],
      right: undefined,
    }
  try {
    const first = await lookOnce(tables)
    if (first.findings.length === 0) return first
    await pause()
    const again = await lookOnce(tables)
    const before = new Set(first.findings.map(sameAs))
    return { ...again, findings: again.findings.filter((each) => before.has(sameAs(each))) }
  } catch (error) {
    if (!(error instanceof TooMuchChanged)) throw error
    return { part, findings: [{ where: part, what: error.message, mend }], notes: [], right: undefined }
  }
}

/** Every text that readers can see or could: its item in the public table. For the looks that follow. */
export async function* shownIn(site: Table): AsyncGenerator<{ id: string; locale: string; item: Item }> {
  for await (const item of site.scan()) {
    if (!item.pk.startsWith(articlePk) || item.packed === undefined || item.sk.includes('#')) continue
    yield { id: item.pk.slice(articlePk.length), locale: item.sk, item }
  }
}
