import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Notice } from '../../domain/notices/notice.ts'
import type { Answer } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { useDesk } from '../api/desk.ts'

/** How often the desk asks while somebody sees it, milliseconds. */
const pause = 60_000

export interface ToldNotice extends Omit<Notice, 'source' | 'section'> {
  told: string
  isNew: boolean
}

interface NoticesAnswer {
  notices: ToldNotice[]
  new: number
  /** What to say to mark all of them as seen. */
  until?: string
}

const queryKey = ['notices']

/** What whoever is signed in was told. Asked again once a minute while the window is seen, and answered in full only where something is new. */
export function useNotices(enabled = true) {
  const api = useApi()
  const queries = useQueryClient()
  return useQuery({
    queryKey,
    enabled,
    queryFn: ({ signal }) =>
      api.read<NoticesAnswer>('/notices', {
        signal,
        known: queries.getQueryData<Answer<NoticesAnswer>>(queryKey),
      }),
    refetchInterval: pause,
  })
}

/** How much of it is new: first what the desk began with says, then what was asked since. Undefined while nobody knows. */
export function useNewCount(): number | undefined {
  const [isLater, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), pause)
    return () => clearTimeout(timer)
  }, [])
  const desk = useDesk()
  const told = useNotices(isLater)
  if (told.data && told.dataUpdatedAt >= desk.dataUpdatedAt) return told.data.data.new
  return desk.data?.data.newNotices
}

/** Marks as seen all that was shown. */
export function useSeen() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (until: string) => api.write('/notices/seen', { method: 'POST', body: { until } }),
    onSuccess: () =>
      Promise.all(['notices', 'desk'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
