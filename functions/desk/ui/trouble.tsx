/** @jsxImportSource react */
import { Refusal } from '../api/refusal.ts'
import { DeskFailure } from '../session/failure.ts'
import { useWords } from '../words.tsx'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** What went wrong, in words to the person. */
export function useReason(): (error: unknown) => string {
  const { t } = useWords()
  return (error) => {
    if (error instanceof Refusal) return error.problem.detail
    if (error instanceof DeskFailure && error.code === 'offline' && error.isWrite) return t('offline.refused')
    return t(`failures.${error instanceof DeskFailure ? error.code : 'outage'}`)
  }
}

interface TroubleProps {
  error: unknown
  onRetry?: () => void
}

/** Says what happened, and offers the one thing to do. */
export function Trouble({ error, onRetry }: TroubleProps) {
  const { t } = useWords()
  const reason = useReason()
  const retry = onRetry && <Button onPress={onRetry}>{t('failures.retry')}</Button>
  return (
    <div role="alert">
      <Notice tone="wrong" acts={retry}>
        <p>{reason(error)}</p>
      </Notice>
    </div>
  )
}
