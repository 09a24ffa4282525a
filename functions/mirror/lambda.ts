import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { readFile } from 'node:fs/promises'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { clientOptions, functionName, mirrorEnvironment, readEnvironment } from '../config.ts'
import { log } from '../http/log.ts'
import { createMeasure } from '../http/metrics.ts'
import { createPurge } from '../publisher/purge.ts'
import { createSiteApp } from '../site/app.ts'
import { createAssets } from '../site/assets.ts'
import { createMirrorNotes } from '../store/mirror.ts'
import { createMirrorFiles } from '../store/mirror-files.ts'
import { createSite } from '../store/site.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import { createTable } from '../store/table.ts'
import { createMirror } from './mirror.ts'
import { createRelease } from './release.ts'
import { versionOf } from './version.ts'

const { SITE_TABLE, SITE_BUCKET, SITE_URL, DISTRIBUTION_ID } = readEnvironment(mirrorEnvironment)
const table = createTable(new DynamoDBClient(clientOptions), SITE_TABLE)
const notes = createMirrorNotes(table)
const files = createMirrorFiles(new S3Client(clientOptions), SITE_BUCKET)

/** The reader's door itself, asked without a CDN before it. */
const assets = createAssets({ css, script })
const door = createSiteApp({ table, assets, siteUrl: SITE_URL })
// All the code that makes pages is in this very file, and what they say of themselves in the address.
const code = await readFile(import.meta.filename)
const mirror = createMirror({
  notes,
  files,
  site: createSite(table),
  writer: createSiteWriter(table),
  render: async (address) => await door.request(address),
  siteUrl: SITE_URL,
  assets: [assets.script],
  release: createRelease({
    notes,
    files,
    version: versionOf(code, SITE_URL),
    purge: createPurge(new CloudFrontClient(clientOptions), DISTRIBUTION_ID),
  }),
})
const measure = createMeasure(functionName)

/** Milliseconds: a run ends well before the next minute. */
const longest = 40_000

/** The minute's tick, and the end of a deployment, which says what was deployed. */
const event = z.union([
  z.object({ 'detail-type': z.literal('Scheduled Event') }),
  z.object({ released: z.string() }),
])

export async function handler(input: unknown) {
  event.parse(input)
  const run = await mirror.run(longest)
  if (run.released) log('info', 'a release was noted')
  if (run.mirrored + run.failed > 0) {
    log('info', 'mirrored', { mirrored: run.mirrored, failed: run.failed })
    measure('PagesMirrored', run.mirrored)
  }
  return run
}
