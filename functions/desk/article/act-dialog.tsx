/** @jsxImportSource react */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

interface ActDialogProps {
  title: string
  /** What it does, and to whom. */
  intro?: ReactNode
  /** What the field of words is for, and with which it begins. Without it there is none. */
  ask?: { label: string; hint?: string; isRequired: boolean; lang?: string; begun?: string | undefined }
  /** Of the button that does it. */
  name: string
  isDanger?: boolean
  /** What else is to be known of it; nothing that asks for anything. */
  beside?: ReactNode
  /** What is said where it was refused. @default the reason */
  explain?: ((error: unknown) => ReactNode) | undefined
  children?: ReactNode
  onClose: () => void
  /** @param words what was written in the field */
  onAct: (words: string) => Promise<void>
}

/** Asks what an act needs, does it, and says so where it was refused. What was written stays until it is done. */
export function ActDialog({
  title,
  intro,
  ask,
  name,
  isDanger = false,
  beside,
  explain,
  children,
  onClose,
  onAct,
}: ActDialogProps) {
  const { t } = useWords()
  const reason = useReason()
  const [words, setWords] = useState(ask?.begun ?? '')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  const act = async (event: FormEvent) => {
    event.preventDefault()
    if (ask?.isRequired && words.trim() === '') return setMissing(true)
    setBusy(true)
    setError(undefined)
    try {
      await onAct(words.trim())
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form onSubmit={(event) => void act(event)} className="stack" noValidate>
        {intro && <p>{intro}</p>}
        {beside}
        {children}
        {ask && (
          <TextField
            label={ask.label}
            hint={ask.hint}
            rows={4}
            value={words}
            onChange={(text) => {
              setWords(text)
              setMissing(false)
            }}
            isRequired={ask.isRequired}
            error={isMissing ? t('acts.words_missing') : undefined}
            {...(ask.lang && { lang: ask.lang })}
            autoFocus={!children}
          />
        )}
        {error !== undefined && (
          <div role="alert">
            <Notice tone="wrong">{explain?.(error) ?? <p>{reason(error)}</p>}</Notice>
          </div>
        )}
        <div className="acts">
          <Button type="submit" look={isDanger ? 'danger' : 'main'} isPending={isBusy}>
            {name}
          </Button>
          <Button onPress={onClose}>{t('acts.not_now')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
