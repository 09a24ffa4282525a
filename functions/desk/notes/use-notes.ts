import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import type { ShownNote } from './note.ts'

export type Notes = Answer<{ notes: ShownNote[] }>

export const notesKey = (article: string) => ['notes', article] as const

/** Asks for the notes again where `tag` is not that of what is known: somebody has said something. */
export function followNotes(queries: QueryClient, article: string, tag: string | undefined): void {
  const known = queries.getQueryData<Notes>(notesKey(article))
  if (tag !== undefined && known && known.tag !== tag)
    void queries.invalidateQueries({ queryKey: notesKey(article) })
}

/** What people say to each other beside an article; of one that was never saved there is nothing. */
export function useNotes(article: string, isSaved: boolean) {
  const api = useApi()
  const queries = useQueryClient()
  return useQuery({
    queryKey: notesKey(article),
    meta: { kept: 'shown' },
    enabled: isSaved,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<Notes>(notesKey(article))
      return await api.read<{ notes: ShownNote[] }>(`/articles/${article}/notes`, { signal, known })
    },
  })
}
