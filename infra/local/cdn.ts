import { AwsClient } from 'aws4fetch'
import { readViewerRequest } from '../bundles.ts'
import type { Log } from '../cloud/data-folder.ts'
import { createEdge, type Origin } from '../cloud/edge/edge.ts'
import { createInvalidationApi } from '../cloud/edge/invalidation.ts'
import { type KeyPair, region, secretIn } from '../cloud/key-pair.ts'
import type { Invoke } from '../cloud/lambda.ts'
import { close, listen } from '../cloud/listen.ts'
import { createVerifier } from '../cloud/signature.ts'
import { fileHeaders, routes } from '../routes.ts'
import { bucketOrigin, functionOrigin } from './doors.ts'

interface Options {
  port: number
  site: Invoke
  preview: Invoke
  desk: Origin
  /** The buckets of public files and of the mirror. */
  buckets: { endpoint: string; media: string; site: string }
  /** What the edge signs with, and who purges it. */
  key: KeyPair
  log: Log
}

/** What stands before the site: the edge, and the API that purges it. */
export async function startCdn({ port, site, preview, desk, buckets, key, log }: Options) {
  const signer = new AwsClient({ ...key, region, service: 's3', retries: 0 })
  const bucket = (name: string, headers = {}) =>
    bucketOrigin(buckets.endpoint, name, signer.fetch.bind(signer), headers)
  const edge = createEdge({
    routes,
    origins: {
      site: functionOrigin(site),
      preview: functionOrigin(preview),
      desk,
      media: bucket(buckets.media, fileHeaders),
      mirror: bucket(buckets.site),
    },
    viewerRequest: readViewerRequest(),
    log: (line) => log.note({ level: 'info', message: 'edge', ...line }),
  })
  const url = `http://localhost:${await listen(edge.server, port, 'PORT')}`
  const invalidations = createInvalidationApi({
    ...edge,
    verifier: createVerifier({ service: 'cloudfront', region, secretOf: secretIn([key]) }),
    onRefusal: (refusal) => log.note({ level: 'warn', message: 'refused', ...refusal }),
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
