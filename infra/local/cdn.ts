import { AwsClient } from 'aws4fetch'
import { readViewerRequest } from '../bundles.ts'
import { routes } from '../routes.ts'
import type { Log } from './data-folder.ts'
import { bucketOrigin, functionOrigin } from './doors.ts'
import { createEdge } from './edge/edge.ts'
import { createInvalidationApi } from './edge/invalidation.ts'
import { type KeyPair, region } from './keys.ts'
import type { Invoke } from './lambda.ts'
import { close, listen } from './listen.ts'

interface Options {
  port: number
  site: Invoke
  /** The bucket of public files, and the key that the edge signs with. */
  media: { endpoint: string; bucket: string; key: KeyPair }
  log: Log
}

/** What stands before the site: the edge, and the API that purges it. */
export async function startCdn({ port, site, media, log }: Options) {
  const signer = new AwsClient({ ...media.key, region, service: 's3', retries: 0 })
  const edge = createEdge({
    routes,
    origins: {
      site: functionOrigin(site),
      media: bucketOrigin(media.endpoint, media.bucket, signer.fetch.bind(signer)),
    },
    viewerRequest: readViewerRequest(),
    log: (line) => log.note({ level: 'info', message: 'edge', ...line }),
  })
  const url = `http://localhost:${await listen(edge.server, port, 'PORT')}`
  const invalidations = createInvalidationApi(edge)
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
