import { AwsClient } from 'aws4fetch'
import { type AdminClient, createClient } from '../../functions/moving-in/admin-client.ts'

export interface Signer {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

interface AdminClientOptions {
  /** Address of the editors' API. */
  url: string
  key: Signer
  region: string
}

/** Signed requests to the editors' API. */
export function createAdminClient({ url, key, region }: AdminClientOptions): AdminClient {
  const aws = new AwsClient({ ...key, region, service: 'execute-api', retries: 2 })
  return createClient((path, init) =>
    aws.fetch(`${url}${path}`, init).catch((error) => {
      throw new Error(`the API at ${url} does not answer`, { cause: error })
    }),
  )
}
