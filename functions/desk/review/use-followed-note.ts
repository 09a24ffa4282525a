import { useEffect, useMemo, useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import { isLocale, type Locale } from '../../domain/locale.ts'
import { noteBlocks } from '../../domain/notes/blocks.ts'
import { goToNote } from '../notes/go-to-note.ts'
import { type PlacedNote, placed } from '../notes/note.ts'
import { usePlaceName } from '../notes/note-place.tsx'
import { useNotes } from '../notes/use-notes.ts'
import type { PointAt } from './use-pointed.ts'

interface Reviewed {
  article: string
  text: Locale
  /** Of the text, as it is on the screen. */
  body: string
  point: PointAt
}

/**
 * Leads from a note to what it is about on the page beside it, and back to the note. One at another language is followed there:
 * the address names it (`?note=`).
 */
export function useFollowedNote({ article, text, body, point }: Reviewed) {
  const [, go] = useLocation()
  const nameOf = usePlaceName(text)
  const notes = useNotes(article, true).data?.data.notes
  const named = new URLSearchParams(useSearch()).get('note')
  const blocks = useMemo(() => noteBlocks(body), [body])

  function follow({ note, block }: PlacedNote): void {
    const { id, part, field = 'title' } = note
    if (isLocale(part) && part !== text) {
      go(`/a/${article}/${part}/review?note=${id}`)
      return
    }
    const isGone = note.block !== undefined && block === undefined
    point({
      name: nameOf(note, block),
      from: 'note',
      place: isGone ? undefined : { field, block },
      back: () => goToNote(id),
    })
  }

  const begun = useRef<string>(undefined)
  useEffect(() => {
    if (!named || !notes || begun.current === named) return
    begun.current = named
    const { open, settled } = placed(notes, text, blocks)
    const found = [...open, ...settled].find(({ note }) => note.id === named)
    if (found) follow(found)
  })
  return follow
}
