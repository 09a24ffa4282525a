import { useSyncExternalStore } from 'react'

/** Whether the last who was asked answered. The browser knows of a cable; this knows of a server. */
let isReached = true
const listeners = new Set<() => void>()

function set(next: boolean): void {
  if (isReached === next) return
  isReached = next
  for (const listener of listeners) listener()
}

/** The API answered, whatever it said. */
export const tellReached = () => set(true)
/** Nobody answered. */
export const tellUnreached = () => set(false)

export const isOffline = () => !isReached || !navigator.onLine

/** Calls back whenever that may have changed; answers how to stop. */
function subscribe(act: () => void): () => void {
  listeners.add(act)
  addEventListener('online', act)
  addEventListener('offline', act)
  return () => {
    listeners.delete(act)
    removeEventListener('online', act)
    removeEventListener('offline', act)
  }
}

export const useIsOffline = () => useSyncExternalStore(subscribe, isOffline)
