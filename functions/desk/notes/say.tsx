/** @jsxImportSource react */
import { type FormEvent, type ReactNode, useState } from 'react'
import { most } from '../../domain/notes/bounds.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { useKeptWords } from './kept-words.ts'
import { type Colleague, mentionsIn } from './mentions.ts'
import type { Saying } from './use-note-acts.ts'
import { useNoteReason } from './use-note-reason.ts'
import { WordsField } from './words-field.tsx'

interface SayProps {
  /** Tells these words from others that are typed beside them. */
  place: string
  label: string
  /** Of the button that says it. */
  name: string
  people: readonly Colleague[]
  /** With what the field begins. */
  begin?: string
  /** Above the field. */
  children?: ReactNode
  /** `id`: under which it is said, the same however often it is tried. */
  onSay: (id: string, said: Saying) => Promise<void>
  /** It is said, or given up: what was typed is forgotten then. */
  onEnd: () => void
}

/** A field in which something is said to colleagues. What was typed stays, on the screen and at this computer, until it has arrived. */
export function Say({ place, label, name, people, begin = '', children, onSay, onEnd }: SayProps) {
  const { t } = useWords()
  const reason = useNoteReason()
  const kept = useKeptWords(place, begin)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [isEmpty, setEmpty] = useState(false)
  const words = kept.words.trim()
  const tooLong = kept.words.length > most.words ? t('notes.too_long', { max: most.words }) : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (words === '') return setEmpty(true)
    if (tooLong || isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      await onSay(kept.id, { words, mentions: mentionsIn(words, people).slice(0, most.mentions) })
      kept.done()
      onEnd()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="stack say" onSubmit={(event) => void submit(event)} noValidate>
      {children}
      <WordsField
        label={label}
        words={kept.words}
        people={people}
        autoFocus
        error={isEmpty ? t('notes.empty') : tooLong}
        onChange={(text) => {
          kept.write(text)
          setEmpty(false)
        }}
      />
      {error !== undefined && (
        <div role="alert">
          <Notice tone="wrong">
            <p>
              {reason(error)} {t('notes.kept')}
            </p>
          </Notice>
        </div>
      )}
      <div className="acts">
        <Button type="submit" look="main" isPending={isBusy}>
          {name}
        </Button>
        <Button
          look="quiet"
          onPress={() => {
            kept.done()
            onEnd()
          }}
        >
          {t('notes.give_up')}
        </Button>
      </div>
    </form>
  )
}
