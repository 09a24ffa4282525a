import type { Credentials } from './identity.ts'

/** Credentials are renewed when they have less than this left, so that no request is on its way when they end. */
const margin = 5 * 60_000

/** Holds what was lent. Whoever asks while it is being renewed waits for the same renewal. */
export function createCredentialsHolder(lend: () => Promise<Credentials>, now: () => number) {
  let held: Credentials | undefined
  let renewal: Promise<Credentials> | undefined

  function renew(): Promise<Credentials> {
    renewal ??= lend()
      .then((credentials) => {
        held = credentials
        return credentials
      })
      .finally(() => {
        renewal = undefined
      })
    return renewal
  }

  return {
    async current(): Promise<Credentials> {
      return held && held.expires - now() > margin ? held : await renew()
    },
    /** In place of those that were turned away, unless somebody else has renewed them meanwhile. */
    async insteadOf(refused: Credentials): Promise<Credentials> {
      return held && held !== refused && !renewal ? held : await renew()
    },
    forget(): void {
      held = undefined
    },
  }
}
