import type { AskDatabase } from './dynamodb-wire.ts'
import { createReading, type Meter, metered, type ReadingTable } from './reading.ts'

/** As it travels: bytes are base64. */
type Travelled = Record<string, { B?: string | Uint8Array }>

/** Those of the site stand at the top of an item. */
function revive(item: Travelled): void {
  for (const value of Object.values(item))
    if (typeof value.B === 'string') value.B = Buffer.from(value.B, 'base64')
}

/** The table of the site as the reader's door reads it: without the SDK. */
export function createReadingTable(ask: AskDatabase, name: string, meter?: Meter): ReadingTable {
  const asked = (operation: Parameters<AskDatabase>[0], input: object) =>
    metered(meter, async () => JSON.parse(await ask(operation, JSON.stringify(input))))
  return {
    ...createReading(name, {
      async batchGet(input) {
        const answer = await asked('BatchGetItem', input)
        answer.Responses?.[name]?.forEach(revive)
        return answer
      },
      async query(input) {
        const answer = await asked('Query', input)
        answer.Items?.forEach(revive)
        return answer
      },
    }),
    meteredBy: (other) => createReadingTable(ask, name, other),
  }
}
