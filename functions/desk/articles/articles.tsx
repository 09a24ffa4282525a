/** @jsxImportSource react */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useDesk } from '../api/desk.ts'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Asked } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { addressOf, type Filters, filtersIn, noFilters, readFilters } from './filters.ts'
import { ArticleList } from './list.tsx'
import { StateTabs } from './state-tabs.tsx'
import { useList } from './use-list.ts'

const TogetherAct = lazy(async () => ({
  default: (await import('../releases/together-act.tsx')).TogetherAct,
}))

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }))
const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))

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
  const [asked, setAsked] = useState<Asked>()
  const tell = useTell()
  const { rows, error, isPending, isSearching, hasNextPage, isFetchingNextPage } = list
  const count = rows.length
  const found = t(hasNextPage ? 'articles.found_more' : 'articles.found', { count })
  useEffect(() => {
    if (!error && !isPending && !isSearching) tell(found)
  }, [error, isPending, isSearching, found, tell])
  useFocusKept(asked !== undefined)
  if (isPending || isSearching) return <Loading />
  const selected = rows.filter(({ id }) => chosen.has(id))
  return (
    <>
      {error && <Trouble error={error} onRetry={() => void list.refetch()} />}
      {selected.length > 0 && (
        <Suspense>
          <BulkBar rows={selected} only={filters.locale} onAsk={setAsked} onClear={() => setChosen(nothing)}>
            <Suspense>
              <TogetherAct rows={selected} only={filters.locale} onDone={() => setChosen(nothing)} />
            </Suspense>
          </BulkBar>
        </Suspense>
      )}
      {count > 0 && (
        <ArticleList
          rows={rows}
          wished={[filters.locale ?? locale, locale]}
          hasAllTitles={filters.text !== undefined}
          selected={chosen}
          onSelect={setChosen}
        />
      )}
      {count === 0 && !hasNextPage && !error && <Empty filters={filters} onChange={onChange} />}
      {(count > 0 || hasNextPage) && (
        <div className="acts list-end">
          <p className="when">{found}</p>
          {hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isDisabled={isFetchingNextPage}>
              {t(isFetchingNextPage ? 'loading' : 'articles.more')}
            </Button>
          )}
        </div>
      )}
      {asked && (
        <Suspense>
          <BulkDialog
            asked={asked}
            onClose={(isDone) => {
              setAsked(undefined)
              if (isDone) setChosen(nothing)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** What was done in a dialog may have taken the button away from which it was opened: whoever was there goes on from the top. */
function useFocusKept(isOpen: boolean) {
  useEffect(() => {
    if (!isOpen) return
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById('main')?.focus()
      })
    }
  }, [isOpen])
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
