/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import type { FollowedNote, Reached } from './use-followed-note.ts'

interface FollowedProps {
  note: FollowedNote & { reached: Reached }
  onLeave: () => void
}

/** What came of following a note, and the way back to it. Where there is nothing to look at, one goes on from here. */
export function Followed({ note: { place, reached }, onLeave }: FollowedProps) {
  const { t } = useWords()
  return (
    <div className="followed">
      <p>{t(`notes.followed.${reached}`, { place })}</p>
      <Button onPress={onLeave} autoFocus={reached !== 'there'}>
        {t('notes.followed.back')}
      </Button>
    </div>
  )
}
