import { setTimeout } from 'node:timers/promises'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../functions/store/table.ts'

/** Write units of DynamoDB: one for each kilobyte that is begun, about, and as much again for an index. */
export function unitsOf(item: Item): number {
  const bytes = Buffer.byteLength(JSON.stringify(marshall(item, { removeUndefinedValues: true })))
  return Math.ceil(bytes / 1_024)
}

/** Lets through so many units a second, so that editors and readers have theirs beside a restore. */
export function createPace(unitsPerSecond: number, now: () => number = () => performance.now()) {
  let free = now()
  return async function pass(units: number): Promise<void> {
    const start = Math.max(free, now())
    free = start + (units / unitsPerSecond) * 1_000
    const early = start - now()
    if (early > 0) await setTimeout(early)
  }
}
export type Pace = ReturnType<typeof createPace>
