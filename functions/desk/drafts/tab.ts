/** How long another window is given to keep what it has, in milliseconds, before it is written here without it. */
const patience = 3_000

/** Locks that this window is giving back: it may ask for one again at once. */
const leaving = new Map<string, Promise<void>>()

interface TabOptions {
  /** Of what is written: the same in every window of one person. */
  name: string
  /** Another window asks to write: what is unsaved must be kept before this resolves. */
  onAsked(): Promise<void>
  /** This window writes no more. */
  onLost(): void
}

/**
 * Of several windows of one person, one writes an article; another reads, until it takes over (Web Locks). A window that
 * hangs is not waited for.
 */
export function createTab({ name, onAsked, onLost }: TabOptions) {
  const locks = globalThis.navigator?.locks
  const channel = locks && typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined
  let release: (() => void) | undefined
  let isWriter = false
  let held: Promise<void> = Promise.resolve()

  function lost(): void {
    if (!isWriter) return
    isWriter = false
    release = undefined
    onLost()
  }

  /** Asks for the lock, and holds it until `release`. */
  function request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const asked = locks.request(name, options, async (lock) => {
        if (!lock) return resolve(false)
        isWriter = true
        const until = new Promise<void>((end) => {
          release = end
        })
        resolve(true)
        await until
      })
      held = asked.then(
        () => undefined,
        () => {
          // Taken by another window, or given up.
          resolve(false)
          lost()
        },
      )
    })
  }

  if (channel)
    channel.onmessage = async () => {
      if (!isWriter) return
      const end = release
      await onAsked().catch(() => undefined)
      lost()
      end?.()
    }

  return {
    get isWriter(): boolean {
      return isWriter
    },

    /** Whether this window is the one that writes. */
    async enter(): Promise<boolean> {
      await leaving.get(name)
      if (locks) return await request({ ifAvailable: true })
      isWriter = true
      return true
    },

    async takeOver(): Promise<void> {
      if (isWriter) return
      channel?.postMessage('give')
      const asking = new AbortController()
      const timer = setTimeout(() => asking.abort(), patience)
      const isGiven = await request({ signal: asking.signal })
      clearTimeout(timer)
      if (!isGiven) await request({ steal: true })
    },

    leave(): void {
      const end = release
      isWriter = false
      release = undefined
      end?.()
      if (end) leaving.set(name, held)
      channel?.close()
    },
  }
}

export type Tab = ReturnType<typeof createTab>
