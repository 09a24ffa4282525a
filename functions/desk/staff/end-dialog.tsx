/** @jsxImportSource react */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { recordOf } from './appoint-dialog.tsx'
import { type Colleague, useAppoint } from './roster.ts'

/** Asks before somebody loses every right, at once. */
export function EndDialog({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t } = useWords()
  const appoint = useAppoint()
  const [error, setError] = useState<unknown>()
  const end = async () => {
    try {
      await appoint(who.id, { ...recordOf(who), active: false }, who.etag)
      say(t('staff.ended', { name: who.name }))
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Dialog title={t('staff.end_of', { name: who.name })} isOpen isAlert onClose={onClose}>
      <p>{t('staff.end_hint')}</p>
      {error !== undefined && <Trouble error={error} />}
      <div className="acts">
        <Button look="main" onPress={onClose} autoFocus>
          {t('staff.keep')}
        </Button>
        <Button look="danger" onPress={() => void end()}>
          {t('staff.end')}
        </Button>
      </div>
    </Dialog>
  )
}
