/** @jsxImportSource react */
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { Found } from './found.ts'
import { FoundList } from './found-list.tsx'
import { PageChecks } from './page-checks.tsx'

interface ChecksPanelProps {
  found: readonly Found[]
  words: number
  /** Looks at the page that readers would get of `subject`. */
  checkPage: () => Promise<Found[]>
  subject: unknown
  onShow?: (found: Found) => void
}

/** Words that a person reads in a minute. */
const pace = 230

/** What the checks found, as a list that is there while one writes; it never stands in the way. */
export function ChecksPanel({ found, words, checkPage, subject, onShow }: ChecksPanelProps) {
  const { t } = useWords()
  return (
    <div className="stack">
      <p className="hint">
        {t('checks.words', { count: words })} ·{' '}
        {t('checks.minutes', { count: Math.max(1, Math.round(words / pace)) })}
      </p>
      {found.length === 0 && (
        <p>
          <Icon name="check" /> {t('checks.none')}
        </p>
      )}
      <FoundList found={found} onShow={onShow} />
      <PageChecks check={checkPage} subject={subject} said={found} onShow={onShow} />
    </div>
  )
}
