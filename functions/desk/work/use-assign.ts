import { useQueryClient } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { Task } from '../api/rows.ts'
import { type ArticleAnswer, takeAnswer } from '../article/article.ts'

/** A text, as it was on the screen: its tag, and whose task it was. */
export interface Assignable {
  id: string
  locale: Locale
  tag: string | undefined
  task: Task | undefined
}

/** Whose task it is to be; nobody's, without `to`. */
export interface Wish {
  to?: string
  due?: string
  note?: string
}

/** Makes a text somebody's task. Where that is refused, what is shown is asked for again: another may have been faster. */
export function useAssign() {
  const api = useApi()
  const queries = useQueryClient()
  return async ({ id, locale, tag, task }: Assignable, { to, ...more }: Wish) => {
    try {
      const { data } = await api.write<ArticleAnswer>(`/articles/${id}/translations/${locale}/assign`, {
        method: 'POST',
        body: { to: to ?? null, from: task?.to ?? null, ...more },
        match: tag,
      })
      takeAnswer(queries, id, data)
    } catch (error) {
      void queries.invalidateQueries({ queryKey: ['translations'] })
      void queries.invalidateQueries({ queryKey: ['article', id] })
      throw error
    }
  }
}
