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
  /** By what others are near it, as the list of articles is asked; the newest of them can be proposed. */
  near?: Record<string, string> | undefined
  /** Only those that readers have. */
  isPublic?: boolean
  onChoose: (id: string) => void
}

/** How many are proposed without a word to go by. */
const proposed = 6

/** Proposes articles by the words of their titles, or those that are near. */
export function ArticleFinder({ label, text, except, near, isPublic, onChoose }: ArticleFinderProps) {
  const { t } = useWords()
  const api = useApi()
  const [words, setWords] = useState('')
  const asked = words.trim()
  // Asked for by a button, so that to open an article asks nothing more.
  const [isProposing, setProposing] = useState(false)
  const isSearching = asked.length > 1
  const question: Record<string, string> = isSearching
    ? { text: asked, limit: '8', ...(isPublic && { status: 'published' }) }
    : { ...near, status: 'published', limit: String(proposed + except.length) }
  const found = useQuery({
    queryKey: ['articles', 'found', question],
    enabled: isSearching || (isProposing && near !== undefined),
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams(question)
      return (await api.read<{ articles: ArticleRow[] }>(`/articles?${query}`, { signal })).data.articles
    },
  })
  const offered = (found.data ?? []).filter(({ id }) => !except.includes(id))
  return (
    <>
      <TextField label={label} value={words} onChange={setWords} />
      {near && !isSearching && !isProposing && (
        <Button onPress={() => setProposing(true)}>{t('article.related_propose')}</Button>
      )}
      {found.data && offered.length === 0 && <p className="hint">{t('article.related_none')}</p>}
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
