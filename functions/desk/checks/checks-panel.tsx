/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { Found } from './found.ts'

interface ChecksPanelProps {
  found: readonly Found[]
  words: number
  /** Shows the place of what was found. */
  onShow?: (found: Found) => void
}

/** Words that a person reads in a minute. */
const pace = 230

/** What the checks found, as a list that is there while one writes; it never stands in the way. */
export function ChecksPanel({ found, words, onShow }: ChecksPanelProps) {
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
      <ul className="checks">
        {found.map((each) => (
          <li key={`${each.rule} ${each.block ?? each.field ?? ''}`} className={`check ${each.severity}`}>
            <Icon name={each.severity === 'error' ? 'warn' : 'info'} />
            <span>
              <strong>{t(`checks.${each.severity}`)}</strong>{' '}
              {t(`checks.rules.${each.rule}`, each.params ?? {})}
            </span>
            {onShow && (each.block !== undefined || each.field) && (
              <Button look="quiet" onPress={() => onShow(each)}>
                {t('checks.show')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
