import { inLanes } from '../../../functions/store/batches.ts'
import { isRefused } from '../../../functions/store/condition.ts'
import { newsroomKeys, parseChain } from '../../../functions/store/keys.ts'
import type { Item, Table } from '../../../functions/store/table.ts'
import { type Pace, unitsOf } from './pace.ts'
import type { Source } from './source.ts'

/** The three ways through a copy, in their order. */
export type Pass = 'look' | 'heads' | 'rest'

export interface Restored {
  pass: Pass
  read: number
  written: number
  /** That stood there already. */
  kept: number
  /** Revisions that are there and say something else, or follow one that does: nothing of their chains was written. */
  conflicts: string[]
}

interface Parts {
  source: Source
  target: Table
  pace: Pace
  /** Where an earlier restore of the same copy was cut short. */
  from?: { pass: Pass; cursor: string | undefined } | undefined
  onProgress?: (reached: Restored, cursor: string | undefined) => Promise<void>
}

const lanes = 16

const isRevision = ({ sk }: Item) => sk.startsWith(newsroomKeys.revisionPrefix)
/** Until when all was published is another site's word: without it the publisher looks at everything again. */
const isLeftOut = ({ pk }: Item) => pk === newsroomKeys.repaired.pk

interface Head {
  number: number
  hash: string
}
const headOf = (item: Item): Head => ({ number: Number(item.number), hash: String(item.hash) })

/** The last revision of each chain in a copy. */
async function findHeads(source: Source): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for await (const { items } of source.batches())
    for (const item of items.filter(isRevision)) {
      const head = headOf(item)
      if (head.number > (heads.get(item.pk)?.number ?? 0)) heads.set(item.pk, head)
    }
  return heads
}

/**
 * Chains of which the target has another history than the copy: of what both have, the last revision differs. As each
 * holds the hash of the one before, those before it differ from there on, or not at all.
 */
async function findConflicts(
  source: Source,
  heads: ReadonlyMap<string, Head>,
  target: Table,
): Promise<Set<string>> {
  const conflicts = new Set<string>()
  const shorter = new Map<string, Head>()
  await inLanes([...heads], lanes, async ([pk, head]) => {
    const [item] = await target.query({
      pk,
      prefix: newsroomKeys.revisionPrefix,
      newestFirst: true,
      limit: 1,
    })
    if (!item) return
    const there = headOf(item)
    if (there.number < head.number) shorter.set(pk, there)
    else {
      const same = await target.find(newsroomKeys.revision(pk, head.number))
      // A gap is filled; what else stands there is another history.
      if (same && headOf(same).hash !== head.hash) conflicts.add(pk)
    }
  })
  if (shorter.size === 0) return conflicts
  for await (const { items } of source.batches())
    for (const item of items.filter(isRevision)) {
      const there = shorter.get(item.pk)
      if (there?.number === Number(item.number) && there.hash !== item.hash) conflicts.add(item.pk)
    }
  return conflicts
}

/**
 * Puts back what is missing, and changes nothing that is there. The last revision of each chain comes first: nobody can go on
 * from an older one meanwhile, and no text that was withdrawn comes back to readers for as long as the rest is on its way.
 */
export async function restoreItems({
  source,
  target,
  pace,
  from,
  onProgress = async () => {},
}: Parts): Promise<Restored> {
  const sum: Restored = { pass: 'look', read: 0, written: 0, kept: 0, conflicts: [] }
  const heads = await findHeads(source)
  const conflicts = await findConflicts(source, heads, target)
  const isHead = (item: Item) => isRevision(item) && heads.get(item.pk)?.number === Number(item.number)

  async function restore(item: Item): Promise<void> {
    await pace(unitsOf(item))
    if (!(await isRefused(target.put(item, { ifAbsent: true })))) {
      sum.written += 1
      return
    }
    const there = isRevision(item) ? await target.find(item) : undefined
    // Somebody wrote meanwhile, or another restore did.
    if (there && there.hash !== item.hash) conflicts.add(item.pk)
    sum.kept += 1
  }

  for (const pass of ['heads', 'rest'] as const) {
    if (from?.pass === 'rest' && pass === 'heads') continue
    sum.pass = pass
    const start = from?.pass === pass ? from.cursor : undefined
    for await (const { items, next } of source.batches(start)) {
      const wanted = items.filter((item) => !isLeftOut(item) && isHead(item) === (pass === 'heads'))
      const free = wanted.filter((item) => !(isRevision(item) && conflicts.has(item.pk)))
      await inLanes(free, lanes, restore)
      sum.read += wanted.length
      sum.conflicts = [...conflicts].map((pk) => parseChain(pk).join(' '))
      await onProgress(sum, next)
    }
  }
  return { ...sum, conflicts: [...conflicts].map((pk) => parseChain(pk).join(' ')) }
}
