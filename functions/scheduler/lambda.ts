import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { clientOptions, readEnvironment, schedulerEnvironment } from '../config.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { deniesChanges, isSwitchedOn } from './deployed.ts'
import { carryOutDue } from './due.ts'
import { watch } from './watch.ts'

const { NEWSROOM_TABLE, CHAINS_TABLE, PUBLISHER_SOURCE } = readEnvironment(schedulerEnvironment)
const database = new DynamoDBClient(clientOptions)
const lambda = new LambdaClient(clientOptions)
const newsroom = createNewsroom(createTable(database, NEWSROOM_TABLE))

/** Answers the minute's tick, whatever it says. What is due comes first. */
export async function handler(_event: unknown, context?: { awsRequestId?: string }) {
  const requestId = context?.awsRequestId ?? crypto.randomUUID()
  const carried = await carryOutDue({ newsroom, requestId }, new Date())
  await watch(
    {
      newsroom,
      chainsAreKept: async () => CHAINS_TABLE === 'none' || (await deniesChanges(database, CHAINS_TABLE)),
      sourceIsOn: async () => PUBLISHER_SOURCE === 'none' || (await isSwitchedOn(lambda, PUBLISHER_SOURCE)),
    },
    new Date(),
  )
  return carried
}
