import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'

/**
 * When an item may be written: where there is none; where the one there has a lower `number`; where its `owner` is this
 * one, or its `until` (milliseconds since 1970) lies before a moment.
 */
export type Condition =
  | { ifAbsent: true }
  | { ifNumberBelow: number }
  | { ifLentTo: string; orEndedBefore: number }

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
