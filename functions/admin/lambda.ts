import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import {
  adminEnvironment,
  clientOptions,
  readEnvironment,
  readMailAccess,
  readStorageAccess,
} from '../config.ts'
import { toLambda } from '../http/lambda.ts'
import { createMoverCall } from '../moving-in/wake-mover.ts'
import { openIndex } from '../search/reader.ts'
import { createFeedback } from '../store/feedback.ts'
import { createIndexStorage } from '../store/index-files.ts'
import { createLostAddresses } from '../store/lost-addresses.ts'
import { createMisses } from '../store/misses.ts'
import { createMoveFiles } from '../store/move-files.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createOutwardLinks } from '../store/outward-links.ts'
import { createPublicCounts } from '../store/public-counts.ts'
import { createReaders } from '../store/readers.ts'
import { createRoyalties } from '../store/royalties.ts'
import { createTable } from '../store/table.ts'
import { createUploads } from '../store/uploads.ts'
import { createViewCounts } from '../store/views.ts'
import { createAdminApp } from './app.ts'
import { createMediaFunction, mediaPatience } from './media/media-function.ts'
import { createUserAccounts } from './site/user-accounts.ts'

const {
  NEWSROOM_TABLE,
  SITE_TABLE,
  VIEWS_TABLE,
  FEEDBACK_TABLE,
  SITE_URL,
  UPLOADS_BUCKET,
  SEARCH_BUCKET,
  MEDIA_FUNCTION,
  MOVER_FUNCTION,
  SENDS_MAIL,
  USER_POOL,
} = readEnvironment(adminEnvironment)
const { endpoints, ...keys } = readMailAccess()
const database = new DynamoDBClient(clientOptions)
const table = createTable(database, NEWSROOM_TABLE)
const site = createTable(database, SITE_TABLE)
const counters = createTable(database, VIEWS_TABLE)

const s3 = new S3Client(clientOptions)

export const handler = toLambda(
  createAdminApp({
    newsroom: createNewsroom(table),
    index: openIndex(createIndexStorage(readStorageAccess(), SEARCH_BUCKET).open('newsroom/'), {
      clock: Date.now,
    }),
    royalties: createRoyalties(table),
    uploads: createUploads(s3, UPLOADS_BUCKET),
    askMedia: createMediaFunction(new LambdaClient(mediaPatience), MEDIA_FUNCTION),
    moving: {
      files: createMoveFiles(s3, UPLOADS_BUCKET),
      wake: createMoverCall(new LambdaClient(clientOptions), MOVER_FUNCTION),
    },
    misses: createMisses(site),
    publicCounts: createPublicCounts(site),
    feedback: createFeedback(createTable(database, FEEDBACK_TABLE)),
    views: createViewCounts(counters),
    readers: createReaders(counters),
    lost: createLostAddresses(counters),
    outward: createOutwardLinks(site),
    accounts: createUserAccounts({ ...keys, endpoint: endpoints.people, userPool: USER_POOL }),
    siteUrl: SITE_URL,
    sendsMail: SENDS_MAIL === 'yes',
  }),
)
