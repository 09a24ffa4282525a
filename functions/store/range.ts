import type { QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'

/** Part of one partition in the order of its sort keys. `after` and `before` are excluded; `prefix` goes with neither. */
export interface Range {
  pk: string
  index?: { name: string; pk: string; sk: string }
  prefix?: string
  after?: string
  before?: string
  newestFirst?: boolean
  limit?: number
  /** Attributes that are read beside the keys; all, where none are named. */
  only?: readonly string[]
  /** Only items whose attribute is one of these (at most 100): the database looks at the others, and keeps them to itself. */
  where?: { name: string; among: readonly string[] } | undefined
}

/** The order of sort keys: by their bytes in UTF-8, which is not JavaScript's order of strings. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Nothing lies between these bounds. DynamoDB would refuse the question instead of answering it with nothing. */
export function isEmpty({ after, before }: Range): boolean {
  return after !== undefined && before !== undefined && compareKeys(after, before) >= 0
}

/** Whether both bounds are given: only then the answer may hold them, because BETWEEN is the one operator for two. */
function isBetween({ prefix, after, before }: Range): boolean {
  return prefix === undefined && after !== undefined && before !== undefined
}

/** How many items to ask for: two more where the bounds may be among them. */
export function limitOf(range: Range): number | undefined {
  return range.limit && range.limit + (isBetween(range) ? 2 : 0)
}

/** Whether an item of the answer is not one of the bounds. */
export function isInside({ after, before, index }: Range): (item: Record<string, unknown>) => boolean {
  const sk = index?.sk ?? 'sk'
  return (item) => item[sk] !== after && item[sk] !== before
}

function conditionOf({ prefix, after, before }: Range): string | undefined {
  if (prefix !== undefined) return 'begins_with(#sk, :prefix)'
  if (after !== undefined && before !== undefined) return '#sk BETWEEN :after AND :before'
  if (after !== undefined) return '#sk > :after'
  return before === undefined ? undefined : '#sk < :before'
}

/** Names of attributes as an expression may say them: many are words of its own. */
function namesOf(only: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(['pk', 'sk', ...only].map((name, index) => [`#only${index}`, name]))
}

const placeholders = (among: readonly string[] = []) =>
  Object.fromEntries(among.map((value, index) => [`:among${index}`, value]))

/** The range as a Query asks for it. */
export function expressionOf(range: Range): Partial<QueryCommandInput> {
  const { pk, index, prefix, after, before, only, where } = range
  const names = only ? namesOf(only) : undefined
  const condition = conditionOf(range)
  const bounds =
    prefix === undefined
      ? {
          ...(after !== undefined && { ':after': after }),
          ...(before !== undefined && { ':before': before }),
        }
      : { ':prefix': prefix }
  const among = placeholders(where?.among)
  return {
    ...(index && { IndexName: index.name }),
    ...(where && { FilterExpression: `#where IN (${Object.keys(among).join(', ')})` }),
    KeyConditionExpression: ['#pk = :pk', ...(condition ? [condition] : [])].join(' AND '),
    ExpressionAttributeNames: {
      '#pk': index?.pk ?? 'pk',
      ...(condition && { '#sk': index?.sk ?? 'sk' }),
      ...(where && { '#where': where.name }),
      ...names,
    },
    ...(names && { ProjectionExpression: Object.keys(names).join(', ') }),
    ExpressionAttributeValues: marshall({ ':pk': pk, ...bounds, ...among }),
  }
}
