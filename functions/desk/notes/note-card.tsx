/** @jsxImportSource react */
import { useId, useState } from 'react'
import { isLocale, type Locale } from '../../domain/locale.ts'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { useIsKept } from './kept-words.ts'
import type { Colleague } from './mentions.ts'
import type { PlacedNote } from './note.ts'
import { StoodAt, usePlaceName } from './note-place.tsx'
import { Said } from './said.tsx'
import { Say } from './say.tsx'
import { useNoteActs } from './use-note-acts.ts'
import { useNoteReason } from './use-note-reason.ts'

interface NoteCardProps {
  article: string
  text: Locale
  placed: PlacedNote
  people: readonly Colleague[]
  /** Shows where it stands. */
  onShow: (placed: PlacedNote) => void
}

/** A note with all that was said in it, and what can be done with it. */
export function NoteCard({ article, text, placed, people, onShow }: NoteCardProps) {
  const { t } = useWords()
  const tell = useTell()
  const reason = useNoteReason()
  const acts = useNoteActs(article)
  const placeName = usePlaceName(text)
  const heading = useId()
  const { note, block } = placed
  const place = `answer ${note.id}`
  const [isAnswered, setAnswered] = useState(useIsKept(place))
  const [error, setError] = useState<unknown>()
  const isElsewhere = isLocale(note.part) && note.part !== text
  const canShow = isElsewhere || (note.block ? block !== undefined : note.field !== undefined)

  const act = (doIt: () => Promise<void>, done?: string) => {
    setError(undefined)
    doIt().then(() => done && tell(done), setError)
  }
  return (
    <li>
      <article className="note" aria-labelledby={heading} tabIndex={-1} data-note={note.id}>
        <div className="note-head">
          <strong id={heading}>{placeName(note, block)}</strong>
          {canShow && (
            <Button look="quiet" onPress={() => onShow(placed)}>
              {t('checks.show')}
            </Button>
          )}
        </div>
        <StoodAt placed={placed} text={text} />
        <ul className="thread">
          {note.entries.map((entry) => (
            <Said key={entry.id} {...{ note, entry, people, acts }} onAct={(doIt) => act(doIt)} />
          ))}
        </ul>
        {error !== undefined && (
          <div role="alert">
            <Notice tone="wrong">
              <p>{reason(error)}</p>
            </Notice>
          </div>
        )}
        {isAnswered ? (
          <Say
            place={place}
            label={t('notes.answer')}
            name={t('notes.answer_do')}
            people={people}
            onSay={(id, said) => acts.answer(note, id, said)}
            onEnd={() => setAnswered(false)}
          />
        ) : (
          <div className="acts">
            <Button onPress={() => setAnswered(true)}>{t('notes.answer')}</Button>
            {note.resolved ? (
              <Button look="quiet" onPress={() => act(() => acts.reopen(note), t('notes.reopened'))}>
                {t('notes.reopen')}
              </Button>
            ) : (
              <Button look="quiet" onPress={() => act(() => acts.settle(note), t('notes.is_settled'))}>
                {t('notes.settle')}
              </Button>
            )}
          </div>
        )}
      </article>
    </li>
  )
}
