import { useQueries } from '@tanstack/react-query'
import { type CalendarAnswer, calendarPath } from '../api/calendar.ts'
import { useApi } from '../api/context.tsx'
import { addDays } from './days.ts'

/** What stands in some weeks, named by their Mondays. Each is asked for by itself and kept, so that no answer grows with the span. */
export function useCalendar(weeks: readonly string[]) {
  const api = useApi()
  return useQueries({
    queries: weeks.map((monday) => ({
      queryKey: ['calendar', 'week', monday],
      meta: { kept: 'shown' as const },
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await api.read<CalendarAnswer>(calendarPath(monday, addDays(monday, 6)), { signal })).data,
      refetchOnWindowFocus: true,
    })),
    combine: (results) => ({
      entries: results.flatMap(({ data }) => data?.entries ?? []),
      slots: results.flatMap(({ data }) => data?.slots ?? []),
      releases: results.flatMap(({ data }) => data?.releases ?? []),
      looks: results.flatMap(({ data }) => data?.looks ?? []),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error,
      refetch: () => void Promise.all(results.map((each) => each.refetch())),
    }),
  })
}
