import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since the epoch. */
  expires: number
}

/** Begun sign-ins of strangers count too, and each of them takes a few entries. */
const maxEntries = 5_000

/**
 * Where the user pool of this machine keeps sessions, codes and tokens: in memory, until it stops. The oldest go first, and
 * whoever they belong to signs in again.
 */
export function createMemoryAdapter(): (name: string) => Adapter {
  const entries = new Map<string, Entry>()

  /** A session that is used is written again, and so is never among the oldest. */
  function keep(key: string, entry: Entry): void {
    entries.delete(key)
    entries.set(key, entry)
    for (const [oldest, { expires }] of entries) {
      if (entries.size <= maxEntries && expires > Date.now()) break
      entries.delete(oldest)
    }
  }

  function read(key: string): AdapterPayload | undefined {
    const entry = entries.get(key)
    return entry && entry.expires > Date.now() ? entry.payload : undefined
  }

  return (name) => {
    const keyOf = (id: string) => `${name}:${id}`
    const findBy = (matches: (payload: AdapterPayload) => boolean) =>
      [...entries.keys()]
        .filter((key) => key.startsWith(`${name}:`))
        .map(read)
        .find((payload) => payload && matches(payload))
    return {
      async upsert(id, payload, expiresIn) {
        const expires = expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY
        keep(keyOf(id), { payload, expires })
      },
      find: async (id) => read(keyOf(id)),
      findByUid: async (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = read(keyOf(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      async destroy(id) {
        entries.delete(keyOf(id))
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
      },
    }
  }
}
