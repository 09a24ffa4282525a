import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { takeAnswer } from '../article/article.ts'
import { onSession } from '../session/session-events.ts'
import { useInside } from '../shell/door.tsx'
import { chooseLocale } from '../shell/languages.ts'
import { translator } from '../words.tsx'
import type { ArticleContent } from './content.ts'
import type { Draft, DraftView } from './draft.ts'
import { type ArticleAnswer, createDraftApi } from './draft-api.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'

/** A screen that comes in place of another one goes on with the same draft. Milliseconds. */
const linger = 2_000

interface Held {
  draft: Draft
  opening: Promise<void>
  users: number
}

/** One store for each session of this window, and the drafts that are open. */
const stores = new WeakMap<Api, { store: DraftStore; open: Map<string, Held> }>()

export function useDraftStore() {
  const api = useApi()
  const queries = useQueryClient()
  const { account } = useInside()
  const known = stores.get(api)
  if (known) return known
  const store = createDraftStore({
    person: account.principal,
    api: createDraftApi(api, () => translator(chooseLocale())('merge.note')),
    onSaved: (answer) => takeAnswer(queries, answer.article.id, answer),
  })
  const made = { store, open: new Map<string, Held>() }
  stores.set(api, made)
  return made
}

export type OpenedDraft =
  | { draft: Draft; view: DraftView; error?: undefined }
  | { draft?: undefined; view?: undefined; error?: unknown }

const nothing = () => () => undefined

/**
 * The draft of an article, as long as somebody shows it. `known`: the article as it was read; null where it is new, and begins
 * with `start`.
 */
export function useDraft(id: string, known: ArticleAnswer | null, start: ArticleContent): OpenedDraft {
  const { store, open } = useDraftStore()
  const [opened, setOpened] = useState<{ draft?: Draft; error?: unknown }>({})
  // What it began with is asked for once; later revisions are handed to `take`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let held = open.get(id)
    if (!held) {
      const draft = store.draft(id, start)
      held = { draft, opening: draft.open(known), users: 0 }
      open.set(id, held)
    }
    const mine = held
    mine.users += 1
    let isShown = true
    mine.opening.then(
      () => isShown && setOpened({ draft: mine.draft }),
      (error: unknown) => {
        open.delete(id)
        if (isShown) setOpened({ error })
      },
    )
    return () => {
      isShown = false
      mine.users -= 1
      setTimeout(() => {
        if (mine.users > 0 || open.get(id) !== mine) return
        open.delete(id)
        void mine.draft.close()
      }, linger)
    }
  }, [id, store, open])
  const { draft, error } = opened
  // What could not be sent without a session is not left to wait for its next turn.
  useEffect(() => draft && onSession('renewed', draft.retry), [draft])
  const view = useSyncExternalStore(draft?.subscribe ?? nothing, () => draft?.view)
  if (draft && view && draft.id === id) return { draft, view }
  return error === undefined ? {} : { error }
}
