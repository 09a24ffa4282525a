/** @jsxImportSource react */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { dateline, timeZone } from '../../domain/dates.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { isPermitted, isPermittedOn } from '../../domain/people/permissions.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { type ArticleAnswer, takeAnswer, useArticle } from '../article/article.ts'
import { late } from '../shell/late.ts'
import { Screen } from '../shell/screen.tsx'
import { useScreenActs } from '../shell/screen-acts.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Menu, type MenuAct } from '../ui/menu.tsx'
import { clockOf } from '../ui/moment.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { Compared } from './compared.tsx'
import { exportHistory } from './export.ts'
import { fold, type Line, tagOf } from './revisions.ts'

const ShownDialog = late(async () => (await import('./shown-dialog.tsx')).ShownDialog)

interface Page {
  revisions: Line[]
  next?: string
}

const dayIn = (locale: Locale) => (at: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(new Date(at))

/** What happened to an article, newest first: looked at, compared, named, brought back, taken along. */
export function History({ id, text }: { id: string; text: Locale }) {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const article = useArticle(id)
  const [, go] = useLocation()
  const me = useMe()
  const [chosen, setChosen] = useState<[older: number | undefined, newer: number | undefined]>([
    undefined,
    undefined,
  ])
  const [shown, setShown] = useState<[number, number]>()
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [asked, setAsked] = useState<{ act: 'restore' | 'name'; line: Line; locale?: Locale }>()
  const [isShownThen, setShownThen] = useState(false)
  const [error, setError] = useState<unknown>()
  const pages = useInfiniteQuery({
    queryKey: ['history', id],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next,
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50', ...(pageParam && { cursor: pageParam }) })
      return (await api.read<Page>(`/articles/${id}/revisions?${query}`, { signal })).data
    },
  })
  const lines = (pages.data?.pages.flatMap(({ revisions }) => revisions) ?? []).toSorted(
    (a, b) => b.number - a.number,
  )
  const latest = article.data?.revision
  const title = article.data?.article.translations[text]?.title ?? t('article.untitled')

  const restore = async (line: Line, one: Locale | undefined) => {
    if (!latest) return
    const { data } = await api.write<ArticleAnswer>(`/articles/${id}/restore`, {
      method: 'POST',
      match: tagOf(latest),
      body: { number: line.number, ...(one && { locale: one }) },
    })
    takeAnswer(queries, id, data)
    setAsked(undefined)
    say(t('history.restored', { number: line.number }))
  }
  const name = async (line: Line, words: string) => {
    await api.write(`/articles/${id}/revisions/${line.number}/name`, {
      method: 'POST',
      body: { name: words },
    })
    await queries.invalidateQueries({ queryKey: ['history', id] })
    setAsked(undefined)
  }
  const mayRestore = (one: Locale | undefined) => {
    if (!me.data || !article.data) return false
    const { role } = me.data
    const { createdBy, translations } = article.data.article
    const isOwn = createdBy === me.data.id
    const touched = one ? [one] : locales.filter((each) => translations[each])
    return touched.every((each) => isPermittedOn(role, 'edit', isOwn, translations[each]?.status ?? 'draft'))
  }
  const actsOf = (line: Line): MenuAct[] => [
    ...(line.number !== latest?.number
      ? [undefined, ...locales].filter(mayRestore).map((each) => ({
          id: `restore-${each ?? 'all'}`,
          name: each
            ? t('history.restoreOne', { language: t(`languages.${each}`) })
            : t('history.restoreAll'),
          onAction: () => setAsked({ act: 'restore', line, ...(each && { locale: each }) }),
        }))
      : []),
    ...(me.data && isPermitted(me.data, 'name')
      ? [{ id: 'name', name: t('history.name'), onAction: () => setAsked({ act: 'name', line }) }]
      : []),
  ]
  const lineOf = (line: Line) => (
    <li key={line.number} className="history-line">
      <span className="pick">
        <input
          type="radio"
          name="older"
          aria-label={t('history.older', { number: line.number })}
          checked={chosen[0] === line.number}
          onChange={() => setChosen([line.number, chosen[1]])}
        />
        <input
          type="radio"
          name="newer"
          aria-label={t('history.newer', { number: line.number })}
          checked={chosen[1] === line.number}
          onChange={() => setChosen([chosen[0], line.number])}
        />
      </span>
      <span className="what">
        <strong>{t(`history.actions.${line.action}`)}</strong>
        {line.locale && ` · ${t(`languages.${line.locale}`)}`}
        {line.names.map((each) => (
          <span key={each.name} className="tag">
            {each.name}
          </span>
        ))}
        <span className="when">
          {' '}
          {clockOf(line.at)} · {t('history.number', { number: line.number })}
          {line.added || line.removed ? ` · +${line.added ?? 0} −${line.removed ?? 0}` : ''}
        </span>
        {line.release && (
          <span className="note">
            {t('history.with_release')} <Link href={`/releases/${line.release.id}`}>{line.release.name}</Link>
          </span>
        )}
        {line.note && line.note !== line.release?.name && <q className="note">{line.note}</q>}
      </span>
      <span className="acts">
        {line.number > 1 && (
          <Button look="quiet" onPress={() => setShown([line.number - 1, line.number])}>
            {t('history.changes')}
          </Button>
        )}
        {actsOf(line).length > 0 && (
          <Menu
            look="quiet"
            label="…"
            name={t('history.more', { number: line.number })}
            groups={[actsOf(line)]}
          />
        )}
      </span>
    </li>
  )
  const toggle = (number: number) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(number)) next.add(number)
      return next
    })
  const runOf = (run: [Line, ...Line[]]) => {
    const [first] = run
    if (run.length === 1) return [lineOf(first)]
    const isOpen = open.has(first.number)
    return [
      ...(isOpen ? run : [first]).map(lineOf),
      <li key={`saves ${first.number}`}>
        <Button look="quiet" aria-expanded={isOpen} onPress={() => toggle(first.number)}>
          {t('history.saves', { count: run.length })}
        </Button>
      </li>,
    ]
  }
  const [older, newer] = chosen
  const mayCompare = older !== undefined && newer !== undefined && older !== newer
  const compare = () => mayCompare && setShown([Math.min(older, newer), Math.max(older, newer)])
  const save = () => {
    setError(undefined)
    void exportHistory(api, id).catch(setError)
  }
  useScreenActs([
    ...(mayCompare ? [{ name: t('history.compare'), keys: 'Mod+Enter', run: compare }] : []),
    { name: t('review.to_text'), run: () => go(`/a/${id}/${text}`) },
    { name: t('history.shown'), run: () => setShownThen(true) },
    { name: t('history.export'), run: save },
  ])
  return (
    <Screen
      title={t('history.title', { title })}
      acts={
        <div className="acts">
          <Button onPress={() => setShownThen(true)}>{t('history.shown')}</Button>
          <Button onPress={save}>{t('history.export')}</Button>
          <Link href={`/a/${id}/${text}`} className="button quiet">
            {t('review.to_text')}
          </Link>
        </div>
      }
    >
      {error !== undefined && <Trouble error={error} />}
      {pages.isPending && <Loading />}
      {pages.error && <Trouble error={pages.error} onRetry={() => void pages.refetch()} />}
      <div className="acts">
        <Button isDisabled={!mayCompare} onPress={compare}>
          {t('history.compare')}
        </Button>
        <span className="hint">{t('history.compare_hint')}</span>
      </div>
      {fold(lines, dayIn(locale)).map(({ day, actor, runs }) => (
        <section key={runs[0]?.[0].number} className="run" data-region aria-label={`${actor.name}, ${day}`}>
          <h2>
            {actor.name} <span className="when">{day}</span>
          </h2>
          <ol>{runs.flatMap((run) => runOf(run))}</ol>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage}>
          {t('media.more')}
        </Button>
      )}
      {shown && <Compared id={id} from={shown[0]} to={shown[1]} onClose={() => setShown(undefined)} />}
      {isShownThen && <ShownDialog id={id} text={text} onClose={() => setShownThen(false)} />}
      {asked?.act === 'restore' && (
        <ActDialog
          title={t('history.restore')}
          intro={t('history.restoreIntro', {
            number: asked.line.number,
            at: dateline(asked.line.at, locale),
            name: asked.line.actor.name,
          })}
          name={t('history.restore')}
          onClose={() => setAsked(undefined)}
          onAct={() => restore(asked.line, asked.locale)}
        />
      )}
      {asked?.act === 'name' && (
        <ActDialog
          title={t('history.name')}
          ask={{ label: t('history.name_label'), hint: t('history.name_hint'), isRequired: true }}
          name={t('history.name')}
          onClose={() => setAsked(undefined)}
          onAct={(words) => name(asked.line, words)}
        />
      )}
    </Screen>
  )
}
