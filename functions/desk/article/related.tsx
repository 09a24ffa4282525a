/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Locale, wordsIn } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

interface RelatedListProps {
  id: string
  related: readonly string[]
  text: Locale
  isReadOnly: boolean
  onChange: (related: string[]) => void
}

/** The most that an article names. */
const most = 10

/** Other articles to which this one leads; found by the words of their titles. */
export function RelatedList({ id, related, text, isReadOnly, onChange }: RelatedListProps) {
  const { t } = useWords()
  const api = useApi()
  const [words, setWords] = useState('')
  const known = useQuery({
    queryKey: ['articles', 'ids', related],
    enabled: related.length > 0,
    queryFn: async ({ signal }) =>
      (await api.read<{ articles: ArticleRow[] }>(`/articles?ids=${related.join(',')}`, { signal })).data
        .articles,
  })
  const asked = words.trim()
  const found = useQuery({
    queryKey: ['articles', 'text', asked],
    enabled: asked.length > 1,
    queryFn: async ({ signal }) =>
      (
        await api.read<{ articles: ArticleRow[] }>(
          `/articles?${new URLSearchParams({ text: asked, limit: '8' })}`,
          {
            signal,
          },
        )
      ).data.articles,
  })
  const titleOf = (row: ArticleRow | undefined, fallback: string) =>
    wordsIn(
      { ...row?.translations, ...(row?.translations[text] && { [text]: row.translations[text] }) },
      text,
    )?.title ?? fallback
  const offered = (found.data ?? []).filter((row) => row.id !== id && !related.includes(row.id))
  return (
    <fieldset className="stack">
      <legend className="label">{t('article.related')}</legend>
      <ul className="stack">
        {related.map((each) => {
          const title = titleOf(
            known.data?.find((row) => row.id === each),
            each,
          )
          return (
            <li key={each} className="row">
              <span lang={text}>{title}</span>
              {!isReadOnly && (
                <Button
                  look="quiet"
                  aria-label={t('article.take_out', { name: title })}
                  onPress={() => onChange(related.filter((other) => other !== each))}
                >
                  <Icon name="close" />
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {!isReadOnly && related.length < most && (
        <>
          <TextField label={t('article.related_find')} value={words} onChange={setWords} />
          {asked.length > 1 && found.data && offered.length === 0 && (
            <p className="hint">{t('article.related_none')}</p>
          )}
          <ul>
            {offered.map((row) => (
              <li key={row.id}>
                <Button
                  look="quiet"
                  onPress={() => {
                    onChange([...related, row.id])
                    setWords('')
                  }}
                >
                  <span lang={text}>{titleOf(row, row.id)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  )
}
