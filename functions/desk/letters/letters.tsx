/** @jsxImportSource react */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Feedback, Votes } from '../../domain/feedback/feedback.ts'
import { locales } from '../../domain/locale.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

const states = ['open', 'done', 'all'] as const

/** What readers wrote, the newest first, and what became of it. */
export function Letters() {
  const { t } = useWords()
  const api = useApi()
  const [state, setState] = useState<(typeof states)[number]>('open')
  const asked = new URLSearchParams({ limit: '100', ...(state !== 'all' && { state }) })
  const letters = useQuery({
    queryKey: ['letters', state],
    queryFn: async ({ signal }) =>
      (await api.read<{ feedback: Feedback[] }>(`/feedback?${asked}`, { signal })).data.feedback,
  })
  return (
    <Screen title={t('letters.title')}>
      <Select
        label={t('letters.which')}
        choices={states.map((id) => ({ id, name: t(`letters.states.${id}`) }))}
        value={state}
        onChange={(id) => setState(states.find((each) => each === id) ?? 'open')}
      />
      {letters.isPending && <Loading />}
      {letters.error && <Trouble error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.data?.length === 0 && <p className="empty">{t('letters.none')}</p>}
      <ul className="letters">
        {letters.data?.map((letter) => (
          <Letter key={`${letter.id} ${letter.number}`} letter={letter} />
        ))}
      </ul>
      <VoteList />
    </Screen>
  )
}

function Letter({ letter }: { letter: Feedback }) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [note, setNote] = useState(letter.note ?? '')
  const [error, setError] = useState<unknown>()
  const me = useMe()
  const [isAsked, setIsAsked] = useState(false)
  const { id, number, at, topic, useful, text, name, email, about, locale, answered, state } = letter
  const perform = async (act: () => Promise<unknown>, said: string) => {
    try {
      await act()
      say(said)
      await queries.invalidateQueries({ queryKey: ['letters'] })
    } catch (failure) {
      setError(failure)
    }
  }
  const answer = (next: Feedback['state']) =>
    perform(
      () => api.write(`/feedback/${id}/answer`, { method: 'POST', body: { number, state: next, note } }),
      t('letters.noted'),
    )
  const remove = () => perform(() => api.write(`/feedback/${id}`, { method: 'DELETE' }), t('letters.removed'))
  return (
    <li className="stack">
      <p className="when">
        <Moment at={at} />
        {topic && ` · ${t(`letters.topics.${topic}`)}`}
        {useful && ` · ${t(`letters.useful.${useful}`)}`}
      </p>
      <p className="letter-text" lang={locale}>
        {text}
      </p>
      <p className="acts">
        {name && <span>{name}</span>}
        {email && <a href={`mailto:${email}`}>{email}</a>}
        {about && <Link href={`/a/${about}`}>{t('letters.about')}</Link>}
      </p>
      <TextField label={t('letters.note')} rows={2} value={note} onChange={setNote} maxLength={2000} />
      {answered && (
        <p className="hint">
          {t('letters.answered', { name: answered.name })} <Moment at={answered.at} />
        </p>
      )}
      {error !== undefined && <Trouble error={error} />}
      <p className="acts">
        {state === 'open' ? (
          <Button look="main" onPress={() => void answer('done')}>
            {t('letters.done')}
          </Button>
        ) : (
          <>
            <Button onPress={() => void answer('done')}>{t('letters.save')}</Button>
            <Button look="quiet" onPress={() => void answer('open')}>
              {t('letters.reopen')}
            </Button>
          </>
        )}
        {me.data && isPermitted(me.data, 'configure') && (
          <Button look="quiet" onPress={() => setIsAsked(true)}>
            {t('letters.remove')}
          </Button>
        )}
      </p>
      <Dialog title={t('letters.remove_title')} isOpen={isAsked} isAlert onClose={() => setIsAsked(false)}>
        <p>{t('letters.remove_hint')}</p>
        <div className="acts">
          <Button look="main" onPress={() => setIsAsked(false)} autoFocus>
            {t('letters.keep')}
          </Button>
          <Button
            look="danger"
            onPress={() => {
              setIsAsked(false)
              void remove()
            }}
          >
            {t('letters.remove')}
          </Button>
        </div>
      </Dialog>
    </li>
  )
}

/** What readers found useful, and what not. */
function VoteList() {
  const { t, locale } = useWords()
  const api = useApi()
  const votes = useQuery({
    queryKey: ['letters', 'votes'],
    queryFn: async ({ signal }) =>
      (await api.read<{ votes: Votes[] }>('/feedback/votes?limit=20', { signal })).data.votes,
  })
  const ids = (votes.data ?? []).map(({ article }) => article)
  const articles = useQuery({
    queryKey: ['articles', 'ids', ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }) =>
      (await api.read<{ articles: ArticleRow[] }>(`/articles?ids=${ids.join(',')}`, { signal })).data
        .articles,
  })
  if (!votes.data?.length) return null
  /** Of what is not there any more, the id. */
  const named = (id: string) => {
    const translations = articles.data?.find((row) => row.id === id)?.translations ?? {}
    const lang = [locale, ...locales].find((each) => translations[each]?.title)
    return lang ? <span lang={lang}>{translations[lang]?.title}</span> : id
  }
  return (
    <section>
      <h2>{t('letters.votes')}</h2>
      <ul className="letters">
        {votes.data.map(({ article, yes, no }) => (
          <li key={article}>
            <Link href={`/a/${article}`}>{named(article)}</Link> {t('letters.counted', { yes, no })}
          </li>
        ))}
      </ul>
    </section>
  )
}
