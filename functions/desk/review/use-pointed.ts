import { useState } from 'react'
import { useTell } from '../shell/tell.tsx'
import { useWords } from '../words.tsx'
import { type Place, placeOnPage } from './place-on-page.ts'
import { pointTo } from './point-to.ts'

/** What came of it: the place is on the page, readers do not get it, or it is in the text no more. */
export type Reached = 'there' | 'not_shown' | 'gone'

/** What leads to a place, and to which one goes back from there. */
type From = 'note' | 'check'

/** A place on the page to which somebody was led. */
export interface Pointed {
  /** One for each time. */
  id: number
  /** What the place is called. */
  name: string
  from: From
  /** Of the text in which it was pointed to. */
  body: string
  /** Leads there on the page, once it is drawn. */
  onDrawn?: ReturnType<typeof pointTo>
  /** Nothing, until the page is there. */
  reached?: Reached
  onLeave: () => void
}

interface Target extends Pick<Pointed, 'name' | 'from'> {
  /** None, where it is in the text no more. */
  place: Omit<Place, 'body'> | undefined
  /** Puts the focus on what led there. */
  back: () => void
}

/** Leads to places of the page that is made of a text, one at a time, and back. */
export function usePointed(body: string) {
  const { t } = useWords()
  const tell = useTell()
  const [pointed, setPointed] = useState<Pointed>()

  function point({ name, from, place, back }: Target): void {
    const reach = (reached: Reached) => {
      setPointed((now) => now && { ...now, reached })
      const said = t(`notes.followed.${reached}`, { place: name })
      tell(reached === 'there' ? `${said} ${t(`notes.followed.escape.${from}`)}` : said)
    }
    const onLeave = () => {
      setPointed(undefined)
      back()
    }
    const onDrawn =
      place &&
      pointTo({
        find: (page) => placeOnPage(page, { ...place, body }),
        onReached: (isThere) => reach(isThere ? 'there' : 'not_shown'),
        onLeave,
      })
    setPointed((now) => ({ id: (now?.id ?? 0) + 1, name, from, body, onLeave, ...(onDrawn && { onDrawn }) }))
    if (!place) reach('gone')
  }
  // In another revision it may stand elsewhere.
  return { pointed: pointed?.body === body ? pointed : undefined, point }
}

export type PointAt = ReturnType<typeof usePointed>['point']
