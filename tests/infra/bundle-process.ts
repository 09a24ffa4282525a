import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import type { FunctionName } from '../../infra/bundles.ts'
import { createInvalidationApi } from '../../infra/cloud/edge/invalidation.ts'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'
import { createVerifier } from '../../infra/cloud/signature.ts'
import { startDatabase, tableNames } from '../../infra/local/database.ts'

const run = promisify(execFile)

const key = newKeyPair()
const bucket = 'bantin-site'
const [UPLOADS_BUCKET, MEDIA_BUCKET] = ['bantin-uploads', 'bantin-media']
const SEARCH_BUCKET = 'bantin-index'

/** All that the functions ask of AWS, and an environment for each of them. */
export async function startAws(folder: string) {
  const database = await startDatabase(join(folder, 'database'), { key })
  const purged: string[] = []
  const purge = (items: Iterable<string>) => void purged.push(...items)
  const cloudFront = createInvalidationApi({
    purge,
    purgePaths: purge,
    verifier: createVerifier({ service: 'cloudfront', region, secretOf: secretIn([key]) }),
  })
  const files = createObjectStore({
    folder: join(folder, 'objects'),
    region,
    buckets: [bucket, UPLOADS_BUCKET, MEDIA_BUCKET, SEARCH_BUCKET],
    secretOf: secretIn([key]),
  })
  const aws = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_CLOUDFRONT: `http://127.0.0.1:${await listen(cloudFront)}`,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${await files.listen()}`,
  }
  const SITE_URL = 'https://site.example'
  const {
    newsroom: NEWSROOM_TABLE,
    site: SITE_TABLE,
    views: VIEWS_TABLE,
    feedback: FEEDBACK_TABLE,
  } = tableNames
  const environments: Record<FunctionName, Record<string, string>> = {
    site: { SITE_TABLE, SITE_URL },
    counter: { VIEWS_TABLE, SITE_TABLE },
    tally: { VIEWS_TABLE, SITE_TABLE },
    feedback: { FEEDBACK_TABLE, SITE_TABLE },
    search: { SITE_TABLE, SEARCH_BUCKET, SITE_URL },
    admin: {
      NEWSROOM_TABLE,
      SITE_TABLE,
      SITE_URL,
      UPLOADS_BUCKET,
      SEARCH_BUCKET,
      MEDIA_FUNCTION: 'media',
      MOVER_FUNCTION: 'mover',
      FEEDBACK_TABLE,
      VIEWS_TABLE,
      SENDS_MAIL: 'no',
      USER_POOL: 'local_Local',
    },
    mover: { NEWSROOM_TABLE, SITE_URL, UPLOADS_BUCKET, MEDIA_FUNCTION: 'media' },
    media: { UPLOADS_BUCKET, MEDIA_BUCKET, MALWARE_SCAN: 'off' },
    preview: { NEWSROOM_TABLE, SITE_URL },
    scheduler: {
      ...{ NEWSROOM_TABLE, CHAINS_TABLE: 'none', PUBLISHER_SOURCE: 'none', SITE_URL },
      ...{ EXPORTS_BUCKET: 'none', TIME_ZONE: 'Asia/Ho_Chi_Minh' },
      MOVER_FUNCTION: 'none',
      ...{ MAIL_FROM: 'none', MAIL_REGION: 'none', USER_POOL: 'none' },
    },
    mails: { SITE_URL, LOCALES: 'vi,en' },
    publisher: {
      NEWSROOM_TABLE,
      SITE_TABLE,
      MEDIA_BUCKET,
      SEARCH_BUCKET,
      SITE_URL,
      DISTRIBUTION_ID: 'TEST',
    },
    mirror: { SITE_TABLE, SITE_BUCKET: bucket, SITE_URL, DISTRIBUTION_ID: 'TEST' },
    outward: { NEWSROOM_TABLE, SITE_TABLE, SITE_URL },
  }
  return {
    database,
    purged,
    environments,
    /** Where files are, and how they are put there. */
    objects: { endpoint: aws.AWS_ENDPOINT_URL_S3, key, uploads: UPLOADS_BUCKET, media: MEDIA_BUCKET },
    invoke: (name: FunctionName, ...events: unknown[]) =>
      runBundle(folder, name, { ...aws, ...environments[name] }, events),
    async close(): Promise<void> {
      await Promise.all([close(cloudFront), files.close(), database.close()])
    },
  }
}

export type Aws = Awaited<ReturnType<typeof startAws>>

/** Runs a bundle as Lambda does: a process with its own environment, and nothing beside the file that is deployed. */
async function runBundle(
  folder: string,
  name: FunctionName,
  env: Record<string, string>,
  events: readonly unknown[],
): Promise<unknown[]> {
  const cwd = await mkdtemp(join(folder, `${name}-`))
  await cp(join(inject('bundles'), name), cwd, { recursive: true })
  const runner = [
    `import { writeFileSync } from 'node:fs'`,
    `import { handler } from './index.mjs'`,
    'const results = []',
    `for (const event of ${JSON.stringify(events)}) results.push(await handler(event, {}))`,
    `writeFileSync('results.json', JSON.stringify(results))`,
    'process.exit()',
  ]
  await writeFile(join(cwd, 'run.mjs'), runner.join('\n'))
  await run(process.execPath, ['run.mjs'], { cwd, env })
  return JSON.parse(await readFile(join(cwd, 'results.json'), 'utf8'))
}
