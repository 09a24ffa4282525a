import { setTimeout as later } from 'node:timers/promises'
import * as z from 'zod'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../cloud/database-client.ts'
import type { Invoke } from '../cloud/lambda.ts'
import { tableNames } from './database.ts'

/** Acts may appear in the index a little later than others that are younger. */
const overlapMilliseconds = 5_000
const batchSize = 100
const pollMilliseconds = 100
const attempts = 3
/** How long a batch under way may take when the stream is closed. */
const graceMilliseconds = 1_000

interface Pending {
  moment: string
  kind: string
  subject: string
  number: number
}

function toRecord({ moment, kind, subject, number }: Pending) {
  const sk = `R#${String(number).padStart(8, '0')}`
  return {
    eventID: moment,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      SequenceNumber: moment,
      StreamViewType: 'KEYS_ONLY',
      Keys: { pk: { S: `${kind}#${subject}` }, sk: { S: sk } },
    },
  }
}

interface StreamOptions {
  database: DatabaseAddress
  publisher: Invoke
  /** Hears of batches that were given up, and of a database that does not answer. */
  onTrouble?: (error: unknown) => void
  /** @default Date.now */
  now?: () => number
}

const batchAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })

/**
 * Feeds new revisions to the publisher as DynamoDB stream events. What it misses (it was killed, or the publisher failed too
 * often) the minute's tick repairs, as on AWS.
 */
export function createStream({
  database,
  publisher,
  onTrouble = () => undefined,
  now = Date.now,
}: StreamOptions) {
  const client = clientOf(database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  const seen = new Map<string, number>()
  let from = new Date(now() - overlapMilliseconds).toISOString()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function readNew(): Promise<Pending[]> {
    const months = new Set([from.slice(0, 7), new Date(now()).toISOString().slice(0, 7)])
    const acts = await Promise.all([...months].map((month) => newsroom.revisionsOf(month, from)))
    return acts.flat().filter(({ moment }) => !seen.has(moment))
  }

  /** From the first record that failed on, a batch comes again; not for ever. */
  async function deliver(batch: Pending[]): Promise<void> {
    let rest = batch
    let failure: unknown
    for (let attempt = 1; attempt <= attempts && !stopped; attempt++) {
      try {
        const answer = batchAnswer.parse(await publisher({ Records: rest.map(toRecord) }))
        const [first] = answer.batchItemFailures
        if (!first) return
        failure = new Error(`the publisher could not publish ${first.itemIdentifier}`)
        rest = rest.slice(
          Math.max(
            0,
            rest.findIndex(({ moment }) => moment === first.itemIdentifier),
          ),
        )
      } catch (error) {
        failure = error
      }
    }
    if (!stopped) onTrouble(failure)
  }

  async function poll(): Promise<void> {
    // Taken before reading: what is written while a batch is delivered must not fall behind it.
    const horizon = now() - overlapMilliseconds
    const pending = await readNew()
    for (let index = 0; index < pending.length; index += batchSize) {
      const batch = pending.slice(index, index + batchSize)
      await deliver(batch)
      for (const { moment } of batch) seen.set(moment, now())
    }
    from = new Date(horizon).toISOString()
    for (const [moment, at] of seen) if (at < horizon - overlapMilliseconds) seen.delete(moment)
  }

  /** Polls once after whatever poll is under way. */
  function flush(): Promise<void> {
    running = running.then(poll, poll)
    return running
  }

  function schedule(): void {
    if (stopped) return
    timer = setTimeout(
      () =>
        flush()
          .catch((error) => stopped || onTrouble(error))
          .finally(schedule),
      pollMilliseconds,
    )
  }

  return {
    start: schedule,
    /** Resolves when everything that was written before the call has been handed to the publisher. */
    flush,
    /** Waits for what is under way, though not for long: what was not published yet will be at the next start. */
    async close(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await Promise.race([
        running.catch(() => undefined),
        later(graceMilliseconds, undefined, { ref: false }),
      ])
      client.destroy()
    },
  }
}
