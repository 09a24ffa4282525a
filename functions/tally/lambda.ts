import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { clientOptions, readEnvironment, tallyEnvironment } from '../config.ts'
import { log } from '../http/log.ts'
import { createReaderWriter } from '../store/readers.ts'
import { createTable } from '../store/table.ts'
import { createViews } from '../store/views.ts'

const { VIEWS_TABLE, SITE_TABLE } = readEnvironment(tallyEnvironment)
const client = new DynamoDBClient(clientOptions)
const tables = { counters: createTable(client, VIEWS_TABLE), site: createTable(client, SITE_TABLE) }
const views = createViews(tables)
const readers = createReaderWriter(tables)

/** A batch of the counters' stream: which of them grew, many times over where many read. */
const event = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }) }) }) })),
})

/**
 * Shows readers the sums, and notes for the desk on which day it was read: one write of each for each article of a batch. A batch
 * that fails comes again, and changes nothing twice.
 */
export async function handler(input: unknown): Promise<void> {
  const { Records } = event.parse(input)
  const changed = new Set(Records.map(({ dynamodb }) => dynamodb.Keys.pk.S))
  await readers.carry(await views.show([...changed]))
  await readers.addUp()
  log('info', 'views were shown', { changes: Records.length, articles: changed.size })
}
