import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Notes } from './note.ts'

/** The part of an article's notes that is one of them, with all that is said in it; what is said is a part by its own id. */
export const threadPart = (id: string) => `${id}_thread`

function tagOf(part: string, content: { changedIn: number }): string {
  const digest = createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex')
  return `"${part}:${content.changedIn}-${digest.slice(0, 8)}"`
}

/** The strong entity tag of a note or of what is said in one; undefined where it is not there. */
export function notesPartTag({ state }: { state: Notes }, part: string): string | undefined {
  const thread = state.notes.find(({ id }) => threadPart(id) === part)
  const content = thread ?? state.notes.flatMap(({ entries }) => entries).find(({ id }) => id === part)
  return content && tagOf(part, content)
}
