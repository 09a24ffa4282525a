/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import { titleOf } from './article-names.ts'

interface ArticleFinderProps {
  label: string
  text: Locale
  /** Ids that are not proposed. */
  except: readonly string[]
  onChoose: (id: string) => void
}

/** Proposes articles by the words of their titles. */
export function ArticleFinder({ label, text, except, onChoose }: ArticleFinderProps) {
  const { t } = useWords()
  const api = useApi()
  const [words, setWords] = useState('')
  const asked = words.trim()
  const found = useQuery({
    queryKey: ['articles', 'text', asked],
    enabled: asked.length > 1,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ text: asked, limit: '8' })
      return (await api.read<{ articles: ArticleRow[] }>(`/articles?${query}`, { signal })).data.articles
    },
  })
  const offered = (found.data ?? []).filter(({ id }) => !except.includes(id))
  return (
    <>
      <TextField label={label} value={words} onChange={setWords} />
      {asked.length > 1 && found.data && offered.length === 0 && (
        <p className="hint">{t('article.related_none')}</p>
      )}
      <ul className="offers">
        {offered.map((row) => (
          <li key={row.id}>
            <Button
              look="quiet"
              onPress={() => {
                onChoose(row.id)
                setWords('')
              }}
            >
              <span lang={text}>{titleOf(row, text, row.id)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
