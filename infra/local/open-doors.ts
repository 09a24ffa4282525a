import { region, secretIn } from '../cloud/key-pair.ts'
import { close, listen } from '../cloud/listen.ts'
import { createVerifier } from '../cloud/signature.ts'
import type { Log } from './data-folder.ts'
import { createAdminDoor, createOriginDoor } from './doors.ts'
import type { Functions } from './functions.ts'
import type { SigningKey } from './keys.ts'
import { noteRefusals } from './refusals.ts'
import type { Lending } from './sign-in/lending.ts'

interface Options {
  functions: Functions
  keys: readonly SigningKey[]
  /** Credentials of people who have signed in at the desk. */
  lending: Lending
  /** Where the desk is served from. */
  siteUrl: string
  ports: { admin: number; origin: number }
  log: Log
}

/** Opens what stands before the functions: the editors' API, and the reader's origin. */
export async function openDoors({ functions, keys, lending, siteUrl, ports, log }: Options) {
  const onFailure = (error: unknown) =>
    log.note({ level: 'error', message: 'a function failed', detail: String(error) })

  const onRefusal = noteRefusals(log)

  const origin = createOriginDoor({ invoke: functions.site.invoke, onRefusal, onFailure })
  const admin = createAdminDoor({
    invoke: functions.admin.invoke,
    keys,
    lending,
    deskOrigin: () => siteUrl,
    verifier: createVerifier({
      service: 'execute-api',
      region,
      secretOf: (id) => secretIn(keys)(id) ?? lending.secretOf(id),
      sessionTokenOf: lending.sessionTokenOf,
    }),
    onRefusal,
    onFailure,
  })
  const doors = [origin, admin]

  async function closeAll(): Promise<void> {
    await Promise.all(doors.filter((door) => door.listening).map(close))
  }
  try {
    return {
      addresses: {
        origin: `http://localhost:${await listen(origin, ports.origin, 'ORIGIN_PORT')}`,
        admin: `http://localhost:${await listen(admin, ports.admin, 'ADMIN_PORT')}`,
      },
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
