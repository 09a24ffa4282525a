import { join } from 'node:path'
import type { Member } from '../../functions/domain/people/member.ts'
import { newsroomKeys, siteKeys } from '../../functions/store/keys.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../cloud/database-client.ts'
import { createFunctionsApi } from '../cloud/functions-api.ts'
import { newKeyPair, region, secretIn } from '../cloud/key-pair.ts'
import { close, listen } from '../cloud/listen.ts'
import { createObjectStore } from '../cloud/objects/object-store.ts'
import { createVerifier } from '../cloud/signature.ts'
import { buckets } from './buckets.ts'
import { startCdn } from './cdn.ts'
import { databaseFolder, openFolder, openLog } from './data-folder.ts'
import { startDatabase, tableNames } from './database.ts'
import { createFunctions } from './functions.ts'
import { administratorOf, openKeys, staffOf } from './keys.ts'
import { startMailbox } from './mailbox/mailbox.ts'
import { openDoors } from './open-doors.ts'
import { type RebuildAnswer, rebuildAll } from './rebuild-all.ts'
import { noteRefusals } from './refusals.ts'
import { deskOrigin } from './sign-in/desk-origin.ts'
import { createInvited } from './sign-in/invited.ts'
import { createLending } from './sign-in/lending.ts'
import { startSignIn } from './sign-in/sign-in.ts'
import { createStream } from './stream.ts'
import { createViewsStream } from './views-stream.ts'

export interface CloudOptions {
  /** Where everything is kept between runs. */
  data: string
  /** Where `prepareBundles` has put the functions. */
  bundles: string
  /** 0 takes any free port. */
  ports: { edge: number; admin: number; origin: number }
}

const tickMilliseconds = 60_000
const outwardMilliseconds = 600_000

