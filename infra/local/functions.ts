import { devNull } from 'node:os'
import { join } from 'node:path'
import type { FunctionName } from '../bundles.ts'
import type { Log } from '../cloud/data-folder.ts'
import { tableNames } from '../cloud/database.ts'
import { createLambda, type Lambda } from '../cloud/lambda.ts'

interface Options {
  /** Where the bundles are. */
  bundles: string
  /** How the functions reach what stands in for AWS. */
  aws: Record<string, string>
  siteUrl: string
  buckets: { media: string; uploads: string; site: string }
  distributionId: string
  log: Log
}

/** The functions of the product, each with the environment that the stack gives it. */
export function startFunctions({ bundles, aws, siteUrl, buckets, distributionId, log }: Options) {
  const { newsroom: NEWSROOM_TABLE, site: SITE_TABLE } = tableNames
  // The developer's own AWS profile has no say.
  const base = { ...aws, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull }

  function start(
    name: FunctionName,
    environment: Record<string, string>,
    { concurrency = 3, timeoutSeconds = 15 } = {},
  ): Lambda {
    const lambda = createLambda({
      name,
      bundle: join(bundles, name, 'index.mjs'),
      environment: { ...base, ...environment },
      concurrency,
      timeoutSeconds,
      log: log.stream,
    })
    lambda.warm()
    return lambda
  }

  const site = start('site', { SITE_TABLE, SITE_URL: siteUrl })
  const admin = start(
    'admin',
    { NEWSROOM_TABLE, SITE_URL: siteUrl, UPLOADS_BUCKET: buckets.uploads, MEDIA_FUNCTION: 'media' },
    { timeoutSeconds: 29 },
  )
  const media = start(
    'media',
    { UPLOADS_BUCKET: buckets.uploads, MEDIA_BUCKET: buckets.media, MALWARE_SCAN: 'off' },
    { concurrency: 2, timeoutSeconds: 28 },
  )
  const preview = start('preview', { NEWSROOM_TABLE, SITE_URL: siteUrl })
  const scheduler = start('scheduler', { NEWSROOM_TABLE }, { concurrency: 1, timeoutSeconds: 60 })
  // One at a time: the publisher is the only writer of the read model.
  const publisher = start(
    'publisher',
    {
      NEWSROOM_TABLE,
      SITE_TABLE,
      SITE_BUCKET: buckets.site,
      MEDIA_BUCKET: buckets.media,
      SITE_URL: siteUrl,
      DISTRIBUTION_ID: distributionId,
    },
    { concurrency: 1, timeoutSeconds: 600 },
  )
  return {
    site,
    admin,
    preview,
    scheduler,
    publisher,
    media,
    async close(): Promise<void> {
      await Promise.all([site, admin, preview, scheduler, publisher, media].map((each) => each.close()))
    },
  }
}

export type Functions = ReturnType<typeof startFunctions>
