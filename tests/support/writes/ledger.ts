import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBreaks, type Revision } from '../../../functions/domain/revision.ts'
import { revisionTag } from '../../../functions/store/entity-tag.ts'

/** A conditional write that somebody means to do. */
export interface Intent {
  /** Stands in its text or its note, and in no other. */
  mark: string
  article: string
  /** The tag of the revision it is to follow; undefined where it is to be the first. */
  knows: string | undefined
  /** Idempotency-Key, where it may be sent again. */
  key?: string
  /** What is sent to the editors' door. */
  ask: { method: string; path: string; body: unknown }
}

export type Outcome =
  | { is: 'acknowledged'; tag: string }
  /** `current` is the tag that it should have known. */
  | { is: 'refused'; why: string; current?: string }
  /** No answer, or one that says nothing about what was done. */
  | { is: 'unknown'; why: string }

export interface Write extends Intent {
  /** One for each time that it was sent. */
  requestIds: string[]
  /** What became of each of them; one less where the writer was killed. */
  outcomes: Outcome[]
}

type Line = { intent: Intent } | { mark: string; requestId: string } | { mark: string; outcome: Outcome }

export const ledgerOf = (folder: string, { id }: { id: string }) => join(folder, `${id}.jsonl`)

/** What a writer has written down, each line before it goes on: all that it remembers when it was killed. */
export function openLedger(file: string) {
  const note = (line: Line) => appendFileSync(file, `${JSON.stringify(line)}\n`)
  return {
    intend: (intent: Intent) => note({ intent }),
    send: ({ mark }: Intent, requestId: string) => note({ mark, requestId }),
    hear: ({ mark }: Intent, outcome: Outcome) => note({ mark, outcome }),
  }
}

export function readLedger(file: string): Write[] {
  const writes = new Map<string, Write>()
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  for (const text of lines) {
    const line: Line = JSON.parse(text)
    if ('intent' in line) writes.set(line.intent.mark, { ...line.intent, requestIds: [], outcomes: [] })
    else if ('requestId' in line) writes.get(line.mark)?.requestIds.push(line.requestId)
    else writes.get(line.mark)?.outcomes.push(line.outcome)
  }
  return [...writes.values()]
}

/** The last word on a write. One that was sent once more and not answered is open. */
export function resultOf({ outcomes, requestIds }: Write): Outcome {
  const last = outcomes.at(-1)
  return last && outcomes.length === requestIds.length ? last : { is: 'unknown', why: 'killed' }
}

export type Chains = ReadonlyMap<string, readonly Revision<unknown>[]>

/** Finds out by which write a revision was made. */
export type MarkOf = (revision: Revision<unknown>) => string

function complaintsOf(write: Write, found: readonly Revision<unknown>[]): string[] {
  const { mark, article, knows, key, requestIds } = write
  const result = resultOf(write)
  const complaints: string[] = []
  if (result.is === 'refused' && found.length > 0)
    complaints.push(`was refused (${result.why}), and is there`)
  if (result.is === 'acknowledged' && found.length === 0)
    complaints.push('was acknowledged, and is not there')
  if (found.length > 1) complaints.push(`is there ${found.length} times`)
  for (const revision of found) {
    const tag = revisionTag(revision)
    if (revision.subject !== article) complaints.push(`is in article ${revision.subject}, not ${article}`)
    if (result.is === 'acknowledged' && result.tag !== tag) complaints.push(`is ${tag}, not ${result.tag}`)
    const { number, previous = '' } = revision
    const before = number > 1 ? revisionTag({ ...revision, number: number - 1, hash: previous }) : undefined
    if (before !== knows) complaints.push(`follows ${before}, and was to follow ${knows}`)
    if (!requestIds.includes(revision.requestId ?? ''))
      complaints.push('was made by a request that nobody sent')
    if (revision.repeat?.key.split(' ').at(-1) !== key) complaints.push('has another Idempotency-Key')
  }
  return complaints.map((what) => `${mark} ${what}`)
}

function repeatedIn(values: readonly (string | undefined)[]): string[] {
  const byValue = Map.groupBy(values, (value) => value)
  return [...byValue].flatMap(([value, all]) => (value !== undefined && all.length > 1 ? [value] : []))
}

/**
 * Compares what writers were told with what is in the chains: every acknowledged write exactly once, right after the
 * revision it named; no refused one; those of unknown outcome at most once; and nothing else.
 */
export function findLies(writes: readonly Write[], chains: Chains, markOf: MarkOf): string[] {
  const revisions = [...chains.values()].flat()
  const byMark = Map.groupBy(revisions, markOf)
  const marks = new Set(writes.map(({ mark }) => mark))
  return [
    ...[...chains].flatMap(([id, chain]) =>
      findBreaks(chain).map(({ number, what }) => `revision ${number} of ${id} ${what}`),
    ),
    ...[...byMark.keys()].filter((mark) => !marks.has(mark)).map((mark) => `nobody wrote ${mark}`),
    ...writes.flatMap((write) => complaintsOf(write, byMark.get(write.mark) ?? [])),
    ...repeatedIn(revisions.map(({ requestId }) => requestId)).map(
      (id) => `request ${id} made two revisions`,
    ),
    ...repeatedIn(revisions.map(({ repeat }) => repeat?.key)).map((key) => `key ${key} made two revisions`),
  ]
}
