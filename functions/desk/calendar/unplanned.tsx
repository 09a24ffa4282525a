/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import type { ReleaseRow } from '../api/releases.ts'
import type { ArticleRow } from '../api/rows.ts'
import { addressOf, noFilters } from '../articles/filters.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import type { Board } from './board.ts'

/** Texts that are shown; the list of articles has them all. */
const most = 20

const keyOf = (article: string, locale: Locale) => `${article} ${locale}`

/** Texts that go public with others, and so by no plan of their own. */
async function readTogether(api: Api, signal: AbortSignal): Promise<Set<string>> {
  const lists = await Promise.all(
    ['planned', 'preparing'].map((state) =>
      api.read<{ releases: ReleaseRow[] }>(`/releases?state=${state}`, { signal }),
    ),
  )
  return new Set(
    lists.flatMap(({ data }) =>
      data.releases.flatMap(({ members }) => members.map(({ article, locale }) => keyOf(article, locale))),
    ),
  )
}

/** Approved texts that nobody has planned yet: carried to a day, or planned by their button. What is carried here is cancelled. */
export function Unplanned({ board }: { board: Board }) {
  const { t } = useWords()
  const api = useApi()
  const [isOver, setOver] = useState(false)
  const { data } = useQuery({
    queryKey: ['articles', 'unplanned'],
    queryFn: async ({ signal }) =>
      (await api.read<{ articles: ArticleRow[] }>(`/articles?status=approved&limit=${most}`, { signal })).data
        .articles,
  })
  const { data: together } = useQuery({
    queryKey: ['releases', 'members'],
    queryFn: ({ signal }) => readTogether(api, signal),
  })
  const texts = (together ? (data ?? []) : [])
    .filter(({ section }) => board.mayPlan(section))
    .flatMap(({ id, translations }) =>
      locales.flatMap((locale) => {
        const text = translations[locale]
        const isFree = !together?.has(keyOf(id, locale))
        return text?.status === 'approved' && isFree
          ? [{ id, locale, title: text.title || t('articles.untitled') }]
          : []
      }),
    )
  const planned = () => {
    const carried = board.dragged()
    return carried?.kind === 'text' && carried.of.at !== undefined ? carried.of : undefined
  }
  return (
    <section
      className={isOver ? 'unplanned over-it' : 'unplanned'}
      aria-labelledby="unplanned"
      data-region
      onDragOver={(event) => {
        if (!planned()) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const of = planned()
        if (of) board.onAsk({ kind: 'cancel', of })
        board.onDrag(undefined)
      }}
    >
      <h2 id="unplanned">{t('calendar.unplanned')}</h2>
      {planned() && <p className="when">{t('calendar.drop_cancels')}</p>}
      {data && together && texts.length === 0 && <p className="when">{t('calendar.none_unplanned')}</p>}
      <ul>
        {texts.map(({ id, locale, title }) => {
          const of = { id, locale, act: 'publish' } as const
          return (
            <li
              key={`${id} ${locale}`}
              className="entry"
              draggable
              onDragStart={({ dataTransfer }) => {
                dataTransfer.effectAllowed = 'move'
                dataTransfer.setData('text/plain', title)
                board.onDrag({ kind: 'text', of })
              }}
              onDragEnd={() => board.onDrag(undefined)}
            >
              <span className="tongue" aria-hidden="true">
                {locale.toUpperCase()}
              </span>
              <Link href={`/a/${id}/${locale}`} className="title" lang={locale} draggable={false}>
                {title}
              </Link>
              <Button
                onPress={() => board.onAsk({ kind: 'plan', of })}
                aria-label={t('calendar.plan_it', { title, language: t(`languages.${locale}`) })}
              >
                {t('acts.names.schedule')}
              </Button>
            </li>
          )
        })}
      </ul>
      {data?.length === most && (
        <p>
          <Link href={addressOf({ ...noFilters, state: 'approved' })}>{t('today.all')}</Link>
        </p>
      )}
    </section>
  )
}
