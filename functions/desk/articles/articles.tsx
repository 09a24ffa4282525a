/** @jsxImportSource react */
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useDesk } from '../api/desk.ts'
import { useMe } from '../api/newsroom.ts'
import { Screen } from '../shell/screen.tsx'
import { noteEnded } from '../shell/session-banner.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { BulkBar, mayActOnMany } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { addressOf, type Filters, filtersIn, noFilters, readFilters } from './filters.ts'
import { ArticleList } from './list.tsx'
import { StateTabs } from './state-tabs.tsx'
import { useList } from './use-list.ts'

const nothing: ReadonlySet<string> = new Set()

/** All articles: found by what they are, by words, by whose they are; and acted on, many at once. */
export function Articles() {
  const { t } = useWords()
  const [, go] = useLocation()
  const filters = readFilters(useSearch())
  const { data: desk } = useDesk()
  const ask = (next: Filters, isWriting = false) => go(addressOf(next), { replace: isWriting })
  return (
    <Screen title={t('articles.heading')}>
      <StateTabs filters={filters} counts={desk?.data.counts} />
      <FilterBar filters={filters} onChange={ask} />
      {/* What was chosen in one list is not chosen in another. */}
      <Results key={addressOf(filters)} filters={filters} onChange={ask} />
    </Screen>
  )
}

interface ResultsProps {
  filters: Filters
  onChange: (filters: Filters) => void
}

function Results({ filters, onChange }: ResultsProps) {
  const { t, locale } = useWords()
  const list = useList(filters)
  const [chosen, setChosen] = useState(nothing)
  const tell = useTell()
  const { data: me } = useMe()
  const { rows, error, isPending, isSearching, hasNextPage, isFetchingNextPage } = list
  const count = rows.length
  useEffect(() => {
    if (error) noteEnded(error)
    else if (!isPending && !isSearching)
      tell(t(hasNextPage ? 'articles.found_more' : 'articles.found', { count }))
  }, [error, isPending, isSearching, hasNextPage, count, tell, t])
  if (isPending || isSearching) return <Loading />
  if (error && count === 0) return <Trouble error={error} onRetry={() => void list.refetch()} />
  const selected = rows.filter(({ id }) => chosen.has(id))
  return (
    <>
      {error && <Trouble error={error} onRetry={() => void list.refetch()} />}
      {count === 0 && !hasNextPage ? (
        <Empty filters={filters} onChange={onChange} />
      ) : (
        <>
          {selected.length > 0 && (
            <BulkBar rows={selected} only={filters.locale} onClear={() => setChosen(nothing)} />
          )}
          {count > 0 && (
            <ArticleList
              rows={rows}
              wished={[filters.locale ?? locale, locale]}
              hasAllTitles={filters.text !== undefined}
              canSelect={me !== undefined && mayActOnMany(me)}
              selected={chosen}
              onSelect={setChosen}
            />
          )}
          <div className="acts list-end">
            <p className="when">{t(hasNextPage ? 'articles.found_more' : 'articles.found', { count })}</p>
            {hasNextPage && (
              <Button onPress={() => void list.fetchNextPage()} isDisabled={isFetchingNextPage}>
                {t(isFetchingNextPage ? 'loading' : 'articles.more')}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}

/** Says what the list is for, and offers the one thing to do. */
function Empty({ filters, onChange }: ResultsProps) {
  const { t } = useWords()
  const isFiltered = filtersIn(filters) > 0
  return (
    <div className="empty">
      <p>{t(isFiltered ? 'articles.none_found' : `articles.none.${filters.state}`)}</p>
      <p className="acts">
        {isFiltered ? (
          <Button onPress={() => onChange({ ...noFilters, state: filters.state, sort: filters.sort })}>
            {t('articles.clear')}
          </Button>
        ) : (
          <Link href="/new" className="button">
            {t('shell.new')}
          </Link>
        )}
      </p>
    </div>
  )
}
