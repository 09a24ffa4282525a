/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { Found } from './found.ts'

interface FoundListProps {
  found: readonly Found[]
  /** Shows the place of what was found. */
  onShow?: ((found: Found) => void) | undefined
}

/** What was found, in the order in which it is to be mended, each with the way to its place. */
export function FoundList({ found, onShow }: FoundListProps) {
  const { t } = useWords()
  return (
    <ul className="checks">
      {found.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be found twice in one block
        <li key={`${each.rule} ${index}`} className={`check ${each.severity}`}>
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
  )
}
