/** @jsxImportSource react */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { useHashSearch } from '../shell/hash-location.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { isMonth, MonthSelect, thisMonth } from './month.tsx'
import type { MissingText } from './royalty.ts'

/** Public texts of a month that nobody was paid for, each with the way to propose it. */
export function ToDo() {
  const { t, locale } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useHashSearch()).get('month')
  const month = isMonth(asked) ? asked : thisMonth()
  const sections = useSettings().data?.sections ?? []
  const list = useInfiniteQuery({
    queryKey: ['royalties', 'missing', month],
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams({ month, limit: '50', ...(pageParam && { cursor: pageParam }) })
      return (
        await api.read<{ texts: MissingText[]; next?: string }>(`/royalties/missing?${page}`, { signal })
      ).data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const texts = list.data?.pages.flatMap((page) => page.texts)
  return (
    <>
      <p className="hint">{t('royalties.to_do.hint')}</p>
      <div className="royalty-row royalty-filters">
        <MonthSelect
          label={t('royalties.published_in')}
          value={month}
          onChange={(to) => go(`/royalties?month=${to}`)}
        />
      </div>
      {list.isPending && <Loading />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {texts && (
        <p role="status" className="count">
          {list.hasNextPage
            ? t('royalties.to_do.more', { number: texts.length })
            : t('royalties.to_do.found', { number: texts.length })}
        </p>
      )}
      {texts?.length === 0 && !list.hasNextPage && (
        <div className="empty">
          <p>{t('royalties.to_do.none')}</p>
          <p className="acts">
            <Link href="/royalties/records?state=proposed">{t('royalties.to_do.to_records')}</Link>
          </p>
        </div>
      )}
      <ul>
        {texts?.map(({ article, locale: of, title, section, byline, publishedAt }) => (
          <li key={`${article} ${of}`} className="work">
            <div className="says">
              <Link href={`/a/${article}/${of}`} className="title" lang={of}>
                {title}
              </Link>
              <p className="when">
                {[
                  t(`languages.${of}`),
                  sectionName(sections, section, locale),
                  t('royalties.published_on', { day: shortDate(publishedAt, locale) }),
                  ...byline,
                ].join(' · ')}
              </p>
            </div>
            <Link
              href={`/royalties/new/${article}/${of}`}
              className="button"
              aria-label={t('royalties.to_do.assess_text', { title })}
            >
              {t('royalties.to_do.assess')}
            </Link>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
          {t('articles.more')}
        </Button>
      )}
    </>
  )
}
