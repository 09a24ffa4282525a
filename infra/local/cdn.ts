import { AwsClient } from 'aws4fetch'
import { loggedPath } from '../../functions/domain/preview/path.ts'
import { readViewerRequest } from '../bundles.ts'
import { createEdge, type Origin } from '../cloud/edge/edge.ts'
import { createInvalidationApi } from '../cloud/edge/invalidation.ts'
import { signedOrigin } from '../cloud/edge/signed-origin.ts'
import { type KeyPair, region, secretIn } from '../cloud/key-pair.ts'
import type { Invoke } from '../cloud/lambda.ts'
import { close, listen } from '../cloud/listen.ts'
import { createVerifier } from '../cloud/signature.ts'
import { responseHeaders } from '../response-headers.ts'
import { cacheTagHeader, errorPages, failovers, routes } from '../routes.ts'
import type { Log } from './data-folder.ts'
import { bucketOrigin, functionOrigin } from './doors.ts'
import { noteRefusals } from './refusals.ts'

interface Options {
  port: number
  site: Invoke
  counter: Invoke
  search: Invoke
  preview: Invoke
  feedback: Invoke
  desk: Origin
  /** The buckets of public files and of the mirror. */
  buckets: { endpoint: string; media: string; site: string }
  /** What the edge signs with, and who purges it. */
  key: KeyPair
  log: Log
}

/** What stands before the site: the edge, and the API that purges it. */
export async function startCdn({
  port,
  site,
  counter,
  search,
  preview,
  feedback,
  desk,
  buckets,
  key,
  log,
}: Options) {
  const signer = new AwsClient({ ...key, region, service: 's3', retries: 0 })
  const bucket = (name: string, missing?: 403) =>
    bucketOrigin(buckets.endpoint, name, signer.fetch.bind(signer), missing)
  const edge = createEdge({
    routes: routes.map((route) => ({ ...route, responseHeaders: responseHeaders[route.origin] })),
    failovers,
    errorPages,
    cacheTagHeader,
    loggedPath,
    origins: {
      site: signedOrigin(functionOrigin(site)),
      counter: signedOrigin(functionOrigin(counter)),
      search: signedOrigin(functionOrigin(search)),
      preview: functionOrigin(preview),
      feedback: functionOrigin(feedback),
      desk,
      media: bucket(buckets.media),
      // Which may not be listed.
      mirror: bucket(buckets.site, 403),
    },
    viewerRequest: readViewerRequest(),
    log: (line) => log.note({ level: 'info', message: 'edge', ...line }),
  })
  const url = `http://localhost:${await listen(edge.server, port, 'PORT')}`
  const invalidations = createInvalidationApi({
    ...edge,
    verifier: createVerifier({ service: 'cloudfront', region, secretOf: secretIn([key]) }),
    onRefusal: noteRefusals(log),
  })
  const endpoint = `http://127.0.0.1:${await listen(invalidations)}`
  return {
    edge,
    url,
    /** Of CreateInvalidation. */
    endpoint,
    async close(): Promise<void> {
      await edge.close()
      await close(invalidations)
    },
  }
}