async function saveStaff(database: DatabaseAddress, members: readonly Member[]): Promise<void> {
  const client = clientOf(database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  for (const member of members) await newsroom.saveStaff(member)
  client.destroy()
}

/** Nobody else has the folder, so what a run that was killed had been lent is nobody's any more. */
async function endLeases(database: DatabaseAddress): Promise<void> {
  const client = clientOf(database)
  await createTable(client, tableNames.site).writeAll({ remove: [siteKeys.turn, siteKeys.mirrorRun] })
  await createTable(client, tableNames.newsroom).writeAll({ remove: [newsroomKeys.movingTurn] })
  client.destroy()
}

/** The whole system on this machine: what is stopped is stopped in the reverse order of its start. */
export async function startCloud({ data, bundles, ports }: CloudOptions) {
  const stops: (() => Promise<void>)[] = []
  async function stop(): Promise<void> {
    for (const each of stops.splice(0).reverse()) await each()
  }

  try {
    await openFolder(data)
    const log = await openLog(data)
    stops.push(log.close)
    const failed = (error: unknown) =>
      log.note({ level: 'error', message: 'the embedded cloud failed', detail: String(error) })
    const onRefusal = noteRefusals(log)

    const keys = await openKeys(data)
    // Of the functions and the edge; new at every start.
    const internal = newKeyPair()

    const database = await startDatabase(databaseFolder(data), { key: internal, onRefusal })
    stops.push(database.close)
    await endLeases(database)
    await saveStaff(database, keys.map(staffOf))

    const store = createObjectStore({
      folder: join(data, 'objects'),
      region,
      buckets: Object.values(buckets),
      secretOf: secretIn([internal]),
      // What the stack lets the desk do.
      formsFrom: () => cdn.url,
      onTrouble: (trouble) => log.note({ level: 'warn', message: 'object store', ...trouble }),
    })
    const storeEndpoint = `http://127.0.0.1:${await store.listen()}`
    stops.push(() => store.close())

    let outages = 0
    const cdn = await startCdn({
      port: ports.edge,
      // The functions must know the edge's address, so they start after it.
      site: async (event) => {
        if (outages > 0) throw new Error('the site is away')
        return await functions.site.invoke(event)
      },
      counter: (event) => tally.follow(functions.counter.invoke(event)),
      search: (event) => functions.search.invoke(event),
      preview: (event) => functions.preview.invoke(event),
      feedback: (event) => functions.feedback.invoke(event),
      desk: deskOrigin(
        bundles,
        () => ({ ...signIn.config, api: doors.addresses.admin }),
        () => storeEndpoint,
      ),
      buckets: { ...buckets, endpoint: storeEndpoint },
      key: internal,
      log,
    })
    stops.push(cdn.close)

    const lending = createLending()
    const invited = createInvited(data)
    const signIn = await startSignIn({
      page: `${cdn.url}/desk/`,
      lending,
      invited,
      saveStaff: (members) => saveStaff(database, members),
      onRefusal,
      onFailure: failed,
    })
    stops.push(signIn.close)

    const run = crypto.randomUUID()
    const secretOf = secretIn([internal, administratorOf(keys)])
    const invocations = createFunctionsApi({
      run,
      find(name) {
        if (name === 'publisher' || name === 'media') return functions[name].invoke
        // Nobody waits for it, so nobody else says what became of it.
        return name === 'mover' ? (event) => functions.mover.invoke(event).catch(failed) : undefined
      },
      verifier: createVerifier({ service: 'lambda', region, secretOf }),
      onRefusal,
    })
    const functionsEndpoint = `http://127.0.0.1:${await listen(invocations)}`
    stops.push(() => close(invocations))

    const mailbox = await startMailbox({
      ...{ secretOf: secretIn([internal]), onRefusal, invited },
      writeMail: (event) => functions.mails.invoke(event),
    })
    stops.push(mailbox.close)

    const functions = createFunctions({
      bundles,
      aws: {
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: internal.accessKeyId,
        AWS_SECRET_ACCESS_KEY: internal.secretAccessKey,
        AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
        AWS_ENDPOINT_URL_S3: storeEndpoint,
        AWS_ENDPOINT_URL_CLOUDFRONT: cdn.endpoint,
        AWS_ENDPOINT_URL_LAMBDA: functionsEndpoint,
        AWS_ENDPOINT_URL_SESV2: mailbox.endpoint,
        AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: mailbox.endpoint,
      },
      siteUrl: cdn.url,
      buckets,
      distributionId: 'LOCAL',
      log,
    })
    stops.push(functions.close)
    const publisher = functions.publisher.invoke

    // From here on it hears of revisions; it hands them on when the tick has caught up with what was before.
    const stream = createStream({ database, publisher, onTrouble: failed })
    stops.push(stream.close)

    const tally = createViewsStream({ database, tally: functions.tally.invoke, onTrouble: failed })
    stops.push(tally.close)

    const doors = await openDoors({ functions, keys, lending, siteUrl: cdn.url, ports, log })
    stops.push(doors.close)
    // Readers who are being answered need the functions until the end.
    stops.push(cdn.edge.close)

    const minute = { 'detail-type': 'Scheduled Event', source: 'aws.events' }
    async function publishDue() {
      await functions.scheduler.invoke(minute).catch(failed)
      return await publisher(minute)
    }
    let mirrored: Promise<unknown> = Promise.resolve()
    /** Runs after the run under way, beside which it would do nothing. */
    function mirror(): Promise<unknown> {
      mirrored = mirrored.then(() => functions.mirror.invoke(minute)).catch(failed)
      return mirrored
    }
    // What was written when the last run ended, however it ended, is published now. Where that fails, the site still
    // serves what it has, and `npm run rebuild` must be able to start. Nobody waits for the mirror.
    await publishDue().catch(failed)
    stream.start()
    void mirror()
    const clock = setInterval(() => {
      void publishDue().catch(failed).finally(mirror)
    }, tickMilliseconds)
    stops.push(async () => clearInterval(clock))
    // As long as the newsroom wants no links to be asked for, it looks at the settings and ends.
    const outward = setInterval(
      () => void functions.outward.invoke(minute).catch(failed),
      outwardMilliseconds,
    )
    stops.push(async () => clearInterval(outward))

    return {
      data,
      /** Tells this run from all others. */
      run,
      keys,
      addresses: {
        edge: cdn.url,
        desk: `${cdn.url}/desk/`,
        signIn: signIn.origin,
        mailbox: mailbox.page,
        ...doors.addresses,
        functions: functionsEndpoint,
        database: database.endpoint,
        objects: storeEndpoint,
        invalidations: cdn.endpoint,
      },
      /** Lets somebody act as the desk's account of a role would. */
      lend: signIn.lend,
      /** What people would have been mailed, the last first. */
      mails: mailbox.mails,
      /** Of the functions and the edge, for doing what they would. */
      internal,
      database,
      buckets,
      edge: cdn.edge,
      functions,
      /** What the clock does each minute, to its end. Answers what the publisher did. */
      async tick() {
        const published = await publishDue()
        await mirror()
        return published
      },
      /** Resolves when the mirror's runs that were begun are done. */
      mirrored: () => mirrored,
      rebuild: (onProgress?: (answer: RebuildAnswer) => void) =>
        rebuildAll(() => publisher({ rebuild: true }), onProgress),
      /** Lets the reader's function fail until what it answers is called: for rehearsing an outage. */
      stopSite() {
        outages += 1
        return () => {
          outages -= 1
        }
      },
      /** Resolves when the site shows everything that was written before the call. */
      async settled() {
        await stream.flush()
        await tally.flush()
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>
