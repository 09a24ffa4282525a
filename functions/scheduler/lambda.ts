import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { clientOptions, readEnvironment, readMailAccess, schedulerEnvironment } from '../config.ts'
import { describeError, log } from '../http/log.ts'
import { createMoverCall } from '../moving-in/wake-mover.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { deniesChanges, holdsExport, isSwitchedOn } from './deployed.ts'
import { carryOutDue } from './due.ts'
import { createMailService } from './mail-service.ts'
import { createPost } from './post.ts'
import { createTeller } from './tell.ts'
import { watch } from './watch.ts'

const environment = readEnvironment(schedulerEnvironment)
const { NEWSROOM_TABLE, CHAINS_TABLE, PUBLISHER_SOURCE, SITE_URL, MOVER_FUNCTION } = environment
const { MAIL_FROM, MAIL_REGION, USER_POOL, EXPORTS_BUCKET, TIME_ZONE } = environment
const database = new DynamoDBClient(clientOptions)
const lambda = new LambdaClient(clientOptions)
const newsroom = createNewsroom(createTable(database, NEWSROOM_TABLE))
const wakeMover = MOVER_FUNCTION === 'none' ? undefined : createMoverCall(lambda, MOVER_FUNCTION)
const storage = EXPORTS_BUCKET === 'none' ? undefined : new S3Client(clientOptions)
const tell = createTeller(newsroom)
const post =
  MAIL_FROM === 'none'
    ? undefined
    : createPost({
        newsroom,
        desk: `${SITE_URL}/desk/`,
        ...createMailService({
          access: readMailAccess(),
          from: MAIL_FROM,
          region: MAIL_REGION,
          userPool: USER_POOL,
        }),
      })

/** Nobody is told anything before what is due was done, and what goes wrong here is no trouble of a publication. */
async function tellPeople(now: Date): Promise<void> {
  await tell(now).catch((error: unknown) => {
    log('error', 'people could not be told what was done', describeError(error))
  })
  await post?.(now).catch((error: unknown) => {
    log('error', 'people could not be mailed what was done', describeError(error))
  })
}

/** A moving-in that ended with its call, or was killed with it, goes on. */
async function goOnMoving(now: Date): Promise<void> {
  const move = wakeMover && (await newsroom.moves.waiting(now))
  if (move) await wakeMover(move)
}

/** Answers the minute's tick, whatever it says. What is due comes first. */
export async function handler(_event: unknown, context?: { awsRequestId?: string }) {
  const requestId = context?.awsRequestId ?? crypto.randomUUID()
  const carried = await carryOutDue({ newsroom, requestId }, new Date())
  await watch(
    {
      newsroom,
      chainsAreKept: async () => CHAINS_TABLE === 'none' || (await deniesChanges(database, CHAINS_TABLE)),
      sourceIsOn: async () => PUBLISHER_SOURCE === 'none' || (await isSwitchedOn(lambda, PUBLISHER_SOURCE)),
      ...(storage && {
        exports: { timeZone: TIME_ZONE, came: (since) => holdsExport(storage, EXPORTS_BUCKET, since) },
      }),
    },
    new Date(),
  )
  await tellPeople(new Date())
  await goOnMoving(new Date())
  return carried
}
