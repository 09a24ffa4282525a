/** @jsxImportSource react */
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useLocation } from 'wouter'
import { extensions, formats } from '../../domain/library/formats.ts'
import { useApi } from '../api/context.tsx'
import { replace } from '../media/upload.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { ChangedBy } from './changed-by.tsx'
import { type KnownFile, useAct, useRights } from './use-file.ts'

/** What changes or ends a file: other bytes, taking it from readers, removing it. */
export function FileActs({ known }: { known: KnownFile }) {
  const { t } = useWords()
  const { media, usedIn } = known.data
  const { canChange, canWithdraw } = useRights(media)
  const [asked, setAsked] = useState<'withdraw' | 'remove'>()
  if (media.status === 'removed') return <p className="hint">{t('library.not_back')}</p>
  const isReady = media.status === 'ready'
  return (
    <section className="stack">
      <h2>{t('library.acts')}</h2>
      {isReady && canChange && <Replace known={known} />}
      {isReady && canWithdraw && (
        <div>
          <Button look="danger" onPress={() => setAsked('withdraw')}>
            {t('library.withdraw')}
          </Button>
          <p className="hint">{t('library.withdraw_short')}</p>
        </div>
      )}
      {media.status === 'withdrawn' && <p className="hint">{t('library.not_back')}</p>}
      {canChange && (
        <div>
          {usedIn.length === 0 && (
            <Button look="danger" onPress={() => setAsked('remove')}>
              {t('library.remove')}
            </Button>
          )}
          <p className="hint">
            {usedIn.length === 0
              ? t('library.remove_short')
              : t('library.remove_used', { count: usedIn.length })}
          </p>
        </div>
      )}
      {asked === 'withdraw' && <WithdrawDialog known={known} onClose={() => setAsked(undefined)} />}
      {asked === 'remove' && <RemoveDialog known={known} onClose={() => setAsked(undefined)} />}
    </section>
  )
}

function Replace({ known }: { known: KnownFile }) {
  const { t } = useWords()
  const api = useApi()
  const act = useAct(known)
  const [part, setPart] = useState<number>()
  const { id, kind } = known.data.media
  const accepted = extensions.filter((each) => formats[each].kind === kind).map((each) => `.${each}`)
  const send = async (file: File) => {
    setPart(0)
    const isDone = await act.run(() => replace(api, file, id, known.tag, { onProgress: setPart }))
    setPart(undefined)
    if (isDone) say(t('library.replaced'))
  }
  return (
    <div className="stack">
      <div>
        <FileTrigger
          acceptedFileTypes={accepted}
          onSelect={(chosen) => {
            const file = chosen?.[0]
            if (file) void send(file)
          }}
        >
          <Button isPending={part !== undefined}>{t('library.replace')}</Button>
        </FileTrigger>
        <p className="hint">{t('library.replace_hint')}</p>
      </div>
      {part !== undefined && (
        <ProgressBar className="progress" value={part * 100} aria-label={t('library.replacing')}>
          {({ valueText }) => (
            <>
              <span>{t('library.replacing')}</span> <span>{valueText}</span>
              <progress value={part} max={1} />
            </>
          )}
        </ProgressBar>
      )}
      <ChangedBy revision={act.changed} />
      {act.error !== undefined && <Trouble error={act.error} />}
    </div>
  )
}

interface DialogProps {
  known: KnownFile
  onClose: () => void
}

function WithdrawDialog({ known, onClose }: DialogProps) {
  const { t } = useWords()
  const act = useAct(known)
  const [reason, setReason] = useState('')
  const count = known.data.usedIn.filter(({ live }) => live.length > 0).length
  const withdraw = async () => {
    const body = { reason: reason.trim() }
    if (!(await act.write('/withdraw', { method: 'POST', body }))) return
    say(t('library.withdrawn'))
    onClose()
  }
  return (
    <Dialog title={t('library.withdraw_title')} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void withdraw()
        }}
      >
        <p>{t('library.withdraw_hint', { count })}</p>
        <p>{t('library.not_back')}</p>
        <TextField
          label={t('library.withdraw_reason')}
          hint={t('library.withdraw_reason_hint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        <ChangedBy revision={act.changed} />
        {act.error !== undefined && <Trouble error={act.error} />}
        <div className="acts">
          <Button look="danger" type="submit" isPending={act.isPending} isDisabled={reason.trim() === ''}>
            {t('library.withdraw')}
          </Button>
          <Button onPress={onClose}>{t('library.keep')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function RemoveDialog({ known, onClose }: DialogProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const act = useAct(known)
  const remove = async () => {
    if (!(await act.write('', { method: 'DELETE' }))) return
    say(t('library.removed'))
    go('/media')
  }
  return (
    <Dialog title={t('library.remove_title')} isOpen isAlert onClose={onClose}>
      <p>{t('library.remove_hint')}</p>
      <ChangedBy revision={act.changed} />
      {act.error !== undefined && <Trouble error={act.error} />}
      <div className="acts">
        <Button look="main" onPress={onClose} autoFocus>
          {t('library.keep')}
        </Button>
        <Button look="danger" onPress={() => void remove()} isPending={act.isPending}>
          {t('library.remove')}
        </Button>
      </div>
    </Dialog>
  )
}
