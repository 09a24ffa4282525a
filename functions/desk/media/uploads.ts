import { extensionOf, formats, type MediaKind } from '../../domain/library/formats.ts'
import type { Api } from '../api/api.ts'
import { digestOf } from './digest.ts'
import type { LibraryFile } from './library.ts'
import { upload } from './upload.ts'

/**
 * A file on its way. `twin`: the library has its bytes already, and somebody is to say which of the two is wanted;
 * `wrong_kind`: it is none of those that are asked for here.
 */
export interface Sending {
  key: number
  file: File
  state: 'waiting' | 'sending' | 'twin' | 'failed' | 'wrong_kind' | 'done'
  /** 0 to 1. */
  part: number
  error?: unknown
  twin?: LibraryFile
  /** What it became in the library. */
  made?: LibraryFile
  /** It is wanted beside its twin. */
  isWantedTwice?: boolean
}

/** More at once would not be faster, and each would be slower. */
const atOnce = 2

/** A file of the library with these bytes that articles may use. */
async function findTwin(api: Api, file: File, signal: AbortSignal): Promise<LibraryFile | undefined> {
  const digest = await digestOf(file)
  if (!digest) return undefined
  const query = new URLSearchParams({ digest, status: 'ready', limit: '1' })
  const { data } = await api.read<{ media: LibraryFile[] }>(`/media?${query}`, { signal })
  return data.media[0]
}

/** Files on their way into the library: each by itself, so that one that fails stops no other. */
export function createUploads(api: Api, onChange: () => void) {
  let entries: readonly Sending[] = []
  let lastKey = 0
  const running = new Map<number, AbortController>()

  function change(key: number, news: Partial<Sending>): void {
    entries = entries.map((each) => (each.key === key ? { ...each, ...news } : each))
    onChange()
  }

  async function send({ key, file, isWantedTwice }: Sending): Promise<void> {
    const abort = new AbortController()
    running.set(key, abort)
    const { signal } = abort
    change(key, { state: 'sending', part: 0 })
    try {
      const twin = isWantedTwice ? undefined : await findTwin(api, file, signal)
      if (twin) change(key, { state: 'twin', twin })
      else {
        const made = await upload(api, file, { onProgress: (part) => change(key, { part }), signal })
        change(key, { state: 'done', made })
      }
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
      if (entry.state === 'waiting') void send(entry)
    }
  }

  function remove(keys: readonly number[]): void {
    for (const key of keys) running.get(key)?.abort()
    entries = entries.filter(({ key }) => !keys.includes(key))
    onChange()
  }

  return {
    get entries() {
      return entries
    },

    add(files: readonly File[], kinds: readonly MediaKind[]): void {
      const news = files.map((file): Sending => {
        lastKey += 1
        const extension = extensionOf(file.name)
        // What the library takes at all, it says itself.
        const isWrong = extension !== undefined && !kinds.includes(formats[extension].kind)
        return { key: lastKey, file, part: 0, state: isWrong ? 'wrong_kind' : 'waiting' }
      })
      entries = [...entries, ...news]
      onChange()
      goOn()
    },

    cancel: (key: number) => remove([key]),

    retry(key: number, news: Partial<Sending> = {}): void {
      change(key, { ...news, state: 'waiting' })
      goOn()
    },

    /** The file that is there is the one that was meant. */
    takeTwin(key: number): void {
      const twin = entries.find((each) => each.key === key)?.twin
      if (twin) change(key, { state: 'done', made: twin })
    },

    /** Forgets what is done, or all of it. */
    clear(all = false): void {
      remove(entries.filter(({ state }) => all || state === 'done').map(({ key }) => key))
    },
  }
}

export type Uploads = ReturnType<typeof createUploads>
