/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useMe } from '../api/newsroom.ts'
import { MediaGrid } from '../media/media-grid.tsx'
import { useLibrary } from '../media/use-library.ts'
import { late } from '../shell/late.ts'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { FileRows } from './file-rows.tsx'
import { FilterBar, ListTabs } from './filter-bar.tsx'
import {
  addressOf,
  type Filters,
  filtersIn,
  kinds,
  noFilters,
  questionOf,
  readFilters,
  undescribedIn,
  wordOf,
} from './filters.ts'

/** What sends files is heavier than the list, so it comes after it: with the picker, which has it too. */
const UploadZone = late(async () => (await import('../media/picker.tsx')).UploadZone)

/** All files of the newsroom: put there, found again, and led to their pages. */
export function LibraryScreen() {
  const { t } = useWords()
  const [, go] = useLocation()
  const queries = useQueryClient()
  const filters = readFilters(useSearch())
  const ask = (next: Filters, isWriting = false) => go(addressOf(next), { replace: isWriting })
  return (
    <Screen title={t('library.title')}>
      <Suspense fallback={<div className="drop-zone" />}>
        <UploadZone
          kinds={kinds}
          isMany
          stays
          onEach={() => void queries.invalidateQueries({ queryKey: ['media'] })}
        />
      </Suspense>
      <ListTabs filters={filters} />
      <FilterBar filters={filters} onChange={ask} />
      <Results filters={filters} onChange={ask} />
    </Screen>
  )
}

interface ResultsProps {
  filters: Filters
  onChange: (filters: Filters) => void
}

function Results({ filters, onChange }: ResultsProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const me = useMe().data?.id ?? ''
  const { rows, isSearching, error, ...list } = useLibrary(questionOf(filters, me))
  const tell = useTell()
  const found = t(list.hasNextPage ? 'library.found_more' : 'library.found', { count: rows.length })
  useEffect(() => {
    if (!error && !isSearching) tell(found)
  }, [error, isSearching, found, tell])
  if (error) return <Trouble error={error} onRetry={() => void list.refetch()} />
  if (isSearching) return <Loading />
  const undescribed = undescribedIn(filters.list)
  return (
    <>
      {undescribed && rows.length > 0 && (
        <p className="acts">
          <Link href={`/media/describe/${undescribed}`} className="button main">
            {t('library.describe_all')}
          </Link>
          <span className="hint">{t('library.describe_all_hint')}</span>
        </p>
      )}
      {rows.length === 0 && <Empty filters={filters} onChange={onChange} />}
      {rows.length > 0 && filters.view === 'list' && <FileRows files={rows} />}
      {rows.length > 0 && filters.view === 'grid' && (
        <MediaGrid
          files={rows}
          chosen={undefined}
          onChoose={() => undefined}
          onPick={([file]) => file && go(`/media/${file.id}`)}
        />
      )}
      {rows.length > 0 && (
        <div className="acts list-end">
          <p className="when">{found}</p>
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
              {t('media.more')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

/** Says what the list is for, and offers the one thing to do. */
function Empty({ filters, onChange }: ResultsProps) {
  const { t } = useWords()
  const { list, sort, view } = filters
  if (filtersIn(filters) === 0) return <p className="empty">{t(`library.none.${wordOf(list)}`)}</p>
  return (
    <div className="empty">
      <p>{t('library.none_found')}</p>
      <p className="acts">
        <Button onPress={() => onChange({ ...noFilters, list, sort, view })}>{t('articles.clear')}</Button>
      </p>
    </div>
  )
}
