/** @jsxImportSource react */
import { useState } from 'react'
import { useMe, usePeople } from '../api/newsroom.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Moment } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { useIsKept } from './kept-words.ts'
import { type Colleague, pieces } from './mentions.ts'
import type { ShownEntry, ShownNote } from './note.ts'
import { Say } from './say.tsx'
import type { NoteActs } from './use-note-acts.ts'

interface SaidProps {
  note: ShownNote
  entry: ShownEntry
  people: readonly Colleague[]
  acts: NoteActs
  /** Does it, and says so where it was refused. */
  onAct: (act: () => Promise<void>) => void
}

/** One thing that somebody said. Its author may correct it, or take it back. */
export function Said({ note, entry, people, acts, onAct }: SaidProps) {
  const { t } = useWords()
  const { data: everybody } = usePeople()
  const { data: me } = useMe()
  const place = `correct ${entry.id}`
  const [isCorrected, setCorrected] = useState(useIsKept(place))
  const isOwn = entry.by === me?.id && entry.takenBack === undefined
  // As long as nobody is known, nobody has left.
  const name = everybody && (everybody.find(({ id }) => id === entry.by)?.name ?? t('notes.somebody'))
  return (
    <li className="said">
      <p className="said-by">
        <strong>{name}</strong>{' '}
        <span className="when">
          <Moment at={entry.at} />
          {entry.corrected && !entry.takenBack && <> · {t('notes.corrected')}</>}
        </span>
        {isOwn && !isCorrected && (
          <Menu
            label={<Icon name="more" />}
            name={t('notes.of_own')}
            look="quiet"
            groups={[
              [{ id: 'correct', name: t('notes.correct'), onAction: () => setCorrected(true) }],
              [
                {
                  id: 'take-back',
                  name: t('notes.take_back'),
                  isDanger: true,
                  onAction: () => onAct(() => acts.takeBack(note, entry)),
                },
              ],
            ]}
          />
        )}
      </p>
      {isCorrected ? (
        <Say
          place={place}
          label={t('notes.words')}
          name={t('notes.correct_do')}
          people={people}
          begin={entry.words}
          onSay={(_, said) => acts.correct(note, entry, said)}
          onEnd={() => setCorrected(false)}
        />
      ) : entry.takenBack ? (
        <p className="hint">{t('notes.taken_back')}</p>
      ) : (
        <p className="said-words">
          {pieces(entry.words, everybody ?? []).map(({ text, isName }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no name but their place
            isName ? <strong key={index}>{text}</strong> : text,
          )}
        </p>
      )}
    </li>
  )
}
