/** @jsxImportSource react */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
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

const pageSize = 100

/** Of one state or of all; the API orders them by day alone, and hands them out page by page. */
function useLetters(state: (typeof states)[number]) {
  const api = useApi()
  const pages = useInfiniteQuery({
    queryKey: ['letters', state],
    queryFn: async ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        limit: String(pageSize),
        ...(state !== 'all' && { state }),
        ...(pageParam && { before: pageParam }),
      })
      return (await api.read<{ feedback: Feedback[] }>(`/feedback?${asked}`, { signal })).data.feedback
    },
    initialPageParam: '',
    getNextPageParam: (page) => (page.length === pageSize ? page.at(-1)?.id : undefined),
  })
  const letters = pages.data?.pages.flat().toSorted((a, b) => b.at.localeCompare(a.at))
  return { ...pages, letters }
}

/** What readers wrote, the newest first, and what became of it. */
export function Letters() {
  const { t } = useWords()
  const [state, setState] = useState<(typeof states)[number]>('open')
  const { letters, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useLetters(state)
  return (
    <Screen title={t('shell.letters')}>
      <Select
        label={t('letters.which')}
        choices={states.map((id) => ({ id, name: t(`letters.states.${id}`) }))}
        value={state}
        onChange={(id) => setState(states.find((each) => each === id) ?? 'open')}
      />
      {isPending && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {letters?.length === 0 && <p className="empty">{t('letters.none')}</p>}
      <ul className="letters">
        {letters?.map((letter) => (
          <Letter key={`${letter.id} ${letter.number}`} letter={letter} />
        ))}
      </ul>
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('letters.more')}
        </Button>
      )}
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
