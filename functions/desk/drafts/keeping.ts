import { Refusal } from '../api/refusal.ts'
import type { Book } from './book.ts'
import { parts } from './content.ts'
import type { DraftApi } from './draft-api.ts'
import type { LocalCopies } from './local-copies.ts'
import { createPace, type createTurns } from './pace.ts'
import { isChanged, type PartDraft } from './part-draft.ts'
import type { Troubles } from './trouble.ts'

const quiet = 5_000
const longest = 20_000

interface KeepingOptions {
  id: string
  book: Book
  api: DraftApi
  local: LocalCopies
  device: string
  turns: ReturnType<typeof createTurns>
  troubles: Troubles
  /** Whether it is this window that writes: an older copy of another one must not come in place of what is written now. */
  isWriter: () => boolean
  onChange: () => void
}

/** Calls back before the next picture of the page is drawn; a hidden page draws none. */
function nextFrame(act: () => void): void {
  if (typeof requestAnimationFrame === 'function' && !document.hidden) requestAnimationFrame(act)
  else setTimeout(act, 16)
}

/** Keeps what is typed: at once at this computer, a little later at the server. Never as a revision. */
export function createKeeping(options: KeepingOptions) {
  const { id, book, api, local, device, turns, troubles, isWriter, onChange } = options
  let keptHereAt: number | undefined
  let keptThereAt: number | undefined
  let isFrameAsked = false
  let isStopped = false
  /** The next try is on its way, and will send whatever is there by then. */
  let isWaiting = false
  const pace = createPace(() => void keepThere(), { quiet, longest })
  const drafts = () => parts.map(book.of)

  async function keepHere(): Promise<void> {
    const waiting = drafts().filter(({ fields, isKeptHere }) => fields && !isKeptHere)
    await Promise.all(
      waiting.map(async (draft) => {
        const { key, part, tag, fields = {}, typedAt: at, unanswered } = draft
        const copy = { key, article: id, part, base: tag ?? null, content: fields, at }
        await local.keep(unanswered.length > 0 ? { ...copy, unanswered } : copy)
        if (draft.key === key) draft.isKeptHere = local.trouble === undefined
      }),
    )
    if (waiting.length === 0) return
    if (!local.trouble) keptHereAt = Date.now()
    onChange()
  }

  async function keepPart(draft: PartDraft, isLast: boolean): Promise<void> {
    const { key, part, tag, fields = {}, typedAt } = draft
    const copy = { base: tag ?? null, device, typedAt, content: fields }
    try {
      draft.copyTag = await api.keep(id, part, copy, isLast)
      if (draft.key === key) draft.isKeptThere = true
      keptThereAt = Date.now()
      troubles.over()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The same would be refused again; what is typed next is sent again.
      troubles.refused(error)
    }
  }

  const waiting = () => book.changed().filter(({ isKeptThere }) => !isKeptThere)

  /** One at a time; of several that wait only the last content is sent. */
  async function keepThere(isLast = false): Promise<void> {
    pace.stop()
    if (!isWriter() || (isWaiting && !isLast)) return
    const failure = await turns.take(async () => {
      try {
        for (const draft of waiting()) if (isLast || isWriter()) await keepPart(draft, isLast)
      } catch (error) {
        return { error }
      }
      return undefined
    })
    onChange()
    if (!failure || isStopped || isWaiting) return
    isWaiting = true
    await troubles.wait(failure.error)
    isWaiting = false
    if (!isStopped && waiting().length > 0) await keepThere()
  }

  return {
    get keptHereAt(): number | undefined {
      return keptHereAt
    },
    get keptThereAt(): number | undefined {
      return keptThereAt
    },
    keepHere,
    keepThere,

    changed(): void {
      pace.changed()
      if (isFrameAsked) return
      isFrameAsked = true
      nextFrame(() => {
        isFrameAsked = false
        void keepHere()
      })
    },

    /** Another window is about to write: it reads what this computer has, or else the server. */
    async handOver(): Promise<void> {
      await keepHere()
      if (local.trouble) await keepThere(true)
    },

    /** The page may be gone in a moment. */
    async flush(): Promise<void> {
      await Promise.all([keepHere(), keepThere(true)])
    },

    /** What was saved needs no copy; what was typed since has begun with another revision. */
    async saved(draft: PartDraft, key: string): Promise<void> {
      await local.end({ article: id, part: draft.part, key }, 'saved')
      if (isChanged(draft)) {
        Object.assign(draft, { isKeptHere: false, isKeptThere: false })
        this.changed()
        return
      }
      const { copyTag } = draft
      Object.assign(draft, { isKeptHere: true, isKeptThere: true, copyTag: undefined })
      // It expires by itself, if this fails.
      if (copyTag) await turns.take(() => api.drop(id, draft.part, copyTag)).catch(() => undefined)
    },

    stop(): void {
      isStopped = true
      pace.stop()
    },
  }
}

export type Keeping = ReturnType<typeof createKeeping>
