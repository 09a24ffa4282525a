/**
 * A file on its way. `twin`: its bytes are there already, and somebody is to say which of the two is wanted; `wrong_kind`: it
 * is none of those that are asked for here.
 */
export interface Sending<Made> {
  key: number
  file: File
  /** As it is called there; it may say in which folder it lay. */
  name: string
  state: 'waiting' | 'sending' | 'twin' | 'failed' | 'wrong_kind' | 'done'
  /** 0 to 1. */
  part: number
  error?: unknown
  twin?: Made
  /** What it became. */
  made?: Made
  /** It is wanted beside its twin. */
  isWantedTwice?: boolean
}

interface SendOptions {
  /** @param part 0 to 1 */
  onProgress: (part: number) => void
  signal: AbortSignal
}

/** Sends a file, and says what came of it. */
export type Send<Made> = (entry: Sending<Made>, options: SendOptions) => Promise<Partial<Sending<Made>>>

export interface Chosen {
  file: File
  name: string
}

interface UploadsOptions<Made> {
  send: Send<Made>
  /** More at once would not be faster, and each would be slower. @default 2 */
  atOnce?: number
}

/** Files on their way: each by itself, so that one that fails stops no other. */
export function createUploads<Made>({ send, atOnce = 2 }: UploadsOptions<Made>) {
  const listeners = new Set<() => void>()
  let entries: readonly Sending<Made>[] = []
  let lastKey = 0
  const running = new Map<number, AbortController>()

  function onChange(): void {
    for (const tell of listeners) tell()
  }

  function change(key: number, news: Partial<Sending<Made>>): void {
    entries = entries.map((each) => (each.key === key ? { ...each, ...news } : each))
    onChange()
  }

  async function begin(entry: Sending<Made>): Promise<void> {
    const { key } = entry
    const abort = new AbortController()
    running.set(key, abort)
    change(key, { state: 'sending', part: 0 })
    try {
      change(key, await send(entry, { onProgress: (part) => change(key, { part }), signal: abort.signal }))
    } catch (error) {
      // Whoever cancelled it does not see it any more.
      change(key, { state: 'failed', error })
    } finally {
      running.delete(key)
      goOn()
    }
  }

  function goOn(): void {
    for (const entry of entries) {
      if (running.size >= atOnce) return
      if (entry.state === 'waiting') void begin(entry)
    }
  }

  function remove(keys: ReadonlySet<number>): void {
    for (const key of keys) running.get(key)?.abort()
    entries = entries.filter(({ key }) => !keys.has(key))
    onChange()
  }

  return {
    get entries() {
      return entries
    },

    /** How many have not arrived, and are not held up either. */
    get onTheWay() {
      return entries.filter(({ state }) => state === 'waiting' || state === 'sending').length
    },

    /** @param listener is called whenever something of them changes; what is answered ends that */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    add(files: readonly Chosen[], isWrong: (name: string) => boolean = () => false): void {
      const news = files.map(({ file, name }): Sending<Made> => {
        lastKey += 1
        return { key: lastKey, file, name, part: 0, state: isWrong(name) ? 'wrong_kind' : 'waiting' }
      })
      entries = [...entries, ...news]
      onChange()
      goOn()
    },

    cancel: (...keys: readonly number[]) => remove(new Set(keys)),

    retry(key: number, news: Partial<Sending<Made>> = {}): void {
      change(key, { ...news, state: 'waiting' })
      goOn()
    },

    /** The file that is there is the one that was meant. */
    takeTwin(key: number): void {
      const twin = entries.find((each) => each.key === key)?.twin
      if (twin !== undefined) change(key, { state: 'done', made: twin })
    },

    /** Forgets what is done, or all of it. */
    clear(all = false): void {
      remove(new Set(entries.filter(({ state }) => all || state === 'done').map(({ key }) => key)))
    },
  }
}

export type Uploads<Made> = ReturnType<typeof createUploads<Made>>
