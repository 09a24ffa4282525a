/** @jsxImportSource react */
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { momentOf } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import type { Draft, DraftState, DraftView } from './draft.ts'

interface DraftProps {
  draft: Draft
  view: DraftView
}

/** States that are heard as one: a copy that is kept is kept, here or there. */
const heard = (state: DraftState): DraftState => (state === 'server' ? 'here' : state)

/** Seconds until a moment, counted down. */
function useSecondsUntil(moment: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (moment === undefined) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [moment])
  return moment === undefined ? undefined : Math.max(0, Math.ceil((moment - now) / 1_000))
}

/** The line that says where what is written is. It is spoken only when it becomes another kind of line. */
export function SaveState({ draft, view }: DraftProps) {
  const { t, locale } = useWords()
  const { state, number, trouble } = view
  const seconds = useSecondsUntil(trouble?.retryAt)
  const sayAs = (of: DraftState, at: number | undefined) => {
    if (of === 'clean' && number === undefined) return t('drafts.line.new')
    return t(`drafts.line.${of}`, { number, at: at === undefined ? '' : momentOf(at, locale) }).trim()
  }
  const at = { here: view.keptHereAt, server: view.keptThereAt, saved: view.savedAt }
  const moment = state === 'here' || state === 'server' || state === 'saved' ? at[state] : undefined
  return (
    <div className={`save-state when ${state}`}>
      <span aria-hidden="true">{sayAs(state, moment)}</span>
      <span className="vh" role="status">
        {sayAs(heard(state), heard(state) === 'saved' ? moment : undefined)}
      </span>
      {trouble?.kind === 'too_large' && <span>{t('drafts.too_large')}</span>}
      {seconds !== undefined && state !== 'refused' && (
        <>
          <span>{t('drafts.retry_in', { count: seconds })}</span>
          <Button look="quiet" onPress={draft.retry}>
            {t('drafts.retry')}
          </Button>
        </>
      )}
      {state === 'elsewhere' && (
        <Button onPress={() => void draft.writeHere()}>{t('drafts.write_here')}</Button>
      )}
    </div>
  )
}
