/** What happens to the session of this window, whoever met it first. */
export type SessionEvent = 'ended' | 'renewed'

const events = new EventTarget()

/** Tells the whole desk. */
export function tellSession(event: SessionEvent): void {
  events.dispatchEvent(new Event(event))
}

/** Answers how to stop listening. */
export function onSession(event: SessionEvent, act: () => void): () => void {
  events.addEventListener(event, act)
  return () => events.removeEventListener(event, act)
}
