/** @jsxImportSource react */
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { actions } from '../../domain/actions.ts'
import { dateline, monthName } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { usePeople } from '../api/newsroom.ts'
import { ArticleFinder } from '../article/article-finder.tsx'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { lastMonths } from '../ui/months.ts'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type ActivityFilters, addressOf, readActivityFilters } from './filters.ts'
import { subjectOf } from './subject.ts'
import { type Act, readAll, useActivity } from './use-activity.ts'

/** In a choice, what stands for no filter. */
const any = 'any'

/** Who did what: a month at a time, by person, article and kind of act. */
export function ActivityScreen() {
  const { t, locale } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const filters = readActivityFilters(useSearch())
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      const acts = await readAll(api, filters)
      const head = ['when', 'who', 'what', 'of', 'language', 'note'] as const
      const rows = acts.map((act) => [
        dateline(act.at, locale),
        act.actor.name,
        t(`history.actions.${act.action}`),
        subjectOf(act, locale, t).text,
        act.locale ? t(`languages.${act.locale}`) : '',
        act.note ?? act.name ?? '',
      ])
      saveFile(
        csvOf([head.map((each) => t(`activity.columns.${each}`)), ...rows]),
        `${t('activity.title')} ${filters.month}.csv`,
      )
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Screen
      title={t('activity.title')}
      acts={
        <Button onPress={() => void save()} isDisabled={isSaving}>
          {t(isSaving ? 'loading' : 'activity.export')}
        </Button>
      }
    >
      {error !== undefined && <Trouble error={error} />}
      <Filters filters={filters} onChange={(next) => go(addressOf(next))} />
      <Acts key={addressOf(filters)} filters={filters} />
    </Screen>
  )
}

interface FiltersProps {
  filters: ActivityFilters
  onChange: (filters: ActivityFilters) => void
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t, locale } = useWords()
  const { data: people = [] } = usePeople()
  const set = (key: 'person' | 'action', value: string) => {
    const { [key]: _, ...rest } = filters
    onChange({ ...rest, ...(value !== any && { [key]: value }) })
  }
  const every = { id: any, name: t('articles.every') }
  const named = actions.map((id) => ({ id, name: t(`history.actions.${id}`) }))
  const inOrder = new Intl.Collator(locale).compare
  const months = [...new Set([filters.month, ...lastMonths(24)])].sort().reverse()
  return (
    <div className="filter-bar open">
      <div className="filters">
        <Select
          label={t('activity.month')}
          choices={months.map((id) => ({ id, name: monthName(id, locale) }))}
          value={filters.month}
          onChange={(month) => onChange({ ...filters, month })}
        />
        <Select
          label={t('activity.person')}
          choices={[every, ...people.map(({ id, name }) => ({ id, name }))]}
          value={filters.person ?? any}
          onChange={(id) => set('person', id)}
        />
        <Select
          label={t('activity.action')}
          choices={[every, ...named.toSorted((a, b) => inOrder(a.name, b.name))]}
          value={filters.action ?? any}
          onChange={(id) => set('action', id)}
        />
      </div>
      {filters.article === undefined && (
        <div className="filters further">
          <ArticleFinder
            label={t('activity.article')}
            text={locale}
            except={[]}
            onChoose={(article) => onChange({ ...filters, article })}
          />
        </div>
      )}
      {filters.article && (
        <p className="acts">
          <span>{t('activity.one_article')}</span>
          <Button
            onPress={() => {
              const { article: _, ...rest } = filters
              onChange(rest)
            }}
          >
            {t('activity.all_articles')}
          </Button>
        </p>
      )}
    </div>
  )
}

function Acts({ filters }: { filters: ActivityFilters }) {
  const { t } = useWords()
  const tell = useTell()
  const list = useActivity(filters)
  const { acts, hasNextPage, isPending, error, isFetchingNextPage } = list
  const found = t('activity.found', { count: acts.length })
  useEffect(() => {
    if (!isPending && !error) tell(found)
  }, [isPending, error, found, tell])
  if (isPending) return <Loading />
  return (
    <>
      {error && <Trouble error={error} onRetry={() => void list.refetch()} />}
      {acts.length === 0 && !hasNextPage && <p className="empty">{t('activity.none')}</p>}
      <ol className="acts-done" aria-label={t('activity.title')}>
        {acts.map((act) => (
          <Line
            key={`${act.kind} ${act.subject} ${act.number} ${act.at} ${act.name ?? ''}`}
            act={act}
            filters={filters}
          />
        ))}
      </ol>
      <div className="acts list-end">
        <p className="when">{found}</p>
        {hasNextPage && (
          <Button onPress={() => void list.fetchNextPage()} isDisabled={isFetchingNextPage}>
            {t(isFetchingNextPage ? 'loading' : 'articles.more')}
          </Button>
        )}
      </div>
    </>
  )
}

function Line({ act, filters }: { act: Act; filters: ActivityFilters }) {
  const { t, locale } = useWords()
  const { text, lang, to } = subjectOf(act, locale, t)
  const said = act.note ?? act.name
  const named = <span {...(lang && { lang })}>{text}</span>
  return (
    <li>
      <p className="when">
        <Moment at={act.at} />
      </p>
      <div className="says">
        <p>
          <Link href={addressOf({ ...filters, person: act.actor.id })}>{act.actor.name}</Link>
          {' · '}
          {t(`history.actions.${act.action}`)}
          {act.locale && ` (${t(`languages.${act.locale}`)})`}
        </p>
        <p className="title">{to ? <Link href={to}>{named}</Link> : named}</p>
        {said && <p className="note">{said}</p>}
      </div>
      {act.kind === 'article' && filters.article === undefined && (
        <Link
          className="when"
          href={addressOf({ ...filters, article: act.subject })}
          aria-label={t('activity.only_of', { title: text })}
        >
          {t('activity.only')}
        </Link>
      )}
    </li>
  )
}
