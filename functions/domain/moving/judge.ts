import type { Action, RevisionMeta } from '../revision.ts'

/** What comes of an item that is brought here, once or again. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'edited' | 'refused'

export interface Verdict {
  outcome: Exclude<Outcome, 'refused'>
  /** Which of its versions become revisions: from this one on. None for what is left as it is. */
  from: number
}

/** What the clock does of what was imported is no work of an editor. */
const byClock: ReadonlySet<Action> = new Set(['publish_due', 'withdraw_due'])

/**
 * What is to be done with an item, by the history of its article, oldest first. The same one changes nothing; one of which
 * an earlier run was cut short goes on; what an editor has touched since is left alone. One that has grown brings its new
 * versions; of one that was written over only what it is now is brought.
 */
export function judge(
  history: readonly RevisionMeta[],
  digests: { item: string; versions: readonly string[] },
): Verdict {
  const all = digests.versions.length
  if (history.length === 0) return { outcome: 'created', from: 0 }
  const lastImported = history.findLastIndex(({ imported }) => imported)
  if (history.slice(lastImported + 1).some(({ action }) => !byClock.has(action)))
    return { outcome: 'edited', from: all }
  const brought = history.flatMap(({ imported }) => imported ?? [])
  const last = brought.at(-1)
  if (last?.item === digests.item && last.version === last.of) return { outcome: 'unchanged', from: all }
  const isGrown =
    brought.length < all && brought.every(({ content }, index) => content === digests.versions[index])
  // Cut short by a kill, it is still being created.
  const isFirst = isGrown && brought.every(({ item }) => item === digests.item)
  return { outcome: isFirst ? 'created' : 'updated', from: isGrown ? brought.length : all - 1 }
}
