import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import { actions } from './actions.ts'
import { locale } from './locale-schemas.ts'
import { actor } from './role-schemas.ts'
import { sourceSystem } from './source-system.ts'

export const action = z.enum(actions)
export type Action = z.infer<typeof action>

const hash = z.string().regex(/^[0-9a-f]{64}$/u)

/**
 * That a revision was made in another system: its moment and the name of its actor are what that system told. Who brought
 * it here, when, and which item of which system and file it is; of the versions of that item the `version`th of `of`.
 */
export const imported = z.object({
  /** UTC. */
  at: z.string(),
  by: actor,
  system: sourceSystem,
  key: z.string(),
  file: z.string().optional(),
  version: z.int().min(1),
  of: z.int().min(1),
  /** As the source calls it: `1.0`. */
  label: z.string().optional(),
  /** SHA-256 of the whole item, and of this version of it. */
  item: hash,
  content: hash,
})
export type Imported = z.infer<typeof imported>

/** What a revision says beside the state it carries. */
export const revisionMeta = z.object({
  /** Of what: an article's id, or `site` for the settings. */
  subject: z.string(),
  number: z.int().min(1),
  previous: hash.optional(),
  hash,
  /** UTC. */
  at: z.string(),
  actor,
  action,
  locale: locale.optional(),
  note: z.string().optional(),
  requestId: z.string().optional(),
  /** With which release a text went public, and what that was called then. */
  release: z.object({ id: z.string(), name: z.string() }).optional(),
  /** Which parts of an article it changed, and how many characters of its words; revisions of before do not say. */
  parts: z.array(z.string()).optional(),
  added: z.int().min(0).optional(),
  removed: z.int().min(0).optional(),
  /** By which a repeated request is known: its Idempotency-Key, and a digest of all that it asks for. */
  repeat: z.object({ key: z.string(), digest: hash }).optional(),
  imported: imported.optional(),
})
export type RevisionMeta = z.infer<typeof revisionMeta>

/** One link of a chain: the whole state of its subject after one act. */
export interface Revision<State> extends RevisionMeta {
  state: State
}

/** What its author decides of a revision; the chain decides the rest. */
export type Act = Omit<RevisionMeta, 'subject' | 'number' | 'previous' | 'hash'>

/**
 * SHA-256 in hex over the canonical JSON (RFC 8785) of everything in a revision but its own hash. The hash of the
 * revision before is part of it, so a chain that was exported can be verified without the system.
 */
export function hashOf<Link extends { number: number; hash?: unknown }>({ hash: _, ...rest }: Link): string {
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

/** Where a chain does not hold: which revision should stand there, and what is wrong with what does. */
export interface Break {
  number: number
  what: string
}

const link = z.looseObject({ number: z.int().min(1), previous: hash.optional(), hash })

// The hash is taken of what is there, not of what a schema makes of it.
const isLink = (revision: unknown): revision is z.infer<typeof link> => link.safeParse(revision).success

/**
 * Where each revision, as it is stored, does not follow from the one before it; nothing when the chain is whole. That the
 * last ones were taken away cannot be seen in a chain itself: something beside it must know how far it went.
 */
export function findBreaks(revisions: readonly unknown[]): Break[] {
  const breaks: Break[] = []
  let before: { number: number; hash?: string } = { number: 0 }
  for (const revision of revisions) {
    const number = before.number + 1
    if (!isLink(revision)) {
      breaks.push({ number, what: 'is not a revision: its number or a hash is missing or malformed' })
      before = { number }
      continue
    }
    if (revision.number !== number) {
      breaks.push({ number, what: `is missing: revision ${revision.number} stands in its place` })
    } else if (revision.previous !== before.hash && (before.hash || number === 1)) {
      breaks.push({ number, what: 'does not follow: the hash of the one before is not the one it names' })
    }
    if (revision.hash !== hashOf(revision)) {
      breaks.push({ number: revision.number, what: 'was changed: what it holds has another hash' })
    }
    before = revision
  }
  return breaks
}
