import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { publisherEnvironment, readEnvironment } from '../config.ts'
import { newsroomKeys, parseChain } from '../store/keys.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import { createTable } from '../store/table.ts'
import { createPublisher } from './publisher.ts'
import { createPurge } from './purge.ts'
import { rebuild } from './rebuild.ts'
import { repair } from './repair.ts'

const { NEWSROOM_TABLE, SITE_TABLE, DISTRIBUTION_ID } = readEnvironment(publisherEnvironment)
const database = new DynamoDBClient({})
const newsroom = createNewsroom(createTable(database, NEWSROOM_TABLE))
const siteTable = createTable(database, SITE_TABLE)
const site = createSiteWriter(siteTable)
const purge = createPurge(new CloudFrontClient({}), DISTRIBUTION_ID)
const publisher = createPublisher({ newsroom, site, purge })

const key = z.object({ S: z.string() })
const streamRecord = z.object({
  dynamodb: z.object({ SequenceNumber: z.string(), Keys: z.object({ pk: key, sk: key }) }),
})

/** The three events the publisher answers: new revisions, the minute's tick, and a request to rebuild the site. */
const event = z.union([
  z.object({ Records: z.array(streamRecord) }),
  z.object({ 'detail-type': z.literal('Scheduled Event') }),
  z.object({ rebuild: z.literal(true) }),
])

/** Publishes what a batch of stream records tells of. From the first record that failed on, the batch comes again. */
async function publishBatch(records: z.infer<typeof streamRecord>[]) {
  const revisions = records.flatMap(({ dynamodb: { Keys, SequenceNumber } }) => {
    const [kind, subject] = parseChain(Keys.pk.S)
    return Keys.sk.S.startsWith(newsroomKeys.revisionPrefix) ? [{ kind, subject, SequenceNumber }] : []
  })
  if (revisions.length === 0) return { batchItemFailures: [] }
  const articles = revisions.filter(({ kind }) => kind === 'ARTICLE').map(({ subject }) => subject)
  const failed = await publisher.publish(articles)
  const first = revisions.find(({ kind, subject }) => kind === 'ARTICLE' && failed.includes(subject))
  return { batchItemFailures: first ? [{ itemIdentifier: first.SequenceNumber }] : [] }
}

export async function handler(input: unknown) {
  const request = event.parse(input)
  if ('Records' in request) return await publishBatch(request.Records)
  if ('rebuild' in request) return await rebuild({ newsroom, table: siteTable, purge })
  return await repair({ newsroom, site, publisher }, new Date())
}
