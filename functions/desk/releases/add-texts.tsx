/** @jsxImportSource react */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { Release, ReleaseText } from '../api/releases.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Status } from '../ui/status.tsx'
import { useWords } from '../words.tsx'

/** Articles that are proposed. */
const most = 8

/** Those that have these words in a title; without words, those with an approved text, which are likely meant. */
function useProposed(words: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['articles', 'for-release', words],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({
        ...(words.length > 1 ? { text: words } : { status: 'approved' }),
        limit: String(most),
      })
      return (await api.read<{ articles: ArticleRow[] }>(`/articles?${query}`, { signal })).data.articles
    },
  })
}

interface AddTextsProps {
  release: Release
  onAdd: (texts: ReleaseText[]) => Promise<void>
}

/** Finds articles by their titles, and puts one language of them into the release. */
export function AddTexts({ release, onAdd }: AddTextsProps) {
  const { t, locale: spoken } = useWords()
  const [words, setWords] = useState('')
  const { data: rows = [], isPending } = useProposed(words)
  const has = (id: string, locale: string) =>
    release.members.some((each) => each.article === id && each.locale === locale)
  const offers = rows.flatMap(({ id, translations }) =>
    locales.flatMap((locale) => {
      const text = translations[locale]
      const isOpen = text && text.status !== 'published' && text.status !== 'withdrawn' && !has(id, locale)
      return isOpen ? [{ id, locale, text }] : []
    }),
  )
  return (
    <section className="release-add" aria-labelledby="release-add" data-region>
      <h2 id="release-add">{t('releases.add')}</h2>
      <SearchField label={t('releases.find')} asked={words} onAsk={setWords} />
      {!isPending && offers.length === 0 && <p className="hint">{t('releases.none_found')}</p>}
      <ul className="release-offers">
        {offers.map(({ id, locale, text }) => {
          const title = text.title || t('articles.untitled')
          return (
            <li key={`${id} ${locale}`}>
              <span className="tongue" aria-hidden="true">
                {locale.toUpperCase()}
              </span>
              <span className="title" lang={text.title ? locale : spoken}>
                {title}
              </span>
              <Status of={text.status} />
              <Button
                onPress={() => void onAdd([{ article: id, locale, states: {}, live: false }])}
                aria-label={t('releases.add_it', { title, language: t(`languages.${locale}`) })}
              >
                {t('releases.add_do')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
