/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import type { Comparison } from '../../domain/compare/articles.ts'
import { locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { SharedChanges, TextChanges } from './changes.tsx'

interface ComparedProps {
  id: string
  from: number
  to: number
  onClose: () => void
}

/** What changed between two revisions, word by word, language by language. */
export function Compared({ id, from, to, onClose }: ComparedProps) {
  const { t } = useWords()
  const api = useApi()
  const changes = useQuery({
    queryKey: ['compare', id, from, to],
    queryFn: async ({ signal }) =>
      (await api.read<Comparison>(`/articles/${id}/compare?from=${from}&to=${to}`, { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const texts = locales.flatMap((each) => {
    const change = changes.data?.translations[each]
    return change && change.change !== 'none' ? [[each, change] as const] : []
  })
  const isSame = changes.data && texts.length === 0 && changes.data.shared.length === 0
  return (
    <Dialog title={t('history.compared', { from, to })} isOpen isWide onClose={onClose}>
      {changes.isPending && <Loading />}
      {changes.error && <Trouble error={changes.error} onRetry={() => void changes.refetch()} />}
      {isSame && <p className="empty">{t('history.same')}</p>}
      {changes.data && <SharedChanges changes={changes.data.shared} />}
      {texts.map(([each, change]) => (
        <section key={each} className="reading stack">
          <h3>{t(`languages.${each}`)}</h3>
          <TextChanges locale={each} change={change} />
        </section>
      ))}
      <Button onPress={onClose}>{t('shell.close')}</Button>
    </Dialog>
  )
}
