/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import type { Comparison } from '../../domain/compare/articles.ts'
import { locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { Markup } from '../ui/markup.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

interface ComparedProps {
  id: string
  from: number
  to: number
  onClose: () => void
}

const shown = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value)

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
      {changes.data && changes.data.shared.length > 0 && (
        <dl className="facts">
          {changes.data.shared.map(({ field, from: before, to: after }) => (
            <div key={field} className="fact">
              <dt>{field}</dt>
              <dd>
                <del>{shown(before)}</del> <ins>{shown(after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {texts.map(([each, { title, summary, body, fields }]) => (
        <section key={each} className="reading stack">
          <h3>{t(`languages.${each}`)}</h3>
          <Markup html={title.html} lang={each} className="compared-title" />
          {summary.html && <Markup html={summary.html} lang={each} className="summary" />}
          {body.html && <Markup html={body.html} lang={each} className="body" />}
          {fields.map(({ field, from: before, to: after }) => (
            <p key={field}>
              {field}: <del>{shown(before)}</del> <ins>{shown(after)}</ins>
            </p>
          ))}
        </section>
      ))}
      <Button onPress={onClose}>{t('shell.close')}</Button>
    </Dialog>
  )
}
