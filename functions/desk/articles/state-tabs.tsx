/** @jsxImportSource react */
import { Link } from 'wouter'
import type { Counts } from '../api/desk.ts'
import { useCount } from '../ui/count.ts'
import { useWords } from '../words.tsx'
import { addressOf, type Filters, type ListState, tabs } from './filters.ts'

function countOf(state: ListState, counts: Counts): number | undefined {
  const { mine, in_review, approved, scheduled, late, unreviewed, stale } = counts
  const all = { in_review, approved, scheduled, late, unreviewed }
  if (state === 'mine') return mine.draft + mine.in_review + mine.returned
  if (state === 'stale') return Object.values(stale).reduce((sum, each) => sum + each, 0)
  return state in all ? all[state as keyof typeof all] : undefined
}

interface StateTabsProps {
  filters: Filters
  counts: Counts | undefined
}

/** The lists, each with its address; the other filters stay. One that another screen led to stands last. */
export function StateTabs({ filters, counts }: StateTabsProps) {
  const { t } = useWords()
  const counted = useCount()
  const shown: ListState[] = tabs.some((each) => each === filters.state)
    ? [...tabs]
    : [...tabs, filters.state]
  return (
    <nav aria-label={t('articles.lists')}>
      <ul className="state-tabs">
        {shown.map((state) => {
          const count = counts && countOf(state, counts)
          return (
            <li key={state}>
              <Link
                href={addressOf({ ...filters, state })}
                {...(state === filters.state && { 'aria-current': 'page' })}
              >
                {t(`articles.states.${state}`)}
                {count !== undefined && count > 0 && <span className="count">{counted(count)}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
