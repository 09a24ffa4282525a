/** @jsxImportSource react */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { useHashSearch } from '../shell/hash-location.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Loading } from '../ui/loading.tsx'
import { dayInVietnam } from '../ui/moment.tsx'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useMoney } from './money.ts'
import { isMonth, MonthSelect } from './month.tsx'
import { type RoyaltyRow, royaltyStates, usePayees } from './royalty.ts'
import { StateSign } from './state-sign.tsx'

const any = 'any'
const names = ['state', 'month', 'payee', 'overdue'] as const

/** What was proposed, approved, paid and reversed. Its filters stand in the address. */
export function Records() {
  const { t } = useWords()
  const api = useApi()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useHashSearch())
  const payees = usePayees()
  const question = new URLSearchParams(
    names.flatMap((name) => {
      const value = asked.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const set = (name: (typeof names)[number], value: string) => {
    const next = new URLSearchParams(question)
    if (value === any || value === '') next.delete(name)
    else next.set(name, value)
    go(`/royalties/records${next.size > 0 ? `?${next}` : ''}`)
  }
  const list = useInfiniteQuery({
    queryKey: ['royalties', 'records', question.toString()],
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams({ ...Object.fromEntries(question), limit: '50' })
      if (pageParam) page.set('cursor', pageParam)
      return (await api.read<{ royalties: RoyaltyRow[]; next?: string }>(`/royalties?${page}`, { signal }))
        .data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const rows = list.data?.pages.flatMap(({ royalties }) => royalties)
  const month = question.get('month')
  return (
    <>
      <div className="royalty-row royalty-filters">
        <Select
          label={t('royalties.state')}
          choices={[
            { id: any, name: t('articles.every') },
            ...royaltyStates.map((id) => ({ id, name: t(`royalties.states.${id}`) })),
          ]}
          value={question.get('state') ?? any}
          onChange={(id) => set('state', id)}
        />
        <MonthSelect
          label={t('royalties.month')}
          every={{ id: any, name: t('articles.every') }}
          value={isMonth(month) ? month : any}
          onChange={(id) => set('month', id)}
        />
        <Select
          label={t('royalties.payee')}
          choices={[{ id: any, name: t('articles.every') }, ...(payees.data ?? [])]}
          value={question.get('payee') ?? any}
          onChange={(id) => set('payee', id)}
        />
      </div>
      <Checkbox
        isSelected={question.get('overdue') === 'true'}
        onChange={(is) => set('overdue', is ? 'true' : '')}
      >
        {t('royalties.only_overdue')}
      </Checkbox>
      {list.isPending && <Loading />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {rows?.length === 0 && (
        <div className="empty">
          <p>{t(question.size > 0 ? 'royalties.none_found' : 'royalties.none')}</p>
          <p className="acts">
            {question.size > 0 ? (
              <Link href="/royalties/records">{t('articles.clear')}</Link>
            ) : (
              <Link href="/royalties">{t('royalties.tabs.to_do')}</Link>
            )}
          </p>
        </div>
      )}
      <ul>
        {rows?.map((row) => (
          <Row key={row.id} row={row} payees={new Map(payees.data?.map(({ id, name }) => [id, name]))} />
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

function Row({ row, payees }: { row: RoyaltyRow; payees: ReadonlyMap<string, string> }) {
  const { t, locale } = useWords()
  const money = useMoney()
  const { id, state, locale: of, title, amountVnd, due, updatedAt, updatedBy } = row
  const isLate = state === 'approved' && due !== undefined && due < dayInVietnam(new Date())
  const facts = [
    t(`languages.${of}`),
    row.payees.map((each) => payees.get(each) ?? each).join(', '),
    t('royalties.changed_by', { name: updatedBy, day: shortDate(updatedAt, locale) }),
  ]
  return (
    <li className="work">
      <div className="says">
        <Link href={`/royalties/r/${id}`} className="title" lang={of}>
          {title}
        </Link>
        <p className="when">{facts.filter(Boolean).join(' · ')}</p>
        {isLate && due && (
          <p className="wrong">
            {t('royalties.overdue_since', { day: shortDate(`${due}T00:00:00Z`, locale) })}
          </p>
        )}
      </div>
      <p className="royalty-end">
        <StateSign of={state} />
        <strong>{amountVnd === undefined ? t('royalties.not_fixed') : money(amountVnd)}</strong>
      </p>
    </li>
  )
}
