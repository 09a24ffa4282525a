import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { adminEnvironment, clientOptions, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createRoyalties } from '../store/royalties.ts'
import { createTable } from '../store/table.ts'
import { createAdminApp } from './app.ts'

const { NEWSROOM_TABLE, SITE_URL } = readEnvironment(adminEnvironment)
const table = createTable(new DynamoDBClient(clientOptions), NEWSROOM_TABLE)

export const handler = toLambda(
  createAdminApp({
    newsroom: createNewsroom(table),
    royalties: createRoyalties(table),
    siteUrl: SITE_URL,
  }),
)
