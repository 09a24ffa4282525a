import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { adminEnvironment, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { createAdminApp } from './app.ts'

const { NEWSROOM_TABLE, SITE_URL } = readEnvironment(adminEnvironment)

export const handler = toLambda(
  createAdminApp({
    newsroom: createNewsroom(createTable(new DynamoDBClient({}), NEWSROOM_TABLE)),
    siteUrl: SITE_URL,
  }),
)
