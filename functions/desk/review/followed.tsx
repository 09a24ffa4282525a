/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import type { Pointed, Reached } from './use-pointed.ts'

interface FollowedProps {
  pointed: Pointed & { reached: Reached }
}

/** What came of leading somebody to a place, and the way back. Where there is nothing to look at, one goes on from here. */
export function Followed({ pointed: { name, from, reached, onLeave } }: FollowedProps) {
  const { t } = useWords()
  return (
    <div className="followed">
      <p>{t(`notes.followed.${reached}`, { place: name })}</p>
      <Button onPress={onLeave} autoFocus={reached !== 'there'}>
        {t(`notes.followed.back.${from}`)}
      </Button>
    </div>
  )
}
