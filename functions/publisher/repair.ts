import { monthsBetween } from '../domain/dates.ts'
import { describeError, log } from '../http/log.ts'
import type { Listed, Newsroom } from '../store/newsroom.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import { isBehind } from './article.ts'
import { type Behind, isTime, justBefore, partFlood } from './flood.ts'
import type { Publisher } from './publisher.ts'
import type { Rebuild } from './rebuild/rebuild.ts'
import type { WithdrawFiles } from './withdraw-files.ts'

/** Acts may appear in the index a little after others that happened later; this much is looked at again. */
const overlapMilliseconds = 10 * 60_000

/** Subjects with the number of their last revision. */
type Numbers = ReadonlyMap<string, number>

/** Kinds whose rows nothing else mends: that of an article is written again whenever it is published. */
const mended = ['MEDIA', 'PAYEE', 'ROYALTY', 'SLOT', 'RELEASE'] as const
type Mended = (typeof mended)[number]
const isMended = (kind: string): kind is Mended => mended.some((each) => each === kind)

interface List {
  behind: (numbers: Numbers) => Promise<Numbers>
  mendRow: (subject: string, number: number) => Promise<void>
}
export type Lists = Record<Mended, List>

interface Parts {
  newsroom: Newsroom
  lists: Lists
  site: SiteWriter
  publisher: Publisher
  withdrawFiles: WithdrawFiles
  rebuild: Pick<Rebuild, 'begin'>
}

async function changedSince(newsroom: Newsroom, from: string, now: Date) {
  const changed = {
    MEDIA: new Map<string, number>(),
    PAYEE: new Map<string, number>(),
    ROYALTY: new Map<string, number>(),
    SLOT: new Map<string, number>(),
    RELEASE: new Map<string, number>(),
  } satisfies Record<Mended, Numbers>
  const articles = new Map<string, Listed>()
  for (const month of monthsBetween(from, now.toISOString())) {
    for (const each of await newsroom.revisionsOf(month, from)) {
      const { kind, subject, number } = each
      if (kind === 'ARTICLE' && number > (articles.get(subject)?.number ?? 0)) articles.set(subject, each)
      if (!isMended(kind)) continue
      const numbers = changed[kind]
      numbers.set(subject, Math.max(number, numbers.get(subject) ?? 0))
    }
  }
  return { ...changed, ARTICLE: articles }
}

/** How many articles were brought from another system just now. */
export async function broughtJustBefore(newsroom: Newsroom, now: Date): Promise<number> {
  const { ARTICLE } = await changedSince(newsroom, new Date(now.getTime() - justBefore).toISOString(), now)
  return [...ARTICLE.values()].filter(({ isImport }) => isImport).length
}

/** Writes the rows again that a commit left behind. What fails is tried again a minute later, for as long as it is new. */
async function mendRows(lists: Lists, changed: Record<Mended, Numbers>): Promise<void> {
  for (const kind of mended) {
    // Where they cannot be looked at together, each is.
    const behind = await lists[kind].behind(changed[kind]).catch(() => changed[kind])
    for (const [subject, number] of behind) {
      await lists[kind].mendRow(subject, number).catch((error: unknown) => {
        log('warn', 'a row of the lists was not written', { kind, subject, number, ...describeError(error) })
      })
    }
  }
}

/** What a repair does while publication is frozen: the editors' lists. The rest is looked at again when it ends. */
export async function mendLists(
  {
    newsroom,
    lists,
    publisher,
  }: Pick<Parts, 'newsroom' | 'lists'> & { publisher: Pick<Publisher, 'readAll'> },
  now: Date,
): Promise<void> {
  const from = new Date(now.getTime() - overlapMilliseconds).toISOString()
  const changed = await changedSince(newsroom, from, now)
  await mendRows(lists, changed)
  await newsroom.keepActs(from, now.toISOString())
  const { projections } = await publisher.readAll([...changed.ARTICLE.keys()])
  await newsroom.media.keepNamed(projections)
}

/** Articles that are shown at an older revision than the one they are known to have, or half shown. */
async function behindAmong(site: SiteWriter, articles: ReadonlyMap<string, Listed>): Promise<Behind[]> {
  const shown = await site.findAllShown([...articles.keys()])
  return [...articles]
    .filter(([id, { number }]) => isBehind(shown.get(id), number))
    .map(([id, { isImport, moment }]) => ({ id, isImport, moment }))
}

const idsOf = (behind: readonly Behind[]) => behind.map(({ id }) => id)

/** Publishes what was written since a moment and is not shown yet. What fails is for the next repair. */
export async function publishSince(
  {
    newsroom,
    site,
    publisher,
    withdrawFiles,
  }: Pick<Parts, 'newsroom' | 'site' | 'publisher' | 'withdrawFiles'>,
  from: string,
  now: Date,
): Promise<void> {
  const changed = await changedSince(newsroom, from, now)
  const { others } = partFlood(await behindAmong(site, changed.ARTICLE))
  if (others.length > 0) await publisher.publish(idsOf(others))
  await withdrawFiles([...changed.MEDIA.keys()])
}

/** Milliseconds: what was written before that is published by now, or cannot be. */
const justNow = 10_000

/** Whether something that was written just now waits to be published; what is left to a rebuild does not. */
export async function isAwaited(
  { newsroom, site }: Pick<Parts, 'newsroom' | 'site'>,
  now: Date,
): Promise<boolean> {
  const changed = await changedSince(newsroom, new Date(now.getTime() - justNow).toISOString(), now)
  return partFlood(await behindAmong(site, changed.ARTICLE)).others.length > 0
}

/**
 * Publishes what the stream has not: whatever changed since the last repair and is shown at an older revision, and files
 * that were to be taken from readers, and rows of lists that a commit left behind. Where nothing was ever repaired or shown,
 * a rebuild begins: the site is new, or its table was lost; or newer code knows lists that older code did not. So it does after
 * an import (`flood.ts`).
 */
export async function repair(
  { newsroom, lists, site, publisher, withdrawFiles, rebuild }: Parts,
  now: Date,
): Promise<{ repaired: string[]; failed: string[] }> {
  const lately = new Date(now.getTime() - overlapMilliseconds).toISOString()
  const from = await newsroom.repairedUntil()
  const isKnown = from !== undefined && (await newsroom.wholeLists.areWhole())
  if (!isKnown || !(await site.isShown())) await rebuild.begin()
  const changed = await changedSince(newsroom, from ?? lately, now)
  await mendRows(lists, changed)
  const { left, others } = partFlood(await behindAmong(site, changed.ARTICLE))
  if (isTime(left, now)) await rebuild.begin()
  const behind = idsOf(others)
  const failed = [...(await publisher.publish(behind)), ...(await withdrawFiles([...changed.MEDIA.keys()]))]
  await newsroom.keepActs(from ?? lately, now.toISOString())
  // What failed is looked at again every minute; the log tells, and an alarm listens. So is what a rebuild is to write.
  if (failed.length + left.length === 0) await newsroom.saveRepairedUntil(lately)
  return { repaired: behind.filter((id) => !failed.includes(id)), failed }
}
