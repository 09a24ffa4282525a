/** @jsxImportSource react */
import { useRef } from 'react'
import { useDraft } from '../drafts/use-draft.tsx'
import { Screen } from '../shell/screen.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type FormProps, OpenForm } from './open-form.tsx'

/** Where an article is written: one language, what its languages share, and the one next act. */
export function Form(props: FormProps) {
  const { t } = useWords()
  const { draft, view, error = props.missing } = useDraft(props.id, props.saved ?? null, props.start)
  const wasWritten = useRef<boolean>(undefined)
  if (view) wasWritten.current ??= props.missing === undefined || view.changed.length > 0
  if (draft && wasWritten.current) return <OpenForm key={props.id} {...props} draft={draft} view={view} />
  if (error === undefined || (!draft && error === props.missing)) return <Loading />
  return (
    <Screen title={t('failures.title')}>
      <Trouble error={error} />
    </Screen>
  )
}
