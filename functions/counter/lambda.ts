import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, counterEnvironment, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createLostWriter } from '../store/lost-addresses.ts'
import { createTable } from '../store/table.ts'
import { createViews } from '../store/views.ts'
import { createCounterApp } from './app.ts'

const { VIEWS_TABLE, SITE_TABLE } = readEnvironment(counterEnvironment)

// An addition that is sent again may be made twice. One that fails is answered so, and counts next time where it was not made.
const client = new DynamoDBClient({ ...clientOptions, maxAttempts: 1 })

const counters = createTable(client, VIEWS_TABLE)

export const handler = toLambda(
  createCounterApp({
    views: createViews({ counters, site: createTable(client, SITE_TABLE) }),
    lost: createLostWriter(counters),
  }),
)
