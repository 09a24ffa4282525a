/** @jsxImportSource react */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Locale } from '../../domain/locale.ts'
import type { RoyaltyInput } from '../../domain/royalty/royalty.ts'
import { useApi } from '../api/context.tsx'
import { newId } from '../article/new-id.ts'
import { Loading } from '../ui/loading.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { draftOf } from './draft.ts'
import { ProposalForm } from './proposal-form.tsx'
import type { RoyaltyAnswer, Suggestion } from './royalty.ts'

/** A proposal for a text, filled in with what is usually paid; or with a reversed one that it stands in for. */
export function NewProposal({
  article,
  text,
  corrects,
}: {
  article: string
  text: Locale
  corrects?: string
}) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [id] = useState(newId)
  const [error, setError] = useState<unknown>()
  const suggestion = useQuery({
    queryKey: ['royalties', 'proposal', article, text, corrects],
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<{ title: string; input: RoyaltyInput }> => {
      if (corrects) {
        const { royalty } = (await api.read<RoyaltyAnswer>(`/royalties/${corrects}`, { signal })).data
        return { title: royalty.text.title, input: { ...royalty, corrects } }
      }
      const asked = new URLSearchParams({ article, locale: text })
      const { data } = await api.read<Suggestion>(`/royalties/proposal?${asked}`, { signal })
      return { title: data.text.title, input: data.proposal }
    },
  })
  const back = () => history.back()
  if (suggestion.error) return <Trouble error={suggestion.error} onRetry={() => void suggestion.refetch()} />
  if (!suggestion.data) return <Loading />
  const { title, input } = suggestion.data
  return (
    <>
      <p className="title">
        <Link href={`/a/${article}/${text}`} lang={text}>
          {title}
        </Link>
      </p>
      <p className="hint">{t(corrects ? 'royalties.form.correcting' : 'royalties.form.filled_in')}</p>
      <ProposalForm
        id={id}
        start={draftOf(input)}
        error={error}
        onSave={async (body) => {
          try {
            await api.write(`/royalties/${id}`, { method: 'PUT', body, absent: true })
            say(t('royalties.form.saved'))
            await queries.invalidateQueries({ queryKey: ['royalties'] })
            go(`/royalties/r/${id}`, { replace: true })
          } catch (failure) {
            setError(failure)
          }
        }}
        onReload={back}
        onCancel={back}
      />
    </>
  )
}
