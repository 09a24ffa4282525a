import { type AdminClient, Refused } from '../../../functions/moving-in/admin-client.ts'

/** Calls of the API that the local functions take well at once. */
export const callsAtOnce = 4

/** One act on a chain, which makes one revision of it; it is given the entity tag of the one before. */
export type Step = (etag: string) => Promise<{ etag: string }>

/** How many revisions a chain has, by its entity tag (`"3-1f0c6a52"`). */
const revisionsIn = (etag: string) => Number(/^"(\d+)/u.exec(etag)?.[1] ?? 0)

/** Somebody has gone on with it meanwhile, so that it is not as it was left. */
const isTheirs = (error: unknown) => error instanceof Refused && [403, 404, 409, 412].includes(error.status)

/**
 * Takes the steps on the chain at an address of the API that were not taken before the filling was cut short: as many as it
 * has revisions were.
 */
export async function goOn(client: AdminClient, path: string, steps: readonly Step[]): Promise<void> {
  let etag = (await client.find(path))?.etag ?? ''
  try {
    for (const step of steps.slice(revisionsIn(etag))) etag = (await step(etag)).etag
  } catch (error) {
    if (!isTheirs(error)) throw error
  }
}

/** Writes what is not there yet; what is there was written before the filling was cut short. */
export async function createOnce(client: AdminClient, path: string, content: unknown) {
  try {
    return await client.create(path, content)
  } catch (error) {
    if (error instanceof Refused && error.status === 412) return await client.get(path)
    throw error
  }
}
