import type { Log } from './data-folder.ts'
import { createAdminDoor, createOriginDoor } from './doors.ts'
import type { Functions } from './functions.ts'
import { createFunctionsApi } from './functions-api.ts'
import { administratorOf, type KeyPair, region, type SigningKey } from './keys.ts'
import { close, listen } from './listen.ts'
import { createVerifier } from './signature.ts'

interface Options {
  /** Tells this run from all others. */
  run: string
  functions: Functions
  keys: readonly SigningKey[]
  ports: { admin: number; origin: number }
  log: Log
}

/** Finds the secret of a key by its id. */
export function secretIn(keys: readonly KeyPair[]) {
  return (id: string) => keys.find(({ accessKeyId }) => accessKeyId === id)?.secretAccessKey
}

/** Opens what stands before the functions: the editors' API, the reader's origin, and the API that invokes functions. */
export async function openDoors({ run, functions, keys, ports, log }: Options) {
  const onFailure = (error: unknown) =>
    log.note({ level: 'error', message: 'a function failed', detail: String(error) })

  const origin = createOriginDoor(functions.site.invoke, onFailure)
  const admin = createAdminDoor({
    invoke: functions.admin.invoke,
    keys,
    verifier: createVerifier({ service: 'execute-api', region, secretOf: secretIn(keys) }),
    onRefusal: (refusal) => log.note({ level: 'warn', message: 'refused', ...refusal }),
    onFailure,
  })
  const api = createFunctionsApi({
    run,
    functions: new Map([['publisher', functions.publisher.invoke]]),
    verifier: createVerifier({ service: 'lambda', region, secretOf: secretIn([administratorOf(keys)]) }),
  })
  const doors = [origin, admin, api]

  async function closeAll(): Promise<void> {
    await Promise.all(doors.filter((door) => door.listening).map(close))
  }
  try {
    return {
      addresses: {
        origin: `http://localhost:${await listen(origin, ports.origin, 'ORIGIN_PORT')}`,
        admin: `http://localhost:${await listen(admin, ports.admin, 'ADMIN_PORT')}`,
        functions: `http://127.0.0.1:${await listen(api)}`,
      },
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
