/** @jsxImportSource react */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Move } from './move.ts'
import { useMoveActs } from './use-move.ts'

/** Takes away files and report of a move, never what was moved in. */
export function ForgetMove({ move }: { move: Move }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const acts = useMoveActs(move.id)
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const forget = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await acts.forget()
      say(t('movingIn.forget.done'))
      go('/moving-in', { replace: true })
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <>
      <Button look="danger" onPress={() => setAsked(true)}>
        {t('movingIn.forget.act')}
      </Button>
      {isAsked && (
        <Dialog title={t('movingIn.forget.title')} isOpen isAlert onClose={() => setAsked(false)}>
          <p>{t('movingIn.forget.text')}</p>
          {error !== undefined && <Trouble error={error} />}
          <div className="acts">
            <Button look="danger" isDisabled={isBusy} onPress={() => void forget()}>
              {t('movingIn.forget.yes')}
            </Button>
            <Button look="quiet" onPress={() => setAsked(false)}>
              {t('movingIn.forget.no')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
