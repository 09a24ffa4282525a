import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import {
  clientOptions,
  functionName,
  publisherEnvironment,
  readEnvironment,
  readStorageAccess,
} from '../config.ts'
import { describeError, log } from '../http/log.ts'
import { createMeasure } from '../http/metrics.ts'
import { createSiteApp } from '../site/app.ts'
import { createAssets } from '../site/assets.ts'
import { createIndexStorage } from '../store/index-files.ts'
import { createIndexNotes } from '../store/index-notes.ts'
import { newsroomKeys, parseChain } from '../store/keys.ts'
import { createMirrorNotes } from '../store/mirror.ts'
import { createTouched, type Touched } from '../store/mirror-touched.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createPublicFiles } from '../store/public-files.ts'
import { createRoyalties } from '../store/royalties.ts'
import { createSite } from '../store/site.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import { createTable } from '../store/table.ts'
import { isFlood } from './flood.ts'
import { createFollowUp } from './follow-up.ts'
import { createIndexFeed } from './index-feed.ts'
import { createIndexNow } from './index-now.ts'
import { createIndexSources } from './index-sources.ts'
import { createLiveCheck } from './live-check.ts'
import { createMeanwhile } from './meanwhile.ts'
import { createPublisher } from './publisher.ts'
import { createPurge } from './purge.ts'
import { createRebuild } from './rebuild/rebuild.ts'
import { broughtJustBefore, isAwaited, mendLists, publishSince, repair } from './repair.ts'
import { createTurn, TurnTaken } from './turn.ts'
import { createWithdrawFiles } from './withdraw-files.ts'

const { NEWSROOM_TABLE, SITE_TABLE, MEDIA_BUCKET, SEARCH_BUCKET, SITE_URL, DISTRIBUTION_ID } =
  readEnvironment(publisherEnvironment)
const database = new DynamoDBClient(clientOptions)
const storage = new S3Client(clientOptions)
const newsroomTable = createTable(database, NEWSROOM_TABLE)
const newsroom = createNewsroom(newsroomTable)
const { payees, royalties } = createRoyalties(newsroomTable)
const { media: MEDIA, slots: SLOT, releases: RELEASE } = newsroom
const lists = { MEDIA, PAYEE: payees, ROYALTY: royalties, SLOT, RELEASE }
const turn = createTurn(createTable(database, SITE_TABLE))
const siteTable = turn.table
const site = createSiteWriter(siteTable)
const purge = createPurge(new CloudFrontClient(clientOptions), DISTRIBUTION_ID)

/** The reader's door itself, asked without a CDN before it. */
const door = createSiteApp({ table: siteTable, assets: createAssets({ css, script }), siteUrl: SITE_URL })
const reading = {
  site: createSite(siteTable),
  writer: site,
  render: async (path: string) => await door.request(path),
}
const mirror = createTouched({ notes: createMirrorNotes(siteTable), site: reading.site })
const measure = createMeasure(functionName)
const indexNow = createIndexNow({
  siteUrl: SITE_URL,
  findKey: async () => (await newsroom.settings()).indexNowKey,
})
const liveCheck = createLiveCheck({
  ...reading,
  newsroom,
  measure,
  arrived: indexNow.note,
  ask: (path, signal) => fetch(SITE_URL + path, { redirect: 'manual', signal }),
  isAwaited: () => isAwaited({ newsroom, site }, new Date()),
})
const index = createIndexFeed({
  notes: createIndexNotes(siteTable),
  sources: createIndexSources({
    ...{ newsroom, site: reading.site, writer: site },
    open: createIndexStorage(readStorageAccess(), SEARCH_BUCKET).open,
  }),
})
const followUp = createFollowUp({ mirror, liveCheck, index, indexNow })
const publisher = createPublisher({ newsroom, site, purge, followUp })
/** A rebuild may have changed everything that the mirror and the indexes are made of. */
const afterRebuild: Pick<Touched, 'note'> = {
  async note(tags) {
    await mirror.note(tags)
    await index.noteWhole()
  },
}
const withdrawFiles = createWithdrawFiles({
  newsroom,
  site,
  publisher,
  files: createPublicFiles(storage, MEDIA_BUCKET),
  purge,
})

/** Publishes what was written since a moment. */
const publishWritten = (from: string, now: Date) =>
  publishSince({ newsroom, site, publisher, withdrawFiles }, from, now)
const rebuild = createRebuild({
  ...{ newsroom, royalties, table: siteTable, publisher, purge },
  mirror: afterRebuild,
  publishSince: publishWritten,
})

/** Milliseconds: how long a rebuild goes on in one call, and in the minute's. */
const rebuilding = { call: 20_000, minute: 45_000 }

/**
 * Milliseconds for which the site is looked at, unless something waits: after a publication (until it is seen: a reader's
 * function that has to start first takes one or two seconds), and each minute.
 */
const patience = { published: 3_000, minute: 1_000 }

/** Milliseconds that are spent on the indexes each minute; nobody waits for that. */
const indexing = 5_000

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

