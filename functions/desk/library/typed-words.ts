import { useSyncExternalStore } from 'react'
import type { Description } from '../../domain/library/library.ts'
import type { FileAnswer, KnownFile } from './use-file.ts'
import { type Clash, isSame } from './words.ts'

interface Merged {
  revision: FileAnswer['revision']
  clashes: Clash[]
}

/** Words as somebody types them for a file, on what was known of it when they began. */
export interface TypedWords {
  base: KnownFile
  words: Description
  /** What somebody else has saved meanwhile. */
  merged?: Merged
}

/** Of each file: what is typed and not saved stays while other screens are looked at. */
const typed = new Map<string, TypedWords>()
const listeners = new Set<() => void>()

const isUnsaved = ({ base, words }: TypedWords) => !isSame(words, base.data.media.description)

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

/** Keeps what was typed for a file, or forgets it. While anything is not saved, the browser asks before it closes the desk. */
export function keepTyped(id: string, next: TypedWords | undefined): void {
  if (next) typed.set(id, next)
  else typed.delete(id)
  if ([...typed.values()].some(isUnsaved)) addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
  for (const listener of listeners) listener()
}

/** What is typed for a file; what says nothing new counts only until the file has a newer revision. */
export function typedOf({ data }: KnownFile): TypedWords | undefined {
  const found = typed.get(data.media.id)
  if (!found) return undefined
  const isNewest = found.base.data.revision.number >= data.revision.number
  return isNewest || isUnsaved(found) ? found : undefined
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTyped(known: KnownFile): TypedWords {
  const found = useSyncExternalStore(listen, () => typedOf(known))
  return found ?? { base: known, words: known.data.media.description }
}
