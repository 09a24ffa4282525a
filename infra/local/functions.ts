import { devNull } from 'node:os'
import { join } from 'node:path'
import type { Variables } from '../../functions/config.ts'
import { locales } from '../../functions/domain/locale.ts'
import type { FunctionName } from '../bundles.ts'
import { region } from '../cloud/key-pair.ts'
import { createLambda, type Lambda, type LambdaOptions } from '../cloud/lambda.ts'
import type { Environments } from '../environments.ts'
import type { Log } from './data-folder.ts'
import { tableNames } from './database.ts'
import { poolId } from './sign-in/accounts.ts'

interface Options {
  /** Where the bundles are. */
  bundles: string
  /** How the functions reach what stands in for AWS. */
  aws: Record<string, string>
  siteUrl: string
  buckets: { media: string; uploads: string; site: string; index: string }
  distributionId: string
  log: Log
}

/** The functions of the product, each with the environment that the stack gives it. None runs before it is called. */
export function createFunctions({ bundles, aws, siteUrl, buckets, distributionId, log }: Options) {
  const {
    newsroom: NEWSROOM_TABLE,
    site: SITE_TABLE,
    views: VIEWS_TABLE,
    feedback: FEEDBACK_TABLE,
  } = tableNames
  // The developer's own AWS profile has no say.
  const base = { ...aws, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull }

  function define<Name extends FunctionName>(
    name: Name,
    environment: Variables<Environments[Name]>,
    bounds: Partial<
      Pick<LambdaOptions, 'concurrency' | 'maxWaiting' | 'timeoutSeconds' | 'heapMegabytes'>
    > = {},
  ): Lambda {
    return createLambda({
      name,
      bundle: join(bundles, name, 'index.mjs'),
      environment: { ...base, ...environment },
      concurrency: 3,
      timeoutSeconds: 15,
      log: log.stream,
      ...bounds,
    })
  }

  const site = define('site', { SITE_TABLE, SITE_URL: siteUrl })
  // What it cannot take at once is refused, as AWS refuses what is more than a function's reservation.
  const counter = define('counter', { VIEWS_TABLE, SITE_TABLE }, { concurrency: 2, maxWaiting: 20 })
  const tally = define('tally', { VIEWS_TABLE, SITE_TABLE }, { concurrency: 1, timeoutSeconds: 60 })
  const feedback = define('feedback', { FEEDBACK_TABLE, SITE_TABLE }, { concurrency: 2, maxWaiting: 20 })
  const search = define(
    'search',
    { SITE_TABLE, SEARCH_BUCKET: buckets.index, SITE_URL: siteUrl },
    { concurrency: 2, maxWaiting: 20 },
  )
  const admin = define(
    'admin',
    {
      NEWSROOM_TABLE,
      SITE_TABLE,
      SITE_URL: siteUrl,
      UPLOADS_BUCKET: buckets.uploads,
      SEARCH_BUCKET: buckets.index,
      MEDIA_FUNCTION: 'media',
      MOVER_FUNCTION: 'mover',
      FEEDBACK_TABLE,
      VIEWS_TABLE,
      SENDS_MAIL: 'yes',
      USER_POOL: poolId,
    },
    { timeoutSeconds: 29 },
  )
  const media = define(
    'media',
    { UPLOADS_BUCKET: buckets.uploads, MEDIA_BUCKET: buckets.media, MALWARE_SCAN: 'off' },
    { concurrency: 2, timeoutSeconds: 28, heapMegabytes: 512 },
  )
  const preview = define('preview', { NEWSROOM_TABLE, SITE_URL: siteUrl })
  const scheduler = define(
    'scheduler',
    {
      NEWSROOM_TABLE,
      CHAINS_TABLE: 'none',
      PUBLISHER_SOURCE: 'none',
      EXPORTS_BUCKET: 'none',
      TIME_ZONE: 'Asia/Ho_Chi_Minh',
      SITE_URL: siteUrl,
      MOVER_FUNCTION: 'mover',
      MAIL_FROM: 'desk@localhost',
      MAIL_REGION: region,
      USER_POOL: poolId,
    },
    { concurrency: 1, timeoutSeconds: 60 },
  )
  // One at a time: the publisher is the only writer of the read model.
  const publisher = define(
    'publisher',
    {
      NEWSROOM_TABLE,
      SITE_TABLE,
      MEDIA_BUCKET: buckets.media,
      SEARCH_BUCKET: buckets.index,
      SITE_URL: siteUrl,
      DISTRIBUTION_ID: distributionId,
    },
    { concurrency: 1, timeoutSeconds: 600, heapMegabytes: 1024 },
  )
  const mover = define(
    'mover',
    { NEWSROOM_TABLE, SITE_URL: siteUrl, UPLOADS_BUCKET: buckets.uploads, MEDIA_FUNCTION: 'media' },
    { concurrency: 1, timeoutSeconds: 900, heapMegabytes: 512 },
  )
  // Cognito's own mails are not sent on this machine; it is here for whoever changes the words.
  const mails = define('mails', { SITE_URL: siteUrl, LOCALES: locales.join(',') })
  const mirror = define(
    'mirror',
    { SITE_TABLE, SITE_BUCKET: buckets.site, SITE_URL: siteUrl, DISTRIBUTION_ID: distributionId },
    { concurrency: 1, timeoutSeconds: 60 },
  )
  const outward = define(
    'outward',
    { NEWSROOM_TABLE, SITE_TABLE, SITE_URL: siteUrl },
    { concurrency: 1, timeoutSeconds: 840 },
  )
  const all = {
    site,
    counter,
    tally,
    feedback,
    search,
    admin,
    preview,
    scheduler,
    publisher,
    mirror,
    outward,
    media,
    mover,
    mails,
  }
  return {
    ...all,
    async close(): Promise<void> {
      await Promise.all(Object.values(all).map((each) => each.close()))
    },
  }
}

export type Functions = ReturnType<typeof createFunctions>
