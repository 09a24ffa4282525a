import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { isLocale, type Locale } from '../../domain/locale.ts'
import { noteBlocks } from '../../domain/notes/blocks.ts'
import { goToNote } from '../notes/go-to-note.ts'
import { type PlacedNote, placed } from '../notes/note.ts'
import { usePlaceName } from '../notes/note-place.tsx'
import { useNotes } from '../notes/use-notes.ts'
import { useTell } from '../shell/tell.tsx'
import { useWords } from '../words.tsx'
import { placeOnPage } from './place-on-page.ts'
import { pointTo } from './point-to.ts'

/** What came of it: the place is on the page, readers do not get it, or it is in the text no more. */
export type Reached = 'there' | 'not_shown' | 'gone'

/** A note that somebody follows to its place on the page. */
export interface FollowedNote {
  id: string
  /** What its place is called. */
  place: string
  /** Of the text in which it was followed. */
  body: string
  /** Leads there on the page, once it is drawn. */
  onDrawn?: ReturnType<typeof pointTo>
  /** Nothing, until the page is there. */
  reached?: Reached
}

interface Reviewed {
  article: string
  text: Locale
  /** Of the text, as it is on the screen. */
  body: string
}

/**
 * Leads from a note to what it is about on the page beside it, and back to the note. One at another language is followed there:
 * the address names it (`?note=`).
 */
export function useFollowedNote({ article, text, body }: Reviewed) {
  const { t } = useWords()
  const tell = useTell()
  const [, go] = useLocation()
  const nameOf = usePlaceName(text)
  const notes = useNotes(article, true).data?.data.notes
  const named = new URLSearchParams(useSearch()).get('note')
  const [followed, setFollowed] = useState<FollowedNote>()
  const blocks = useMemo(() => noteBlocks(body), [body])

  const leave = (id: string) => {
    setFollowed(undefined)
    goToNote(id)
  }

  function follow({ note, block }: PlacedNote): void {
    const { id, part, field = 'title' } = note
    if (isLocale(part) && part !== text) {
      go(`/a/${article}/${part}/review?note=${id}`)
      return
    }
    const place = nameOf(note, block)
    const reach = (reached: Reached) => {
      setFollowed((now) => now && { ...now, reached })
      const said = t(`notes.followed.${reached}`, { place })
      tell(reached === 'there' ? `${said} ${t('notes.followed.escape')}` : said)
    }
    if (note.block && block === undefined) {
      setFollowed({ id, place, body })
      reach('gone')
      return
    }
    const onDrawn = pointTo({
      find: (page) => placeOnPage(page, { field, body, block }),
      onReached: (isThere) => reach(isThere ? 'there' : 'not_shown'),
      onLeave: () => leave(id),
    })
    setFollowed({ id, place, body, onDrawn })
  }

  const begun = useRef<string>(undefined)
  useEffect(() => {
    if (!named || !notes || begun.current === named) return
    begun.current = named
    const { open, settled } = placed(notes, text, blocks)
    const found = [...open, ...settled].find(({ note }) => note.id === named)
    if (found) follow(found)
  })
  // In another revision it may stand elsewhere.
  return { followed: followed?.body === body ? followed : undefined, follow, leave }
}
