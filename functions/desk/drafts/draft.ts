import type { Refusal } from '../api/refusal.ts'
import { createBook } from './book.ts'
import type { ArticleContent, Fields, Part } from './content.ts'
import type { ArticleAnswer, DraftApi, Other } from './draft-api.ts'
import { createKeeping } from './keeping.ts'
import type { LocalCopies, LocalTrouble } from './local-copies.ts'
import type { Meanwhile } from './meanwhile.ts'
import { createOffers, type Offer } from './offers.ts'
import { createTurns } from './pace.ts'
import { isChanged } from './part-draft.ts'
import { createSaving } from './saving.ts'
import { createTab } from './tab.ts'
import { createTroubles, type Trouble } from './trouble.ts'

/**
 * Where what is written is. `here`: at this computer; `server`: there as well, as a copy; `saved`: it is a revision. `unkept`:
 * nowhere but on the screen. `elsewhere`: another window of the same person writes.
 */
export type DraftState =
  | 'clean'
  | 'unkept'
  | 'here'
  | 'server'
  | 'saving'
  | 'saved'
  | 'offline'
  | 'signed_out'
  | 'trouble'
  | 'refused'
  | 'conflict'
  | 'elsewhere'

/** All that a screen shows of a draft. It is another object whenever something of it is different. */
export interface DraftView {
  state: DraftState
  content: ArticleContent
  /** Grows when `content` was changed by something else than `set`: what shows it shows it again. */
  generation: number
  /** Parts that say something else than what is saved. */
  changed: readonly Part[]
  /** Of the last revision that is known; undefined for a new article. */
  number: number | undefined
  /** Milliseconds of the clock. */
  keptHereAt: number | undefined
  keptThereAt: number | undefined
  savedAt: number | undefined
  isReadOnly: boolean
  isSaving: boolean
  trouble: Trouble | undefined
  /** Why this computer keeps nothing. */
  localTrouble: LocalTrouble | undefined
  /** What the last save was refused for, and of which part; undefined for all of a new article. */
  refused: { part: Part | undefined; refusal: Refusal } | undefined
  conflict: Meanwhile | undefined
  merged: Meanwhile | undefined
  offers: readonly Offer[]
  /** Who else is writing. */
  others: readonly Other[]
}

export interface DraftOptions {
  id: string
  person: string
  api: DraftApi
  local: LocalCopies
  /** Which computer this is, as it is shown at another one. */
  device: string
  /** With what a new article begins. */
  start?: ArticleContent
  onSaved?: (answer: ArticleAnswer) => void
}

/**
 * One open article. What is typed is kept at this computer at once, at the server a little later, and becomes a revision when
 * somebody asks for it. No answer of the server ever changes what is on the screen; only a merge does, which somebody sees.
 */
