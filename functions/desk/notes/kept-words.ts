import { useState } from 'react'
import { newId } from '../article/new-id.ts'
import { useInside } from '../shell/door.tsx'

interface Kept {
  /** By which the words are known once they have arrived. */
  id: string
  words: string
}

const parse = (text: string | null): Kept | undefined => {
  // Written by `keep` alone, and read where that is all that this name holds.
  const kept: Partial<Kept> | null = text === null ? null : JSON.parse(text)
  return kept?.id && kept.words ? { id: kept.id, words: kept.words } : undefined
}

function read(name: string): Kept | undefined {
  try {
    return parse(localStorage.getItem(name))
  } catch {
    return undefined
  }
}

function keep(name: string, kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept))
    else localStorage.removeItem(name)
  } catch {
    // A browser that keeps nothing: the words are on the screen.
  }
}

/**
 * Words that somebody types, kept at this computer until they have arrived, however the page is left. `place` tells them from
 * others that are typed beside them; what they begin with is forgotten as they are emptied.
 */
export function useKeptWords(place: string, begin = '') {
  const { account } = useInside()
  const name = `bantin-note ${account.principal} ${place}`
  const [kept, setKept] = useState(() => read(name) ?? { id: newId(), words: begin })
  const write = (words: string) => {
    const next = { ...kept, words }
    setKept(next)
    keep(name, words === '' || words === begin ? undefined : next)
  }
  const done = () => {
    keep(name, undefined)
    setKept({ id: newId(), words: begin })
  }
  return { ...kept, write, done }
}

/** Whether something was typed there that has not arrived. */
export function useIsKept(place: string): boolean {
  const { account } = useInside()
  return useState(() => read(`bantin-note ${account.principal} ${place}`) !== undefined)[0]
}
