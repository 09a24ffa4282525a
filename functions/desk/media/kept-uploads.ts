import type { Api } from '../api/api.ts'
import type { Uploads } from './uploads.ts'

/**
 * Files that go on their way while somebody looks at other screens, by what they are for; whoever closes the window before
 * they have arrived is asked first.
 */
export function createKept<Made>(make: (api: Api, goal: string) => Uploads<Made>) {
  const kept = new Map<string, Uploads<Made>>()
  const warn = (event: BeforeUnloadEvent) => {
    if ([...kept.values()].some(({ onTheWay }) => onTheWay > 0)) event.preventDefault()
  }
  return (api: Api, goal: string): Uploads<Made> => {
    const known = kept.get(goal)
    if (known) return known
    const uploads = make(api, goal)
    if (kept.size === 0) addEventListener('beforeunload', warn)
    kept.set(goal, uploads)
    return uploads
  }
}
