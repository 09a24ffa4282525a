import { AppError, requireFound } from '../domain/errors.ts'
import type { Precondition } from '../domain/precondition.ts'
import type { RevisionMeta } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'

/** The strong entity tag of a revision, `"3-9f86d081"`: its number and the start of its hash. */
export function revisionTag({ number, hash }: Pick<RevisionMeta, 'number' | 'hash'>): string {
  return `"${number}-${hash.slice(0, 8)}"`
}

/** `"vi:7-6c4ed9b8"` is the tag of a part, `"7-6c4ed9b8"` that of a revision. */
const isPartTag = (tag: string) => tag.includes(':')

/** Refuses who does not know a subject as it is now. */
export function requireKnown(
  subject: string,
  latest: RevisionMeta | undefined,
  precondition: Precondition,
): void {
  const current = latest && revisionTag(latest)
  if ('absent' in precondition) {
    if (!current) return
    throw new AppError('stale', refusal('exists_already', { id: subject }), { current })
  }
  requireFound(current, 'subject', subject)
  const { match } = precondition
  if (match.includes('*') || match.includes(current)) return
  throw new AppError('stale', refusal('tag_differs', { tags: match, current }), { current })
}

/** Whether the caller knows the part that they write, by its own tag: then others may have changed the rest. */
export function isKnownPart(precondition: Precondition, current: string | undefined): boolean {
  const { part } = precondition
  if (part === undefined) return false
  if ('absent' in precondition) {
    if (!current) return true
    throw new AppError('stale', refusal('exists_already', { id: part }), { current })
  }
  const { match } = precondition
  if (!match.some(isPartTag)) return false
  if (current && match.includes(current)) return true
  const why = current
    ? refusal('tag_differs', { tags: match, current })
    : refusal('gone_meanwhile', { tags: match })
  throw new AppError('stale', why, current ? { current } : {})
}
