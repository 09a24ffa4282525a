import { shortDate } from '../../domain/dates.ts'
import { usePeople } from '../api/newsroom.ts'
import type { Task } from '../api/rows.ts'
import { dayInVietnam } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'

export const isOverdue = ({ due }: Pick<Task, 'due'>) => due !== undefined && due < dayInVietnam(new Date())

/** Until when something is to be done; nothing, where nobody said so. */
export function useDue(): (task: Pick<Task, 'due'>) => string | undefined {
  const { t, locale } = useWords()
  return ({ due }) => {
    if (due === undefined) return undefined
    const day = shortDate(`${due}T05:00:00Z`, locale)
    return t(isOverdue({ due }) ? 'today.overdue' : 'today.due', { day })
  }
}

/** What colleagues are called; whoever is not known any more, by their id. */
export function useNames(): (id: string) => string {
  const { data: people } = usePeople()
  return (id) => people?.find((each) => each.id === id)?.name ?? id
}
