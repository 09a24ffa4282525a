import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, counterEnvironment, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createTable } from '../store/table.ts'
import { createViews } from '../store/views.ts'
import { createCounterApp } from './app.ts'

const { VIEWS_TABLE, SITE_TABLE } = readEnvironment(counterEnvironment)

// An addition that is sent again may be made twice. One that fails is answered so, and counts next time where it was not made.
const client = new DynamoDBClient({ ...clientOptions, maxAttempts: 1 })

export const handler = toLambda(
  createCounterApp({
    views: createViews({ counters: createTable(client, VIEWS_TABLE), site: createTable(client, SITE_TABLE) }),
  }),
)
