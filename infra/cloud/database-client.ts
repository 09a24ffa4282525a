import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type KeyPair, region } from './key-pair.ts'

/** Where a database is, and the key that it answers. */
export interface DatabaseAddress {
  endpoint: string
  key: KeyPair
}

/** Its own file, so that whoever only asks a database does not carry one. */
export function clientOf({ endpoint, key }: DatabaseAddress): DynamoDBClient {
  // A copy, because the client writes into what it is given.
  return new DynamoDBClient({ endpoint, region, credentials: { ...key } })
}
