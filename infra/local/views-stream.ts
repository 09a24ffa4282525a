import { siteKeys } from '../../functions/store/keys.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../cloud/database-client.ts'
import type { Invoke } from '../cloud/lambda.ts'
import { tableNames } from './database.ts'

/** How long changes are gathered; on AWS they wait longer. */
const windowMilliseconds = 1_000

interface Options {
  database: DatabaseAddress
  tally: Invoke
  onTrouble?: (error: unknown) => void
}

/**
 * Feeds counters that grew to the function that shows the sums, as DynamoDB's stream does. The embedded database has no
 * stream: after a view was counted, the counters are compared with what they were.
 */
export function createViewsStream({ database, tally, onTrouble = () => undefined }: Options) {
  const client = clientOf(database)
  const counters = createTable(client, tableNames.views)
  const known = new Map<string, unknown>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function deliver(): Promise<void> {
    const items = await Array.fromAsync(counters.scan(siteKeys.views('').sk))
    const grown = items.filter(({ pk, views }) => known.get(pk) !== views)
    if (grown.length === 0) return
    await tally({
      Records: grown.map(({ pk, sk }) => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } })),
    })
    for (const { pk, views } of grown) known.set(pk, views)
  }

  /** Resolves when readers see all that was counted before the call. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    running = running.then(deliver, deliver)
    return running
  }

  return {
    flush,

    /** Passes on what the counter answers, and looks for what it counted a moment later. */
    async follow(answer: Promise<unknown>): Promise<unknown> {
      timer ??= setTimeout(() => flush().catch(onTrouble), windowMilliseconds)
      return await answer
    },

    async close(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      await running.catch(() => undefined)
      client.destroy()
    },
  }
}
