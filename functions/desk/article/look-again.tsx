/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { shortDate } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { dayInVietnam } from '../ui/moment.tsx'
import { say } from '../ui/toast.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type ArticleAnswer, takeAnswer } from './article.ts'

const LookAgainDialog = lazy(async () => ({
  default: (await import('./look-again-dialog.tsx')).LookAgainDialog,
}))

/** When the article is to be looked at again, and what for: said, changed, and done. */
export function LookAgain({ answer, mayRemind }: { answer: ArticleAnswer; mayRemind: boolean }) {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const reason = useReason()
  const [isAsked, setAsked] = useState(false)
  const { id, lookAgain } = answer.article
  if (!mayRemind && !lookAgain) return null

  const set = async (body: { on: string | null; note?: string }) => {
    const { data } = await api.write<ArticleAnswer>(`/articles/${id}/look-again`, {
      method: 'POST',
      body,
      match: answer.parts.shared,
    })
    takeAnswer(queries, id, data)
    setAsked(false)
    say(t(body.on === null ? 'look_again.done' : 'look_again.set'))
  }
  const isDue = lookAgain && lookAgain.on <= dayInVietnam(new Date())
  return (
    <div className="stack">
      {lookAgain && (
        <p className={isDue ? 'status flag' : 'status'}>
          <Icon name={isDue ? 'warn' : 'eye'} />
          {t('look_again.on', { day: shortDate(`${lookAgain.on}T05:00:00Z`, locale) })}
        </p>
      )}
      {lookAgain?.note && <blockquote className="note">{lookAgain.note}</blockquote>}
      {mayRemind && (
        <div className="acts">
          {lookAgain && (
            <Button onPress={() => void set({ on: null }).catch((error: unknown) => say(reason(error)))}>
              {t('look_again.looked')}
            </Button>
          )}
          <Button look={lookAgain ? 'quiet' : 'plain'} onPress={() => setAsked(true)}>
            {t(lookAgain ? 'look_again.change' : 'look_again.ask')}
          </Button>
        </div>
      )}
      {isAsked && (
        <Suspense>
          <LookAgainDialog
            lookAgain={lookAgain}
            onClose={() => setAsked(false)}
            onAct={(on, note) => set({ on, ...(note && { note }) })}
          />
        </Suspense>
      )}
    </div>
  )
}
