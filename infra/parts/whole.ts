import type { Stack } from 'aws-cdk-lib'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { reservationsOf } from '../reservations.ts'
import type { Settings } from '../settings.ts'

/** What each part of the stack is made in, and of. Parts put everything into the stack itself, in the order in which they are made. */
export interface Whole {
  stack: Stack
  settings: Settings
  /** Of every function: where `buildFunctions` has put it, and how long its log is kept. */
  each: { bundles: string; logRetention: RetentionDays }
  reserve: ReturnType<typeof reservationsOf>
}
