import type { Newsroom } from '../store/newsroom.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import type { Publisher } from './publisher.ts'
import type { WithdrawFiles } from './withdraw-files.ts'

/** Acts may appear in the index a little after others that happened later; this much is looked at again. */
const overlapMilliseconds = 10 * 60_000

interface Parts {
  newsroom: Newsroom
  site: SiteWriter
  publisher: Publisher
  withdrawFiles: WithdrawFiles
}

/** The months (`2026-11`, UTC) from one moment to another. */
function monthsBetween(from: Date, to: Date): string[] {
  const months: string[] = []
  for (let at = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth())); at <= to; ) {
    months.push(at.toISOString().slice(0, 7))
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1))
  }
  return months
}

async function changedSince(newsroom: Newsroom, from: string, now: Date) {
  const numbers = new Map<string, number>()
  const media = new Set<string>()
  for (const month of monthsBetween(new Date(from), now)) {
    for (const { kind, subject, number } of await newsroom.activity(month, from)) {
      if (kind === 'MEDIA') media.add(subject)
      if (kind === 'ARTICLE') numbers.set(subject, Math.max(number, numbers.get(subject) ?? 0))
    }
  }
  return { numbers, media: [...media] }
}

async function allArticles(newsroom: Newsroom) {
  const numbers = new Map<string, number>()
  for await (const id of newsroom.articleIds()) numbers.set(id, Number.POSITIVE_INFINITY)
  return { numbers, media: [] }
}

/**
 * Publishes what the stream has not: whatever changed since the last repair and is shown at an older revision, and files
 * that were to be taken from readers. The first time ever it looks at every article.
 */
export async function repair(
  { newsroom, site, publisher, withdrawFiles }: Parts,
  now: Date,
): Promise<{ repaired: string[]; failed: string[] }> {
  const from = await newsroom.repairedUntil()
  const { numbers, media } = from ? await changedSince(newsroom, from, now) : await allArticles(newsroom)
  const shown = await site.findAllShown([...numbers.keys()])
  const behind = [...numbers]
    .filter(([id, number]) => (shown.get(id)?.number ?? 0) < number)
    .map(([id]) => id)
  const failed = [...(await publisher.publish(behind)), ...(await withdrawFiles(media))]
  // What failed is looked at again every minute; the log tells, and an alarm listens.
  if (failed.length === 0) {
    await newsroom.saveRepairedUntil(new Date(now.getTime() - overlapMilliseconds).toISOString())
  }
  return { repaired: behind.filter((id) => !failed.includes(id)), failed }
}
