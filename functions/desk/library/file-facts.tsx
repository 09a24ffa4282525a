/** @jsxImportSource react */
import { usePeople } from '../api/newsroom.ts'
import type { LibraryFile } from '../media/library.ts'
import { fileSize } from '../ui/file-size.ts'
import { Moment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import type { FileAnswer } from './use-file.ts'

/** `3:07` */
const lengthOf = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** What a file is in numbers: its kind, how large or long it is. */
export function useFileFacts(): (file: Pick<LibraryFile, 'kind' | 'file'>) => string[] {
  const { t, locale } = useWords()
  return ({ kind, file }) => [
    t(`library.kinds.${kind}`),
    ...(file && 'width' in file ? [`${file.width} × ${file.height}`] : []),
    ...(file && 'seconds' in file ? [lengthOf(file.seconds)] : []),
    ...(file && file.kind !== 'picture' ? [fileSize(file.bytes, locale)] : []),
  ]
}

/** What is known of a file, and what somebody should know of it before it is used. */
export function FileFacts({ answer: { media, revision } }: { answer: FileAnswer }) {
  const { t, locale } = useWords()
  const { data: people } = usePeople()
  const factsOf = useFileFacts()
  const { name, originalBytes, createdBy, createdAt, stripped, warnings } = media
  const list = new Intl.ListFormat(locale)
  return (
    <>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <p>
            {t('library.warned', {
              what: list.format(warnings.map((each) => t(`library.warnings.${each}`))),
            })}
          </p>
        </Notice>
      )}
      <dl className="facts">
        <dt>{t('library.name')}</dt>
        <dd className="file-name">{name}</dd>
        <dt>{t('library.kind')}</dt>
        <dd>{factsOf(media).join(' · ')}</dd>
        {originalBytes !== undefined && (
          <>
            <dt>{t('library.original')}</dt>
            <dd>{fileSize(originalBytes, locale)}</dd>
          </>
        )}
        <dt>{t('library.uploaded')}</dt>
        <dd>
          <Moment at={createdAt} /> · {people?.find(({ id }) => id === createdBy)?.name ?? createdBy}
        </dd>
        <dt>{t('library.changed')}</dt>
        <dd>
          <Moment at={revision.at} /> · {revision.actor.name}
        </dd>
        {media.kind === 'picture' && (
          <>
            <dt>{t('library.stripped')}</dt>
            <dd>
              {stripped.length > 0
                ? list.format(stripped.map((each) => t(`media.stripped.${each}`)))
                : t('library.stripped_none')}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}
