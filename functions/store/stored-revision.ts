import { revisionMeta } from '../domain/revision.ts'
import { activityOf, newsroomKeys, parseChain } from './keys.ts'
import { unpack } from './packed.ts'
import type { Item } from './table.ts'

/** What was hashed of a stored revision, and its hash; without a state where that cannot be read any more. */
export function asHashed({ pk: _, sk: __, month: ___, moment: ____, state, ...meta }: Item): unknown {
  try {
    return { ...meta, state: unpack(state) }
  } catch {
    return meta
  }
}

/** Whether a revision stands where it belongs: in its chain, and in the activity index. */
export function isInPlace({ pk, sk, ...item }: Item): boolean {
  const meta = revisionMeta.safeParse(item)
  if (!meta.success) return false
  const [kind, subject] = parseChain(pk)
  const { month, moment } = activityOf(kind, meta.data)
  const isListed = item.month === month && item.moment === moment
  return isListed && meta.data.subject === subject && newsroomKeys.revision(pk, meta.data.number).sk === sk
}
