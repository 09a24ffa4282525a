import type { createMovingDoor } from '../admin/moving-door.ts'
import { type AdminClient, createClient } from '../moving-in/admin-client.ts'

/**
 * The editors' door as a person asks it, by their principal as the gateway would tell it. The door itself looks up who that
 * is now, and what they may do.
 */
export function createClientOf(door: ReturnType<typeof createMovingDoor>) {
  return function clientOf(principal: string): AdminClient {
    return createClient(async (path, init) => {
      const requestContext = {
        requestId: crypto.randomUUID(),
        authorizer: { iam: { userId: principal } },
      }
      return await door.request(path, init, { event: { requestContext } })
    })
  }
}
