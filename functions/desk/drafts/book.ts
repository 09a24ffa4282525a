import { type Answers, mergePart, type PartMerge } from '../../domain/merge/article.ts'
import { type ArticleContent, contentOf, type Fields, type Part, partOf, parts } from './content.ts'
import type { ArticleAnswer } from './draft-api.ts'
import { isChanged, mineOf, newPart, type PartDraft, rebase, write } from './part-draft.ts'

/** The text of an answer that is how far it has come; of what languages share there is none. */
export const statusOf = ({ article }: ArticleAnswer, part: Part): string | undefined =>
  part === 'shared' ? undefined : article.translations[part]?.status

/** What somebody is writing of an article: all that is known of it, and how it changes. Nothing here asks anybody. */
export function createBook() {
  const all = new Map<Part, PartDraft>(parts.map((part) => [part, newPart(part)]))
  /** As a view had a part before it was changed by something else than the view. */
  const before = new Map<Part, { fields: Fields; until: number }>()
  let generation = 0
  let number: number | undefined
  let isUnread = false
  /** The same object for as long as no part of it is another. */
  let made: { of: readonly (Fields | undefined)[]; content: ArticleContent } | undefined

  const of = (part: Part): PartDraft => all.get(part) ?? newPart(part)

  /** Puts something else on the screen than what was typed there. */
  function replace(part: Part, fields: Fields): void {
    const draft = of(part)
    generation += 1
    before.set(part, { fields: draft.fields ?? {}, until: generation })
    write(draft, fields)
  }

  const rebased = (draft: PartDraft, answer: ArticleAnswer) =>
    rebase(
      draft,
      partOf(contentOf(answer.article), draft.part),
      answer.parts[draft.part],
      statusOf(answer, draft.part),
    )

  return {
    of,
    replace,

    get generation(): number {
      return generation
    },
    /** Of the last revision that is known; undefined for a new article. */
    get number(): number | undefined {
      return number
    },

    /** Nobody could be asked whether the article is there: what is written goes on from the copies of this computer. */
    get isUnread(): boolean {
      return isUnread
    },
    set isUnread(is: boolean) {
      isUnread = is
    },

    get content(): ArticleContent {
      const written = parts.map((part) => of(part).fields)
      if (made?.of.every((each, index) => each === written[index])) return made.content
      const translations = parts.flatMap((part, index) => {
        const fields = written[index]
        return part === 'shared' || !fields ? [] : [[part, fields] as const]
      })
      const content = { shared: of('shared').fields ?? {}, translations: Object.fromEntries(translations) }
      made = { of: written, content }
      return content
    },

    changed: (): PartDraft[] => [...all.values()].filter(isChanged),

    /** With what a new article begins. */
    begin(start: ArticleContent): void {
      for (const draft of all.values()) {
        draft.fields = partOf(start, draft.part)
        draft.sent = draft.fields
      }
      generation += 1
    },

    /** Everything is read again. */
    forget(): void {
      for (const part of parts) all.set(part, newPart(part))
    },

    /** A revision was read: parts that nobody changed here are as it says. */
    take(answer: ArticleAnswer): void {
      number = answer.revision.number
      const content = contentOf(answer.article)
      for (const draft of all.values()) {
        if (isChanged(draft) || draft.tag === answer.parts[draft.part]) continue
        const fields = partOf(content, draft.part)
        if (fields) replace(draft.part, fields)
        else draft.fields = undefined
        rebased(draft, answer)
        Object.assign(draft, { isKeptHere: true, isKeptThere: true })
      }
    },

    /** A part was saved as `fields` before; what stands there was typed after it. */
    arrived(part: Part, fields: Fields | undefined, answer: ArticleAnswer): void {
      const draft = of(part)
      rebased(draft, answer)
      draft.sent = fields
    },

    /** A part was saved as `fields`. What was typed meanwhile stays; so does the part of whoever wrote another one. */
    saved(part: Part, fields: Fields, answer: ArticleAnswer): void {
      number = answer.revision.number
      this.arrived(part, fields, answer)
      const content = contentOf(answer.article)
      for (const other of all.values()) {
        const now = partOf(content, other.part)
        if (
          other.part === part ||
          !now ||
          !other.server ||
          JSON.stringify(now) !== JSON.stringify(other.server)
        )
          continue
        Object.assign(other, { tag: answer.parts[other.part], status: statusOf(answer, other.part) })
      }
    },

    /**
     * What somebody typed. `seen`: the generation that their view shows; what it shows less than what is there now is no
     * change of theirs.
     */
    set(part: Part, change: Fields, seen: number): void {
      const draft = of(part)
      const shown = before.get(part)
      if (!shown || seen >= shown.until) {
        write(draft, withChange(draft.fields, change))
        return
      }
      const mine = withChange(shown.fields, change)
      const merged = mergePart(part, { base: shown.fields, mine, theirs: draft.fields }).resolve() ?? mine
      replace(part, merged)
      before.set(part, { fields: mine, until: generation })
    },

    merge(draft: PartDraft, answer: ArticleAnswer): PartMerge {
      const theirs = partOf(contentOf(answer.article), draft.part)
      return mergePart(draft.part, { base: draft.server, mine: mineOf(draft), theirs })
    },

    /** Puts a merge in place of what was there. */
    settle(draft: PartDraft, merge: PartMerge, answer: ArticleAnswer, answers: Answers): void {
      const fields = merge.resolve(answers)
      replace(draft.part, fields ?? {})
      if (!fields) draft.fields = undefined
      rebased(draft, answer)
    },
  }
}

export type Book = ReturnType<typeof createBook>

/** A field that is set to undefined is taken out. */
function withChange(fields: Fields | undefined, change: Fields): Fields {
  const next = { ...fields, ...change }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
}
