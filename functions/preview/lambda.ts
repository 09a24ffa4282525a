import css from 'bantin:reader.css'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, previewEnvironment, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { createPreviewApp } from './app.ts'

const { NEWSROOM_TABLE, SITE_URL } = readEnvironment(previewEnvironment)

export const handler = toLambda(
  createPreviewApp({
    newsroom: createNewsroom(createTable(new DynamoDBClient(clientOptions), NEWSROOM_TABLE)),
    css,
    siteUrl: SITE_URL,
  }),
)
