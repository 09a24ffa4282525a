import { useCallback, useEffect } from 'react'
import type { Locale } from '../../domain/locale.ts'
import type { Draft, DraftView } from '../drafts/draft.ts'
import type { ArticleAnswer, PartName } from './article.ts'
import type { Content, SharedContent, TextContent } from './content.ts'

/** What somebody is writing, and how it becomes a revision. The answer of a save never touches what is written. */
export interface Writing {
  content: Content
  setShared: (change: SharedContent) => void
  /** `seen`: the generation of the draft that the field shows, where that is not the last one. */
  setText: (locale: Locale, change: TextContent, seen?: number) => void
  /** Parts that say something else than what is saved. */
  changed: readonly PartName[]
  /** What the last save was refused for. */
  error: unknown
  failedPart: PartName | undefined
  /** Saves what has changed, part by part; answers the article as it is then. Throws why it could not be saved. */
  save: () => Promise<ArticleAnswer | undefined>
}

/** A draft as the form writes it. `saved`: the article as it was last read. */
export function useWriting(draft: Draft, view: DraftView, saved: ArticleAnswer | undefined): Writing {
  useEffect(() => {
    if (saved) draft.take(saved)
  }, [draft, saved])
  const { generation, changed, refused } = view
  return {
    // A draft holds what the API answered and what this form wrote.
    content: view.content as Content,
    setShared: useCallback((change) => draft.set('shared', change, generation), [draft, generation]),
    setText: useCallback(
      (locale, change, seen = generation) => draft.set(locale, change, seen),
      [draft, generation],
    ),
    changed,
    error: refused?.refusal,
    failedPart: refused?.part,
    async save() {
      await draft.save()
      return draft.answer
    },
  }
}
