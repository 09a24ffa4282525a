/** @jsxImportSource react */
import { useEffect } from 'react'
import { Link } from 'wouter'
import { nameOf } from '../media/library.ts'
import { Screen } from '../shell/screen.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { FileActs } from './file-acts.tsx'
import { FileFacts } from './file-facts.tsx'
import { FilePreview } from './file-preview.tsx'
import { keepTyped } from './typed-words.ts'
import { type KnownFile, useFile, useRights } from './use-file.ts'
import { UsedInList } from './used-in.tsx'
import { WordsForm } from './words-form.tsx'

/** The page of one file of the library. */
export function FileScreen({ id }: { id: string }) {
  const { t } = useWords()
  const file = useFile(id)
  if (file.data) return <FilePage known={file.data} />
  return (
    <Screen title={t('library.title')}>
      {file.isPending && <Loading />}
      {file.error && <Trouble error={file.error} onRetry={() => void file.refetch()} />}
      <Back />
    </Screen>
  )
}

function Back() {
  const { t } = useWords()
  return (
    <p>
      <Link href="/media">{t('library.back')}</Link>
    </p>
  )
}

function FilePage({ known }: { known: KnownFile }) {
  const { locale } = useWords()
  const { media } = known.data
  const rights = useRights(media)
  const isThere = media.status === 'ready'
  const canChange = rights.canChange && isThere
  // Nothing can be said any more of what was taken from readers.
  useEffect(() => {
    if (!isThere) keepTyped(media.id, undefined)
  }, [isThere, media.id])
  return (
    <Screen title={nameOf(media, locale)}>
      <Back />
      <div className="file-page">
        <div className="stack">
          <FilePreview known={known} canChange={canChange} />
          {isThere && media.kind !== 'captions' && <WordsForm known={known} canChange={canChange} />}
        </div>
        <div className="stack">
          <FileFacts answer={known.data} />
          <UsedInList answer={known.data} />
          <FileActs known={known} />
        </div>
      </div>
    </Screen>
  )
}
