/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { momentOf } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { useIsOffline } from './connection.ts'
import { useAge } from './kept-queries.ts'

/** How often it is tried whether somebody answers again, in milliseconds. */
const pause = 15_000

/** Says that nobody is reached, how old what is shown is, and what can be done meanwhile. It goes by itself. */
export function OfflineBanner() {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const isOffline = useIsOffline()
  const age = useAge()
  const wasOffline = useRef(false)
  // Whoever answers it says by that that they are there.
  const ask = useCallback(() => void api.read('/me').catch(() => undefined), [api])
  useEffect(() => {
    if (isOffline) {
      wasOffline.current = true
      const timer = setInterval(ask, pause)
      addEventListener('online', ask)
      return () => {
        clearInterval(timer)
        removeEventListener('online', ask)
      }
    }
    if (wasOffline.current) void queries.invalidateQueries()
    wasOffline.current = false
    return undefined
  }, [isOffline, ask, queries])
  return (
    <div role="status" className={isOffline ? 'over' : undefined}>
      {isOffline && (
        <Notice tone="warn" acts={<Button onPress={ask}>{t('offline.retry')}</Button>}>
          <p>
            <strong>{t('offline.title')}</strong>{' '}
            {age !== undefined && t('offline.age', { at: momentOf(age, locale) })} {t('offline.meanwhile')}
          </p>
        </Notice>
      )}
    </div>
  )
}
