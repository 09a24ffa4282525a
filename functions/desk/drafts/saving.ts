import type { Answers, PartMerge } from '../../domain/merge/article.ts'
import { Refusal } from '../api/refusal.ts'
import { type Book, statusOf } from './book.ts'
import { type Fields, type Part, parts, placementIn } from './content.ts'
import type { ArticleAnswer, DraftApi } from './draft-api.ts'
import type { Keeping } from './keeping.ts'
import { isSameQuestion, type Meanwhile, outcomeOf, Undecided } from './meanwhile.ts'
import { createTurns } from './pace.ts'
import type { PartDraft, Save } from './part-draft.ts'
import type { Troubles } from './trouble.ts'

interface SavingOptions {
  id: string
  book: Book
  api: DraftApi
  keeping: Keeping
  turns: ReturnType<typeof createTurns>
  troubles: Troubles
  onChange: () => void
  onSaved: (answer: ArticleAnswer) => void
}

/** Makes revisions of what was typed, when somebody asks for it, and only then. */
export function createSaving(options: SavingOptions) {
  const { id, book, api, keeping, turns, troubles, onChange, onSaved } = options
  const acts = createTurns()
  let running = 0
  let savedAt: number | undefined
  let refused: { part: Part | undefined; refusal: Refusal } | undefined
  let open: { latest: ArticleAnswer; meanwhile: Meanwhile; merges: Map<Part, PartMerge> } | undefined
  let merged: Meanwhile | undefined
  /** Parts into which something was merged that is not saved yet. */
  const mergedParts = new Set<Part>()
  /** Whoever asked for a save is told of the first answer that does not come; the save itself goes on. */
  let onLost: ((error: unknown) => void) | undefined

  /** No word changes where only the placement does, so what was approved may stay so. Of drafts it is all the same. */
  function placementOf({ part, sent, fields }: PartDraft): Fields | undefined {
    const isAhead = parts.some((each) => ![undefined, 'draft'].includes(book.of(each).status))
    return part === 'shared' && sent && fields && isAhead ? placementIn(sent, fields) : undefined
  }

  function capture(): Save[] {
    const changed = book.changed()
    const entry = ({ part, fields = {}, key }: PartDraft) => [part, { fields, key }] as const
    if (book.number !== undefined)
      return changed.map((each) => ({
        parts: new Map([entry(each)]),
        key: each.key,
        tag: each.tag,
        isMerge: mergedParts.has(each.part),
        placement: placementOf(each),
      }))
    const all = parts.map(book.of).filter(({ fields }) => fields)
    const [first] = changed
    return first
      ? [
          {
            parts: new Map(all.map(entry)),
            // Another act than a save of the same words: what was typed here may be saved as one, where the article is there by then.
            key: `new-${first.key}`,
            tag: undefined,
            isMerge: false,
            content: book.content,
          },
        ]
      : []
  }

  /** Asks until there is an answer: yes, or no (`Refusal`). */
  async function ask<Of>(send: () => Promise<Of>): Promise<Of> {
    for (;;) {
      try {
        const answer = await turns.take(send)
        troubles.over()
        return answer
      } catch (error) {
        if (error instanceof Refusal) {
          troubles.over()
          throw error
        }
        onLost?.(error)
        await troubles.wait(error)
      }
    }
  }

  async function send({
    parts: written,
    key,
    tag,
    isMerge,
    placement,
    content,
  }: Save): Promise<ArticleAnswer> {
    const [first] = written
    if (content || !first) return await api.create(id, content ?? book.content, key)
    return await api.save(id, first[0], first[1].fields, { key, tag, isMerge, placement })
  }

  async function perform(job: Save): Promise<'saved' | 'stale'> {
    let answer: ArticleAnswer
    // Where the window is killed before the answer is there, the next one asks for it.
    const drafts = [...job.parts.keys()].map(book.of)
    for (const draft of drafts)
      Object.assign(draft, { unanswered: [job, ...draft.unanswered], isKeptHere: false })
    void keeping.keepHere()
    try {
      answer = await ask(() => send(job))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      for (const draft of drafts) draft.unanswered = draft.unanswered.filter((each) => each !== job)
      if (error.status === 412) return 'stale'
      const [part] = job.parts.keys()
      refused = { part: job.content ? undefined : part, refusal: error }
      throw error
    }
    for (const [part, { fields }] of job.parts) {
      book.saved(part, fields, answer)
      mergedParts.delete(part)
    }
    savedAt = Date.now()
    onChange()
    onSaved(answer)
    for (const [part, { key }] of job.parts) await keeping.saved(book.of(part), key)
    return 'saved'
  }

  /**
   * The answer to a save that was on its way when its window was killed; undefined where it never arrived. Another revision
   * has followed its tag by now, so that to send it once more asks, and writes nothing.
   */
  async function answerOf(save: Save): Promise<ArticleAnswer | undefined> {
    try {
      return await ask(() => send(save))
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }

  /** From where somebody went on with a part: what was saved last from here, or what a copy began with. */
  async function findBase(draft: PartDraft): Promise<void> {
    const { part, tag } = draft
    for (const save of draft.unanswered) {
      const own = await answerOf(save)
      if (own) return book.arrived(part, save.parts.get(part)?.fields, own)
    }
    if (!draft.server && tag !== undefined) {
      const base = await ask(() => api.findPart(id, part, tag))
      Object.assign(draft, { server: base, sent: base })
    }
  }

  /** Merges what somebody else saved with what is written here. Throws `Undecided` where somebody has to say what holds. */
  async function reconcile(): Promise<void> {
    const latest = await ask(() => api.find(id))
    if (!latest) throw new Error(`article ${id} is not there any more`)
    const stale = book.changed().filter(({ part, tag }) => tag !== latest.parts[part])
    for (const draft of stale) await findBase(draft)
    // From here on nothing is waited for, so nothing is typed in between.
    const merges = new Map(stale.map((draft) => [draft.part, book.merge(draft, latest)]))
    const { actor, at, number } = latest.revision
    const meanwhile: Meanwhile = {
      ...{ by: actor.name, at, number },
      ...outcomeOf(merges),
      moved: stale.flatMap(({ part, status }) => {
        const to = statusOf(latest, part)
        return to === undefined || to === 'draft' || to === status ? [] : [{ part, from: status, to }]
      }),
    }
    if (meanwhile.conflicts.length > 0 || meanwhile.moved.length > 0) {
      open = { latest, meanwhile, merges }
      onChange()
      throw new Undecided('somebody has to say what holds')
    }
    settle(merges, latest, {})
    merged = meanwhile
    onChange()
  }

  function settle(merges: ReadonlyMap<Part, PartMerge>, latest: ArticleAnswer, answers: Answers): void {
    for (const [part, merge] of merges) {
      book.settle(book.of(part), merge, latest, answers)
      // What was merged into nothing but theirs is no revision of mine.
      if (book.changed().some((each) => each.part === part)) mergedParts.add(part)
    }
    book.take(latest)
    keeping.changed()
  }

  /** Whether an article is there decides how it is saved. */
  async function look(): Promise<void> {
    if (!book.isUnread) return
    const latest = await ask(() => api.find(id))
    if (latest) book.take(latest)
    book.isUnread = false
  }

  /** Saves what is written at this moment; what is typed after it waits for the next save. */
  async function run(): Promise<void> {
    if (open) throw new Undecided('somebody has to say what holds')
    await look()
    let jobs = capture()
    while (jobs[0]) {
      if ((await perform(jobs[0])) === 'saved') jobs = jobs.slice(1)
      else {
        await reconcile()
        jobs = capture()
      }
    }
  }

  function save(): Promise<void> {
    refused = undefined
    merged = undefined
    running += 1
    void keeping.keepHere()
    onChange()
    return new Promise((resolve, reject) => {
      const act = acts.take(async () => {
        onLost = reject
        try {
          await run()
        } finally {
          running -= 1
          onChange()
        }
      })
      act.then(resolve, reject)
    })
  }

  return {
    get isRunning(): boolean {
      return running > 0
    },
    get savedAt(): number | undefined {
      return savedAt
    },
    get refused() {
      return refused
    },
    get conflict(): Meanwhile | undefined {
      return open?.meanwhile
    },
    /** What came in with the last save, without a question. */
    get merged(): Meanwhile | undefined {
      return merged
    },
    save,

    /**
     * Puts the answers in place, and saves. Where something was typed since the question was asked, it is merged as well; a
     * question that is new then is asked.
     */
    async settle(answers: Answers): Promise<void> {
      if (!open) return
      const { latest, merges } = open
      const now = new Map([...merges.keys()].map((part) => [part, book.merge(book.of(part), latest)]))
      const meanwhile = { ...open.meanwhile, ...outcomeOf(now) }
      if (!isSameQuestion(meanwhile, outcomeOf(merges))) {
        open = { latest, meanwhile, merges: now }
        onChange()
        throw new Undecided('something was typed since')
      }
      open = undefined
      settle(now, latest, answers)
      await save()
    },

    /** Later: it stays here, and is asked again at the next save. */
    postpone(): void {
      open = undefined
      onChange()
    },
  }
}

export type Saving = ReturnType<typeof createSaving>
