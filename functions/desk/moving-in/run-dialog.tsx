/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words.tsx'
import { type Move, sumRows, toBringIn } from './move.ts'

interface RunDialogProps {
  move: Move
  onClose: () => void
  onRun: () => void
}

/** Asks once more, with the numbers of the trial, before anything is written. */
export function RunDialog({ move, onClose, onRun }: RunDialogProps) {
  const { t } = useWords()
  const { rows, read } = sumRows(move)
  const count = toBringIn(move)
  return (
    <Dialog title={t('movingIn.confirm.title', { count })} isOpen isAlert onClose={onClose}>
      <ul className="bullets">
        {rows.map(({ outcome, count: each }) => (
          <li key={outcome}>
            {t(`movingIn.outcomes.try.${outcome}`)}: {t('counts.exact', { count: each })}
          </li>
        ))}
      </ul>
      {read > count && <p className="hint">{t('movingIn.confirm.rest', { count: read - count })}</p>}
      <p>{t('movingIn.confirm.public')}</p>
      <p>{t('movingIn.confirm.undo')}</p>
      <div className="acts">
        <Button look="main" onPress={onRun}>
          {t('movingIn.confirm.act', { count })}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t('movingIn.confirm.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
