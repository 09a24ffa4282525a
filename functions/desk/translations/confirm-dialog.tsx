/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { ActDialog } from '../article/act-dialog.tsx'
import { type ArticleAnswer, takeAnswer } from '../article/article.ts'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'

interface ConfirmDialogProps {
  id: string
  locale: Locale
  tag: string | undefined
  title: string
  onClose: () => void
}

/** Says that a translation holds though its source changed, and why, for those who look at its history. */
export function ConfirmDialog({ id, locale, tag, title, onClose }: ConfirmDialogProps) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  return (
    <ActDialog
      title={t('acts.titles.confirm')}
      intro={
        <>
          {t('acts.intro.confirm')} <strong>{title}</strong>
        </>
      }
      ask={{ label: t('work.why'), isRequired: false }}
      name={t('work.still_valid')}
      onClose={onClose}
      onAct={async (note) => {
        const { data } = await api.write<ArticleAnswer>(
          `/articles/${id}/translations/${locale}/still-valid`,
          {
            method: 'POST',
            body: note ? { note } : {},
            match: tag,
          },
        )
        takeAnswer(queries, id, data)
        onClose()
        say(t('acts.done.confirm'))
      }}
    />
  )
}
