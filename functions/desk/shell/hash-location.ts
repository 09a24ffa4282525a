import { useSyncExternalStore } from 'react'

/** The address of a screen stands after the hash, with its question: `/desk/#/articles?state=mine`. */
const current = () => `/${location.hash.replace(/^#?\/?/u, '')}`

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

interface Going {
  replace?: boolean
  state?: unknown
}

/** Goes to a screen. `replace`: the one before does not come back by "back". */
export function goTo(to: string, { replace = false, state = null }: Going = {}): void {
  const oldURL = location.href
  history[replace ? 'replaceState' : 'pushState'](state, '', `#${to}`)
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }))
}

const pathOf = (address: string) => address.split('?', 1)[0] ?? address

/** For wouter, whose own would write the question before the hash, where the sign-in's answer comes and goes. */
export function useHashPath(): [string, typeof goTo] {
  return [useSyncExternalStore(subscribe, () => pathOf(current())), goTo]
}
useHashPath.hrefs = (path: string) => `#${path}`

/** What stands after the question mark of the screen's address. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => current().slice(pathOf(current()).length + 1))
}
