import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Fields, Part } from './content.ts'
import type { Save } from './part-draft.ts'

/** What somebody typed in a part, as this computer keeps it. */
export interface LocalCopy {
  /** Of the content as it is: by it a save of it is known when it comes again. */
  key: string
  article: string
  part: Part
  /** Tag of the part that it began with; null for a new text. */
  base: string | null
  content: Fields
  /** When it was typed, UTC. */
  at: string
  /** Saves of what stood there before, which were on their way; the last one first. */
  unanswered?: readonly Save[]
  /** It has become a revision, or was given up. */
  end?: 'saved' | 'discarded'
}

type Stored = LocalCopy & { person: string; minute: string }

interface Schema extends DBSchema {
  current: { key: [string, string, string]; value: Stored }
  older: { key: [string, string, string, string]; value: Stored }
}

/** Why this computer cannot keep anything: it has no room, or the browser forbids it (a private window). */
export type LocalTrouble = 'full' | 'forbidden'

const mostOlder = 20
const longest = 30 * 86_400_000

export interface LocalCopies {
  /** Undefined as long as this computer keeps what it is given. */
  readonly trouble: LocalTrouble | undefined
  /** Keeps it in place of the last one, which stays as an older one if it is of another minute. */
  keep(copy: LocalCopy): Promise<void>
  /** Keeps it among the older ones alone. */
  keepAside(copy: LocalCopy): Promise<void>
  /** The last ones of an article, that were not saved. */
  unsaved(article: string): Promise<LocalCopy[]>
  /** Of all articles. */
  allUnsaved(): Promise<LocalCopy[]>
  /** Older ones of an article, the last one first. */
  older(article: string): Promise<LocalCopy[]>
  /** It was saved, or given up: it stays among the older ones. A newer one is left where it is. */
  end(copy: Pick<LocalCopy, 'article' | 'part' | 'key'>, how: 'saved' | 'discarded'): Promise<void>
}

const minuteOf = (at: string) => at.slice(0, 16)

/** Every key that begins with these words. */
const startsWith = (...words: string[]) => IDBKeyRange.bound(words, [...words, []])

const troubleOf = (error: unknown): LocalTrouble =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'forbidden'

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('bantin-drafts', 1, {
    upgrade(database) {
      database.createObjectStore('current', { keyPath: ['person', 'article', 'part'] })
      database.createObjectStore('older', { keyPath: ['person', 'article', 'part', 'minute'] })
    },
  })
}

/**
 * What one person typed at this computer: for each part of an article the last copy, and the twenty before it, one for each
 * minute of work, for 30 days. Where the browser keeps nothing, it says so and goes on.
 */
export function createLocalCopies(person: string, now: () => number = Date.now): LocalCopies {
  let trouble: LocalTrouble | undefined
  let database: Promise<IDBPDatabase<Schema>> | undefined

  async function using<Of>(act: (database: IDBPDatabase<Schema>) => Promise<Of>, otherwise: Of): Promise<Of> {
    try {
      database ??= open()
      const done = await act(await database)
      trouble = undefined
      return done
    } catch (error) {
      trouble = troubleOf(error)
      if (trouble === 'forbidden') database = undefined
      return otherwise
    }
  }

  const stored = (copy: LocalCopy): Stored => ({ ...copy, person, minute: minuteOf(copy.at) })
  const given = ({ person: _, minute: __, ...copy }: Stored): LocalCopy => copy
  const isFresh = ({ at }: LocalCopy) => Date.parse(at) + longest > now()

  /** The last copy of each part, so that the next one can be written without reading first: a page may be gone by then. */
  const last = new Map<string, Stored>()
  const nameOf = ({ article, part }: Pick<LocalCopy, 'article' | 'part'>) => `${article} ${part}`

  async function forgetOldest(base: IDBPDatabase<Schema>, { article, part }: LocalCopy): Promise<void> {
    const { store, done } = base.transaction('older', 'readwrite')
    const keys = await store.getAllKeys(startsWith(person, article, part))
    for (const key of keys.slice(0, -mostOlder)) await store.delete(key)
    await done
  }

  async function current(base: IDBPDatabase<Schema>, ...of: string[]): Promise<LocalCopy[]> {
    const all = (await base.getAll('current', startsWith(person, ...of))).filter(isFresh)
    for (const copy of all) if (!last.has(nameOf(copy))) last.set(nameOf(copy), copy)
    return all.map(given)
  }

  return {
    get trouble() {
      return trouble
    },

    keep: (copy) =>
      using(async (base) => {
        const next = stored(copy)
        const before = last.get(nameOf(copy))
        last.set(nameOf(copy), next)
        const isNewMinute = before !== undefined && before.minute !== next.minute
        // One transaction: whatever happens in between, nothing is gone. They take effect in the order in which they begin.
        const written = base.transaction(['current', 'older'], 'readwrite')
        if (isNewMinute) void written.objectStore('older').put(before)
        void written.objectStore('current').put(next)
        await written.done
        if (isNewMinute) await forgetOldest(base, copy)
      }, undefined),

    keepAside: (copy) =>
      using(async (base) => {
        await base.put('older', stored(copy))
        await forgetOldest(base, copy)
      }, undefined),

    unsaved: (article) => using((base) => current(base, article), []),
    allUnsaved: () => using((base) => current(base), []),

    older: (article) =>
      using(async (base) => {
        const all = await base.getAll('older', startsWith(person, article))
        for (const copy of all.filter((each) => !isFresh(each)))
          await base.delete('older', [person, article, copy.part, copy.minute])
        const fresh = all.filter(isFresh).map(given)
        return fresh.sort((a, b) => (a.at < b.at ? 1 : -1))
      }, []),

    end: ({ article, part, key }, how) =>
      using(async (base) => {
        const written = base.transaction(['current', 'older'], 'readwrite')
        const copy = await written.objectStore('current').get([person, article, part])
        if (copy?.key === key) {
          void written.objectStore('older').put({ ...copy, end: how })
          void written.objectStore('current').delete([person, article, part])
          if (last.get(nameOf(copy))?.key === key) last.delete(nameOf(copy))
        }
        await written.done
      }, undefined),
  }
}