export function createDraft({ id, person, api, local, device, start, onSaved }: DraftOptions) {
  const listeners = new Set<() => void>()
  let view: DraftView | undefined
  const changed = () => {
    view = undefined
    for (const listener of listeners) listener()
  }
  const book = createBook()
  const turns = createTurns()
  const troubles = () => createTroubles(changed)
  const [copying, asking] = [troubles(), troubles()]
  const tab = createTab({
    name: `bantin-draft ${person} ${id}`,
    onAsked: () => keeping.handOver(),
    onLost: changed,
  })
  const keeping = createKeeping({
    ...{ id, book, api, local, device, turns, troubles: copying, onChange: changed },
    isWriter: () => tab.isWriter,
  })
  const saving = createSaving({
    ...{ id, book, api, keeping, turns, troubles: asking, onChange: changed },
    onSaved: (answer) => {
      latest = answer
      onSaved?.(answer)
    },
  })
  const offers = createOffers({ id, book, api, local })
  let others: readonly Other[] = []
  let latest: ArticleAnswer | undefined
  const stops: (() => void)[] = []
  const trouble = () => asking.current ?? copying.current
  function wake(): void {
    asking.wake()
    copying.wake()
  }

  function stateNow(): DraftState {
    if (!tab.isWriter) return 'elsewhere'
    if (saving.conflict) return 'conflict'
    if (saving.refused) return 'refused'
    const kind = trouble()?.kind
    if (kind === 'offline' || kind === 'signed_out') return kind
    if (kind) return 'trouble'
    if (saving.isRunning) return 'saving'
    const waiting = book.changed()
    if (waiting.length === 0) return saving.savedAt === undefined ? 'clean' : 'saved'
    if (waiting.every(({ isKeptThere }) => isKeptThere)) return 'server'
    return local.trouble ? 'unkept' : 'here'
  }

  async function read(goOn: boolean, known?: ArticleAnswer | null): Promise<void> {
    const [answer, here, there] = await Promise.all([
      known === undefined ? api.find(id).catch((error: unknown) => ({ error })) : (known ?? undefined),
      local.unsaved(id),
      api.copies(id).catch(() => ({ own: [], others: [] })),
    ])
    const isLost = answer !== undefined && 'error' in answer
    // Without an answer there is only what this computer has.
    if (isLost && here.length === 0) throw answer.error
    book.isUnread = isLost
    if (!isLost) {
      latest = answer

      // What this window had is what the other one went on from.
      if (goOn && (answer || here.length + there.own.length > 0)) book.forget()
      if (answer) book.take(answer)
    }
    if (book.number === undefined && start && book.changed().length === 0) book.begin(start)
    others = there.others
    await offers.look(here, there.own, goOn || !answer || isLost)
    changed()
  }

  function listen(): void {
    if (typeof document === 'undefined') return
    const on = (target: EventTarget, type: string, act: () => void) => {
      target.addEventListener(type, act)
      stops.push(() => target.removeEventListener(type, act))
    }
    const leave = () => void keeping.flush()
    on(window, 'pagehide', leave)
    on(window, 'blur', leave)
    on(document, 'visibilitychange', () => (document.hidden ? leave() : wake()))
    on(window, 'online', wake)
  }

  return {
    id,

    get view(): DraftView {
      view ??= {
        state: stateNow(),
        content: book.content,
        generation: book.generation,
        changed: book.changed().map(({ part }) => part),
        number: book.number,
        ...{ keptHereAt: keeping.keptHereAt, keptThereAt: keeping.keptThereAt, savedAt: saving.savedAt },
        ...{ isReadOnly: !tab.isWriter, isSaving: saving.isRunning, trouble: trouble() },
        ...{ localTrouble: local.trouble, refused: saving.refused, conflict: saving.conflict },
        ...{ merged: saving.merged, offers: offers.open, others },
      }
      return view
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** The article as it was last read or saved here. */
    get answer(): ArticleAnswer | undefined {
      return latest
    },

    /**
     * Reads what is saved, and what was not. `known`: the article, where it was just read; null where it is new. Throws what
     * keeps it from being read, unless this computer has a copy.
     */
    async open(known?: ArticleAnswer | null): Promise<void> {
      listen()
      await tab.enter()
      await read(false, known)
    },

    /**
     * What somebody typed in fields of a part; one that is undefined is taken out. `seen`: the generation that their view
     * shows.
     */
    set(part: Part, fields: Fields, seen: number = book.generation): void {
      if (!tab.isWriter) {
        // Typed while another window took over: it stays among the older ones.
        const { tag, fields: shown } = book.of(part)
        const copy = { key: crypto.randomUUID(), article: id, part, base: tag ?? null }
        void local.keepAside({ ...copy, content: { ...shown, ...fields }, at: new Date().toISOString() })
        return
      }
      if (!isChanged(book.of(part))) void offers.giveWay(part)
      book.set(part, fields, seen)
      keeping.changed()
      changed()
    },

    /**
     * Saves what is changed at this moment. Throws what it was refused for (`Refusal`), that something is to be decided first
     * (`Undecided`), or that no answer came (`DeskFailure`): then it is asked again by itself, as the same save.
     */
    save: saving.save,
    /** Answers what was asked, and saves. */
    settle: saving.settle,
    postpone: saving.postpone,

    /** Tries at once what waits for its next try. */
    retry: wake,
    /** Keeps what is written wherever it can be kept. */
    flush: keeping.flush,

    /** A revision was read elsewhere: parts that nobody changed here follow it. */
    take(answer: ArticleAnswer): void {
      if (saving.isRunning || (book.number ?? 0) >= answer.revision.number) return
      latest = answer
      book.take(answer)
      changed()
    },

    async accept(part: Part): Promise<void> {
      await offers.accept(part)
      keeping.changed()
      changed()
    },

    async discard(part: Part): Promise<void> {
      await offers.discard(part)
      changed()
    },

    /** Brings back an older copy; what is there instead stays among the older ones. */
    async restore(part: Part, fields: Fields): Promise<void> {
      await offers.putAside(part)
      book.replace(part, fields)
      keeping.changed()
      changed()
    },

    /** Writes in this window what another one of the same person was writing. */
    async writeHere(): Promise<void> {
      await tab.takeOver()
      await read(true)
    },

    /** Keeps what there is, and lets another window write. */
    async close(): Promise<void> {
      const flushed = keeping.flush()
      keeping.stop()
      for (const stop of stops) stop()
      // What is on its way arrives; another window need not wait for it.
      tab.leave()
      await flushed
    },
  }
}

export type Draft = ReturnType<typeof createDraft>
