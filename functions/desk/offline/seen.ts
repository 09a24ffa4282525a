import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** What somebody saw, as this computer keeps it for when there is no network. */
export interface Seen {
  data: unknown
  /** When it was read, in milliseconds since the epoch. */
  at: number
}

interface Stored extends Seen {
  person: string
  /** What was asked for. */
  question: string
}

interface Schema extends DBSchema {
  seen: { key: [string, string]; value: Stored; indexes: { at: number } }
}

/** Somebody has signed out in this window; what is still on its way to it is not kept. */
let isOver = false

/** Lists and articles; an article of usual length takes 20 kB. */
const most = 300
const longest = 14 * 86_400_000

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('bantin-seen', 1, {
    upgrade(database) {
      database.createObjectStore('seen', { keyPath: ['person', 'question'] }).createIndex('at', 'at')
    },
  })
}

/** Leaves what is this person's, fresh, and within bounds. */
async function tidy(database: IDBPDatabase<Schema>, person: string): Promise<void> {
  const { store, done } = database.transaction('seen', 'readwrite')
  const count = await store.count()
  let place = 0
  for (let cursor = await store.index('at').openCursor(); cursor; cursor = await cursor.continue()) {
    const isTooMuch = place < count - most
    place += 1
    if (isTooMuch || cursor.value.person !== person || cursor.value.at < Date.now() - longest)
      await cursor.delete()
  }
  await done
}

/** What one person saw at this computer. Where the browser keeps nothing, nothing is found. */
export function createSeen(person: string) {
  let database: Promise<IDBPDatabase<Schema>> | undefined

  async function using<Of>(act: (database: IDBPDatabase<Schema>) => Promise<Of>): Promise<Of | undefined> {
    if (isOver) return undefined
    try {
      database ??= open().then(async (opened) => {
        // What one person saw is not left to the next.
        await tidy(opened, person)
        return opened
      })
      return await act(await database)
    } catch {
      database = undefined
      return undefined
    }
  }

  return {
    keep: (question: string, { data, at }: Seen) =>
      using(async (base) => void (await base.put('seen', { person, question, data, at }))),
    find: (question: string): Promise<Seen | undefined> =>
      using((base) => base.get('seen', [person, question])),
  }
}

/** Nothing of it stays when somebody signs out. */
export async function forgetSeen(): Promise<void> {
  isOver = true
  try {
    const database = await open()
    await database.clear('seen')
    database.close()
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
