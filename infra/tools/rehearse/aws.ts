import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { AwsClient } from 'aws4fetch'

const region = 'us-east-1'
/** Moto takes any. */
const key = { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'rehearsal' }

/** What a command that talks to AWS finds in its environment. */
export const environmentOf = (endpoint: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
})

/** The clients of the product's own stores, and a way to ask for what those do not. */
export function clientsOf(endpoint: string) {
  const options = { endpoint, region, credentials: key }
  const sign = (service: string) => new AwsClient({ ...key, region, service, retries: 0 })

  async function answer(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
    return await response.json()
  }

  return {
    database: new DynamoDBClient(options),
    files: new S3Client({ ...options, forcePathStyle: true }),

    /** Asks a service that takes JSON: `ask('dynamodb', 'DynamoDB_20120810.DescribeTable', { … })`. */
    ask: async (service: string, target: string, body: object) =>
      answer(
        await sign(service).fetch(endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
          body: JSON.stringify(body),
        }),
      ),

    lambda: async (path: string) => answer(await sign('lambda').fetch(`${endpoint}/2015-03-31${path}`)),
  }
}

export type Clients = ReturnType<typeof clientsOf>
