/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import type { Found } from '../checks/found.ts'
import { FoundList } from '../checks/found-list.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Markup } from '../ui/markup.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { ArticleAnswer } from './article.ts'
import type { TextContent } from './content.ts'
import { SourceChanges } from './source-changes.tsx'

interface Change {
  changed: boolean
  html: string
}

/** What a source says now, with what has changed in it since it was translated. */
interface Source {
  stale: boolean
  changes: { title?: Change; summary?: Change; body?: Change }
}

interface SourcePanelProps {
  answer: ArticleAnswer
  /** The language that is being written, and the one it is translated from. */
  text: Locale
  source: Locale
  written: TextContent
  /** What the checks found in the translation: of what its source has and it lacks, it is told here. */
  found: readonly Found[]
  isReadOnly: boolean
  onChange: (change: TextContent) => void
}

/** The source of a translation beside it, with what has changed since; the translator says when theirs says the same again. */
export function SourcePanel({
  answer,
  text,
  source,
  written,
  found,
  isReadOnly,
  onChange,
}: SourcePanelProps) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const api = useApi()
  const { article, revision } = answer
  const isTranslation = article.translations[text]?.basedOn?.locale === source
  const changes = useQuery({
    queryKey: ['source', article.id, text, revision.number],
    enabled: isTranslation,
    queryFn: async ({ signal }) =>
      (await api.read<Source>(`/articles/${article.id}/translations/${text}/source`, { signal })).data,
  })
  const original = article.translations[source]
  if (!original) return null
  const isStale = changes.data?.stale ?? false
  const shown = isStale ? changes.data?.changes : undefined
  const lacking = found.filter(({ rule }) => rule === 'numbers')
  const isUpToDate = written.basedOn?.locale === source && written.basedOn.revision === revision.number
  return (
    <div className="stack">
      {changes.error && <Trouble error={changes.error} onRetry={() => void changes.refetch()} />}
      {isTranslation && changes.isPending && <Loading />}
      {isStale && !isUpToDate && (
        <>
          <p>{t('source.changed')}</p>
          {!isReadOnly && (
            <Button onPress={() => onChange({ basedOn: { locale: source, revision: revision.number } })}>
              {t('source.updated')}
            </Button>
          )}
        </>
      )}
      {isUpToDate && isStale && <p className="hint">{t('source.said')}</p>}
      {lacking.length > 0 && <FoundList found={lacking} />}
      {shown && <SourceChanges place={place} shown={changes.data} />}
      <div className="source stack" ref={place}>
        {shown?.title ? (
          <Markup html={shown.title.html} lang={source} className="compared-title" />
        ) : (
          <p className="compared-title" lang={source}>
            {original.title}
          </p>
        )}
        {shown?.summary ? (
          <Markup html={shown.summary.html} lang={source} className="summary" />
        ) : (
          <p className="summary" lang={source}>
            {original.summary}
          </p>
        )}
        <Markup html={shown?.body?.html ?? original.body} lang={source} className="body" />
      </div>
    </div>
  )
}
