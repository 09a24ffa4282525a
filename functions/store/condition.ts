import { ConditionalCheckFailedException, type PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'

/**
 * When an item may be written: where there is none; where the one there has a lower `number`; where its `owner` is this
 * one, or its `until` (milliseconds since 1970) lies before a moment.
 */
export type Condition =
  | { ifAbsent: true }
  | { ifNumberBelow: number }
  | { ifLentTo: string; orEndedBefore: number }

export class ConditionFailed extends Error {}

const saysNo = (error: unknown) =>
  error instanceof ConditionFailed || error instanceof ConditionalCheckFailedException

/** What a write gives; undefined, and nothing was written, where its condition did not hold. */
export async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write
  } catch (error) {
    if (!saysNo(error)) throw error
    return undefined
  }
}

/** Whether nothing was written, because the condition did not hold. */
export async function isRefused(write: Promise<void>): Promise<boolean> {
  return (await unlessRefused(write.then(() => 'written'))) === undefined
}

/** As DynamoDB is told it. */
export function conditionOf(condition: Condition | undefined): Partial<PutItemCommandInput> {
  if (!condition) return {}
  if ('ifAbsent' in condition) return { ConditionExpression: 'attribute_not_exists(pk)' }
  if ('ifLentTo' in condition) {
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner OR #until < :moment',
      ExpressionAttributeNames: { '#owner': 'owner', '#until': 'until' },
      ExpressionAttributeValues: marshall({
        ':owner': condition.ifLentTo,
        ':moment': condition.orEndedBefore,
      }),
    }
  }
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #number < :limit',
    ExpressionAttributeNames: { '#number': 'number' },
    ExpressionAttributeValues: marshall({ ':limit': condition.ifNumberBelow }),
  }
}
