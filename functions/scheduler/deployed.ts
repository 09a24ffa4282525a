import { type DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb'
import { GetEventSourceMappingCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3'

const gone = ['PolicyNotFoundException', 'ResourceNotFoundException']

/** Undefined for what is not there. */
async function found<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && gone.includes(error.name)) return undefined
    throw error
  }
}

/** Whether a table's policy still denies to change chains: the statement that the stack wrote, by its name. */
export async function deniesChanges(client: DynamoDBClient, table: string): Promise<boolean> {
  const answer = await found(() => client.send(new GetResourcePolicyCommand({ ResourceArn: table })))
  return answer?.Policy?.includes('"ChainsAreAppendOnly"') ?? false
}

/** Whether an event source is there and not switched off. */
export async function isSwitchedOn(client: LambdaClient, source: string): Promise<boolean> {
  const answer = await found(() => client.send(new GetEventSourceMappingCommand({ UUID: source })))
  return answer !== undefined && !/^(?:Disabl|Delet)/u.test(answer.State ?? '')
}

/**
 * Whether an export of a table that was begun since a moment lies in a bucket, as a whole: each has a folder of the moment
 * when it was to begin (`2026-12-01T18:30:00Z/`), and DynamoDB writes its summary last.
 */
export async function holdsExport(client: S3Client, bucket: string, since: Date): Promise<boolean> {
  const StartAfter = since.toISOString().replace(/\.\d+Z$/u, 'Z')
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, StartAfter }))
    if (Contents.some(({ Key }) => Key?.endsWith('/manifest-summary.json'))) return true
  return false
}
