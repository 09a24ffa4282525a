import css from 'bantin:reader.css'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, feedbackEnvironment, readEnvironment } from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createFeedbackWriter } from '../store/feedback.ts'
import { createTable } from '../store/table.ts'
import { createFeedbackApp } from './app.ts'

const { FEEDBACK_TABLE, SITE_TABLE } = readEnvironment(feedbackEnvironment)

const client = new DynamoDBClient(clientOptions)

export const handler = toLambda(
  createFeedbackApp({
    writer: createFeedbackWriter({
      letters: createTable(client, FEEDBACK_TABLE),
      site: createTable(client, SITE_TABLE),
    }),
    css,
  }),
)
