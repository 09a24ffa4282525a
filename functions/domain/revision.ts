import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import { instant } from './dates.ts'
import { locale } from './locale.ts'

export const role = z.enum(['contributor', 'editor', 'approver', 'admin'])
export type Role = z.infer<typeof role>

/** Who did it, as they were called and what they were allowed at that time. Never public. */
export const actor = z.object({ id: z.string(), name: z.string(), role })
export type Actor = z.infer<typeof actor>

export const action = z.enum(['create', 'edit', 'import', 'publish', 'withdraw', 'configure'])
export type Action = z.infer<typeof action>

const hash = z.string().regex(/^[0-9a-f]{64}$/u)

/** What a revision says beside the state it carries. */
export const revisionMeta = z.object({
  /** Of what: an article's id, or `site` for the settings. */
  subject: z.string(),
  number: z.int().min(1),
  previous: hash.optional(),
  hash,
  at: instant,
  actor,
  action,
  locale: locale.optional(),
  note: z.string().optional(),
  requestId: z.string().optional(),
})
export type RevisionMeta = z.infer<typeof revisionMeta>

/** One link of a chain: the whole state of its subject after one act. */
export interface Revision<State> extends RevisionMeta {
  state: State
}

/** What its author decides of a revision; the chain decides the rest. */
export type Act = Pick<RevisionMeta, 'at' | 'actor' | 'action' | 'locale' | 'note' | 'requestId'>

/**
 * SHA-256 in hex over the canonical JSON (RFC 8785) of everything in a revision but its own hash. The hash of the
 * revision before is part of it, so a chain that was exported can be verified without the system.
 */
export function hashOf<State>({
  hash: _,
  ...rest
}: Omit<Revision<State>, 'hash'> & { hash?: string }): string {
  return createHash('sha256')
    .update(canonicalize(rest) ?? '')
    .digest('hex')
}

/** The next link after `previous`; the first one where there is none. */
export function chain<State>(
  subject: string,
  previous: RevisionMeta | undefined,
  act: Act,
  state: State,
): Revision<State> {
  const unhashed = {
    subject,
    number: (previous?.number ?? 0) + 1,
    ...(previous && { previous: previous.hash }),
    ...act,
    state,
  }
  return { ...unhashed, hash: hashOf(unhashed) }
}

/** Number of the first revision that does not follow from the one before it, or undefined when the chain is whole. */
export function findBreak(revisions: readonly Revision<unknown>[]): number | undefined {
  const broken = revisions.findIndex((revision, index) => {
    const before = revisions[index - 1]
    return (
      revision.number !== index + 1 ||
      revision.previous !== before?.hash ||
      revision.hash !== hashOf(revision)
    )
  })
  // Its place and not what it says of itself, which may be what was changed.
  return broken === -1 ? undefined : broken + 1
}
