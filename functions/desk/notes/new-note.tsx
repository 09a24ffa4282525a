/** @jsxImportSource react */
import { useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { anchorAt } from '../../domain/notes/anchor.ts'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import type { Colleague } from './mentions.ts'
import type { NotePlace } from './note.ts'
import { excerpt, usePlaceName } from './note-place.tsx'
import { Say } from './say.tsx'
import { useNoteActs } from './use-note-acts.ts'

/** What a note can be about, in the order in which the form has it. */
const abouts = ['block', 'title', 'summary', 'text', 'section', 'all'] as const
export type About = (typeof abouts)[number]

/** Where somebody is as they begin a note. */
export interface Here {
  about: About
  block: number
}

interface NewNoteProps {
  article: string
  text: Locale
  blocks: readonly string[]
  /** With what it begins. */
  here: Here
  people: readonly Colleague[]
  onEnd: () => void
}

/** Writes a note: where it stands, and what it says. */
export function NewNote({ article, text, blocks, here, people, onEnd }: NewNoteProps) {
  const { t } = useWords()
  const acts = useNoteActs(article)
  const placeName = usePlaceName(text)
  const [about, setAbout] = useState<About>(
    here.about === 'block' && blocks.length === 0 ? 'text' : here.about,
  )
  const [block, setBlock] = useState(Math.min(here.block, Math.max(0, blocks.length - 1)))
  const placeOf = (each: About): NotePlace => {
    if (each === 'all') return { part: 'shared' }
    if (each === 'section') return { part: 'shared', field: 'section' }
    if (each === 'text') return { part: text }
    if (each !== 'block') return { part: text, field: each }
    const anchor = anchorAt(blocks, block)
    return { part: text, field: 'body', ...(anchor && { block: anchor }) }
  }
  const choices = abouts.filter((each) => each !== 'block' || blocks.length > 0)
  return (
    <Say
      place={`new ${article} ${text}`}
      label={t('notes.words')}
      name={t('notes.write_do')}
      people={people}
      onSay={(id, said) => acts.write(id, placeOf(about), said)}
      onEnd={onEnd}
    >
      <Select
        label={t('notes.about')}
        choices={choices.map((each) => ({ id: each, name: placeName(placeOf(each)) }))}
        value={about}
        onChange={(chosen) => setAbout(abouts.find((each) => each === chosen) ?? 'text')}
      />
      {about === 'block' && (
        <Select
          label={t('notes.paragraph')}
          choices={blocks.map((words, index) => ({
            id: String(index),
            name: `${index + 1}. ${words.startsWith('media:') ? t('notes.file') : excerpt(words)}`,
          }))}
          value={String(block)}
          onChange={(chosen) => setBlock(Number(chosen))}
        />
      )}
    </Say>
  )
}
