import { useQueryClient } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { type ArticleAnswer, takeAnswer } from './article.ts'

/** The last part of the address of an act on one language of an article. */
export type ActPath =
  | 'submit'
  | 'recall'
  | 'return'
  | 'approve'
  | 'publish'
  | 'publish-now'
  | 'review'
  | 'withdraw'
  | 'schedule'
  | 'unschedule'
  | 'still-valid'

/** Does something to one language, as it was on the screen: `tag` is what was shown, so that nobody acts on what they have not seen. */
export function usePerform(id: string, locale: Locale) {
  const api = useApi()
  const queries = useQueryClient()
  return async (act: ActPath, body: object, tag: string | undefined): Promise<ArticleAnswer> => {
    const { data } = await api.write<ArticleAnswer>(`/articles/${id}/translations/${locale}/${act}`, {
      method: 'POST',
      body,
      match: tag,
    })
    takeAnswer(queries, id, data)
    return data
  }
}
