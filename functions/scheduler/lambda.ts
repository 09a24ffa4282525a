import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, readEnvironment, schedulerEnvironment } from '../config.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { carryOutDue } from './due.ts'

const { NEWSROOM_TABLE } = readEnvironment(schedulerEnvironment)
const newsroom = createNewsroom(createTable(new DynamoDBClient(clientOptions), NEWSROOM_TABLE))

/** Answers the minute's tick, whatever it says. */
export async function handler(_event: unknown, context?: { awsRequestId?: string }) {
  const requestId = context?.awsRequestId ?? crypto.randomUUID()
  return await carryOutDue({ newsroom, requestId }, new Date())
}
