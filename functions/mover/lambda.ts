import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { createMediaFunction, mediaPatience } from '../admin/media/media-function.ts'
import { createMovingDoor } from '../admin/moving-door.ts'
import { clientOptions, moverEnvironment, readEnvironment } from '../config.ts'
import { createMoveFiles } from '../store/move-files.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createTable } from '../store/table.ts'
import { createUploads } from '../store/uploads.ts'
import { createClientOf } from './client.ts'
import { createMover } from './mover.ts'

const { NEWSROOM_TABLE, SITE_URL, UPLOADS_BUCKET, MEDIA_FUNCTION } = readEnvironment(moverEnvironment)
// Files of gigabytes come in through it.
const s3 = new S3Client({ requestHandler: { connectionTimeout: 1_000, socketTimeout: 30_000 } })
const newsroom = createNewsroom(createTable(new DynamoDBClient(clientOptions), NEWSROOM_TABLE))
const door = createMovingDoor({
  newsroom,
  uploads: createUploads(s3, UPLOADS_BUCKET),
  askMedia: createMediaFunction(new LambdaClient(mediaPatience), MEDIA_FUNCTION),
  siteUrl: SITE_URL,
})
const work = createMover({
  newsroom,
  files: createMoveFiles(s3, UPLOADS_BUCKET),
  clientOf: createClientOf(door),
})

/** The editors' door and the scheduler name a move that waits. */
const event = z.object({ move: z.string() })

interface Context {
  /** On Lambda alone. */
  getRemainingTimeInMillis?(): number
}

/** Milliseconds, where nobody says how long a call may take. */
const usual = 14 * 60_000
/** What is in hand ends within it: a group of articles, and the turn is given back. */
const margin = 90_000

export async function handler(input: unknown, context: Context = {}) {
  const { move } = event.parse(input)
  const left = context.getRemainingTimeInMillis?.() ?? usual
  return await work({ move, until: Date.now() + left - margin })
}
