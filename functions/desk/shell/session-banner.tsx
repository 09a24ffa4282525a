/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { onSession, tellSession } from '../session/session-events.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useInside } from './door.tsx'

/** Stands over the screen when the session has ended; nothing of the screen is lost meanwhile. */
export function SessionBanner() {
  const { t } = useWords()
  const { signInAgain } = useInside()
  const queries = useQueryClient()
  const reason = useReason()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    return onSession('ended', () => setProblem(t('failures.signed_out')))
  }, [t])
  if (problem === undefined) return null
  const again = async () => {
    try {
      await signInAgain()
      setProblem(undefined)
      tellSession('renewed')
      await queries.invalidateQueries()
    } catch (error) {
      setProblem(reason(error))
    }
  }
  return (
    <div role="alert" className="over">
      <Notice
        tone="warn"
        acts={
          <Button look="main" onPress={() => void again()}>
            {t('signIn.again')}
          </Button>
        }
      >
        <p>{problem}</p>
      </Notice>
    </div>
  )
}
