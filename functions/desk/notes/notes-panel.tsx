/** @jsxImportSource react */
import { useMemo, useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { noteBlocks } from '../../domain/notes/blocks.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useIsKept } from './kept-words.ts'
import { type Here, NewNote } from './new-note.tsx'
import { type PlacedNote, placed } from './note.ts'
import { NoteCard } from './note-card.tsx'
import { useColleagues } from './use-colleagues.ts'
import { useNotes } from './use-notes.ts'

interface NotesPanelProps {
  article: string
  section: string | undefined
  text: Locale
  /** Of the text as it is on the screen. */
  body: string
  /** Where somebody is who begins a note. */
  where: () => Here
  /** Shows where a note stands. */
  onShow: (placed: PlacedNote) => void
}

/** What people say to each other beside a text: what waits first, in the order of the text; then what was settled. */
export function NotesPanel({ article, section, text, body, where, onShow }: NotesPanelProps) {
  const { t } = useWords()
  const notes = useNotes(article, true)
  const people = useColleagues(section)
  const blocks = useMemo(() => noteBlocks(body), [body])
  const isKept = useIsKept(`new ${article} ${text}`)
  const [here, setHere] = useState<Here | undefined>(isKept ? { about: 'text', block: 0 } : undefined)
  if (!notes.data && notes.error) return <Trouble error={notes.error} onRetry={() => void notes.refetch()} />
  if (!notes.data) return <Loading />
  const { open, settled } = placed(notes.data.data.notes, text, blocks)
  const cards = (list: readonly PlacedNote[]) => (
    <ul className="notes">
      {list.map((each) => (
        <NoteCard key={each.note.id} {...{ article, text, people, onShow }} placed={each} />
      ))}
    </ul>
  )
  return (
    <div className="stack">
      {here ? (
        <NewNote {...{ article, text, blocks, here, people }} onEnd={() => setHere(undefined)} />
      ) : (
        <div className="acts">
          <Button onPress={() => setHere(where())}>{t('notes.write')}</Button>
        </div>
      )}
      {open.length === 0 && !here && <p className="hint">{t('notes.none')}</p>}
      {open.length > 0 && cards(open)}
      {settled.length > 0 && (
        <details className="more">
          <summary>{t('notes.settled', { count: settled.length })}</summary>
          {cards(settled)}
        </details>
      )}
    </div>
  )
}