/** The revisions that a batch of stream records tells of. */
function revisionsIn(records: z.infer<typeof streamRecord>[]) {
  return records.flatMap(({ dynamodb: { Keys, SequenceNumber } }) => {
    const [kind, subject] = parseChain(Keys.pk.S)
    const number = Number(Keys.sk.S.slice(newsroomKeys.revisionPrefix.length))
    return Keys.sk.S.startsWith(newsroomKeys.revisionPrefix)
      ? [{ kind, subject, number, SequenceNumber }]
      : []
  })
}

/** Articles of some releases. */
async function membersOf(releases: readonly string[]): Promise<string[]> {
  const found = await Promise.all(releases.map((id) => newsroom.releases.latest(id)))
  return found.flatMap((each) => each?.state.members.map(({ article }) => article) ?? [])
}

/** Publishes what a batch of stream records tells of. From the first record that failed on, the batch comes again. */
async function publishBatch(records: z.infer<typeof streamRecord>[]) {
  const revisions = revisionsIn(records)
  if (revisions.length === 0) return { batchItemFailures: [] }
  const written = revisions.filter(({ kind }) => kind === 'ARTICLE')
  const { brought, releases } = await newsroom.articles.toldOf(written)
  const isMany = isFlood(brought.size, brought.size > 0 ? await broughtJustBefore(newsroom, new Date()) : 0)
  // An import is shown when it is over, by the minute's look.
  const isLeft = (id: string) => isMany && brought.has(id)
  const alone = written.map(({ subject }) => subject).filter((id) => !isLeft(id))
  // What went public together is shown together, and purged once, however the stream has parted it.
  const together = await membersOf([...releases])
  const articles = [...new Set([...alone, ...together])]
  const media = revisions.filter(({ kind }) => kind === 'MEDIA').map(({ subject }) => subject)
  const failed = { ARTICLE: await publisher.publish(articles), MEDIA: await withdrawFiles(media) }
  const isFailed = (kind: string, subject: string) =>
    (kind === 'ARTICLE' || kind === 'MEDIA') && failed[kind].includes(subject)
  const first = revisions.find(({ kind, subject }) => isFailed(kind, subject))
  return { batchItemFailures: first ? [{ itemIdentifier: first.SequenceNumber }] : [] }
}

async function goOnRebuilding(milliseconds: number) {
  const answer = await rebuild.goOn(milliseconds)
  if (answer) log('info', answer.done ? 'rebuilt' : 'rebuilding', answer)
  return answer
}

/** Begins a rebuild, or goes on with the one under way: whoever asks, asks again until it is done. */
async function rebuildSome() {
  await rebuild.begin()
  return await goOnRebuilding(rebuilding.call)
}

/** Makes up for what was missed; a rebuild that nobody goes on with goes on here. */
async function keepUp() {
  const result = await repair({ newsroom, lists, site, publisher, withdrawFiles, rebuild }, new Date())
  await goOnRebuilding(rebuilding.minute).catch((error: unknown) => {
    log('error', 'the rebuild could not go on', describeError(error))
  })
  return result
}

/** Milliseconds that a call waits for its turn: half of what it has. The tick comes again in a minute. */
const turnPatience = { tick: 10_000, other: 300_000 }

export async function handler(input: unknown) {
  const request = event.parse(input)
  if (!('detail-type' in request)) return await turn.take(turnPatience.other, () => answer(request))
  return await turn
    .take(turnPatience.tick, () => answer(request))
    .catch((error) => {
      if (!(error instanceof TurnTaken)) throw error
      return { repaired: [], failed: [], waits: true }
    })
}

/**
 * What is done while publication is frozen: nothing that readers could see. Editors find what they write; the first look after
 * the freeze publishes what was held, for no moment of it counts as looked at.
 */
async function hold(request: z.infer<typeof event>) {
  if ('rebuild' in request) throw new Error('publication is frozen; end that in the settings, then rebuild')
  if (!('Records' in request)) {
    await mendLists({ newsroom, lists, publisher }, new Date())
    await index.workOff()
    return { repaired: [], failed: [] }
  }
  const written = revisionsIn(request.Records).filter(({ kind }) => kind === 'ARTICLE')
  if (written.length > 0)
    await index.note(
      [],
      written.map(({ subject }) => subject),
    )
  await index.workOff()
  return { batchItemFailures: [] }
}

async function answer(request: z.infer<typeof event>) {
  if ((await newsroom.settings()).frozen) return await hold(request)
  const result =
    'Records' in request
      ? await publishBatch(request.Records)
      : 'rebuild' in request
        ? await rebuildSome()
        : await keepUp()
  // What was noted is found at once, unless it is much; looking after the indexes has time until the minute, and until the
  // end of a rebuild, which has all of them made again.
  const hasTime = !('Records' in request) && !(await rebuild.isUnderWay())
  await index.workOff(hasTime ? indexing : 0, createMeanwhile(publishWritten))
  await followUp.look('Records' in request ? patience.published : patience.minute)
  return result
}
