/** @jsxImportSource react */
import { useEffect, useRef } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useMe } from '../api/newsroom.ts'
import { useArticle } from '../article/article.ts'
import { partName } from '../drafts/part-words.ts'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useMoment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { type PersonHere, peopleHere } from './people.ts'
import { usePresence } from './use-presence.ts'

interface PresenceProps {
  article: string
  text: Locale
  /** This person writes here, or only reads. */
  editing: boolean
  /** Of the revision on the screen. */
  number: number
  /** Whether what is newer is fetched at once, because the screen itself asks before it shows it. */
  isFetched?: boolean
}

/** Who else has an article open, in one calm line; and that somebody has saved a newer revision than the one on the screen. */
export function Presence({ article, text, editing, number, isFetched = false }: PresenceProps) {
  const { t } = useWords()
  const tell = useTell()
  const moment = useMoment()
  const { data: me } = useMe()
  const { refetch } = useArticle(article)
  const { others = [], revision } = usePresence(article, text, editing)
  const people = peopleHere(others)

  const isNewer = revision !== undefined && revision.number > number
  // One's own other window has saved it: there is nothing to be told of.
  const isTold = isNewer && !isFetched && revision.actor.id !== me?.id
  useEffect(() => {
    if (isNewer && !isTold) void refetch()
  }, [isNewer, isTold, refetch])

  const writing = people.filter((each) => each.editing.includes(text)).map(({ name }) => name)
  const known = useRef<readonly string[]>([])
  const names = writing.join(', ')
  useEffect(() => {
    const now = names ? names.split(', ') : []
    const come = now.filter((name) => !known.current.includes(name))
    known.current = now
    if (editing && come.length > 0)
      tell(t('presence.came', { name: come.join(', '), part: partName(t, text) }))
  }, [names, editing, text, tell, t])

  const said = ({ name, editing: writes, reading }: PersonHere) => {
    const list = (parts: PersonHere['editing']) => parts.map((part) => partName(t, part)).join(', ')
    return writes.length > 0
      ? t('presence.writes', { name, parts: list(writes) })
      : t('presence.reads', { name, parts: list(reading) })
  }
  return (
    <>
      {people.length > 0 && (
        <p className="when present">
          <Icon name="person" /> <span>{t('presence.here', { people: people.map(said).join('; ') })}</span>
        </p>
      )}
      {isTold && (
        <div role="status">
          <Notice acts={<Button onPress={() => void refetch()}>{t('presence.show')}</Button>}>
            <p>
              {t('presence.newer', {
                name: revision.actor.name,
                number: revision.number,
                at: moment(revision.at),
              })}
            </p>
          </Notice>
        </div>
      )}
    </>
  )
}
