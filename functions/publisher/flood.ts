/** One of the articles that are shown at an older revision than the one they have. */
export interface Behind {
  id: string
  /** Its last revision was brought from another system. */
  isImport: boolean
  /** When that came to be here, as the index of activity has it: it begins with a moment in UTC. */
  moment: string
}

/** More imported articles than these are not published one after the other: a rebuild writes them together, ten times as fast. */
export const mostOneByOne = 20

/** Milliseconds: a stream brings an import in small batches, so it is asked too how many came just before. */
export const justBefore = 10_000
/** More than these in that time are an import under way. */
const mostJustBefore = 60

/** Whether imported articles of a batch are left to the rebuild: there are many of them, or more have come just before. */
export function isFlood(inBatch: number, before: number): boolean {
  return inBatch > mostOneByOne || (inBatch > 0 && before > mostJustBefore)
}

/** Milliseconds: for how long none has come when an import is taken for over, and how long nobody waits longer than. */
const calm = 20_000
const patience = 15 * 60_000

/** What is left to a rebuild, and what is published as always: whatever an editor does never waits for an import. */
export function partFlood(behind: readonly Behind[]): { left: Behind[]; others: Behind[] } {
  const { brought = [], others = [] } = Object.groupBy(behind, ({ isImport }) =>
    isImport ? 'brought' : 'others',
  )
  return brought.length > mostOneByOne ? { left: brought, others } : { left: [], others: [...behind] }
}

/** Whether a rebuild is to begin: once, when the import is over; a long one is shown in parts. */
export function isTime(left: readonly Behind[], now: Date): boolean {
  if (left.length === 0) return false
  const moments = left.map(({ moment }) => moment).sort()
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()
  return (moments.at(-1) ?? '') < before(calm) || (moments[0] ?? '') < before(patience)
}
