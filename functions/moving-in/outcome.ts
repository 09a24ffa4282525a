/** What may come of an item or a file; what was read is the sum of these. */
export const outcomes = [
  'planned',
  'created',
  'updated',
  'unchanged',
  'edited',
  'refused',
  'skipped',
  'failed',
] as const
export type Outcome = (typeof outcomes)[number]
