/** @jsxImportSource react */
import { useEffect, useRef } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { extensions, formats, type MediaKind } from '../../domain/library/formats.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { isOtherThan } from './into-library.ts'
import type { LibraryFile } from './library.ts'
import { UploadRow } from './upload-row.tsx'
import { usePastedFiles, useUploads } from './use-uploads.ts'

interface UploadZoneProps {
  kinds: readonly MediaKind[]
  isMany: boolean
  /** All of them are in the library now. */
  onSent?: (files: readonly LibraryFile[]) => void
  /** One more of them is. */
  onEach?: () => void
  /** They go on their way when the screen is left. @default false */
  stays?: boolean
}

/** Takes files of this computer into the library: chosen, dropped, pasted, or just photographed. */
export function UploadZone({ kinds, isMany, onSent, onEach, stays = false }: UploadZoneProps) {
  const { t } = useWords()
  const uploads = useUploads(stays)
  const latest = useRef({ onSent, onEach })
  latest.current = { onSent, onEach }
  const accepted = extensions.filter((each) => kinds.includes(formats[each].kind)).map((each) => `.${each}`)
  const types = accepted.join(' ')

  const take = (files: readonly File[]) => {
    if (files.length === 0) return
    // What was refused is not what is wanted now.
    if (!isMany) uploads.clear(true)
    const taken = isMany ? files : files.slice(0, 1)
    uploads.add(
      taken.map((file) => ({ file, name: file.name })),
      isOtherThan(kinds),
    )
  }
  usePastedFiles(t('media.pasted'), take)
  const leave = useRef<() => void>(undefined)
  leave.current = () => {
    if (stays && uploads.onTheWay > 0) say(t('media.goes_on', { count: uploads.onTheWay }))
  }
  useEffect(() => () => leave.current?.(), [])

  const { entries } = uploads
  const done = entries.flatMap(({ state, made }) => (state === 'done' && made ? [made] : []))
  const isAll = done.length > 0 && done.length === entries.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each
  useEffect(() => {
    if (done.length > 0) latest.current.onEach?.()
    if (!isAll || !latest.current.onSent) return
    latest.current.onSent(done)
    uploads.clear()
  }, [done.length, isAll])

  return (
    <DropZone
      className="drop-zone stack"
      onDrop={async ({ items }) => {
        const dropped = items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []))
        take(await Promise.all(dropped))
      }}
    >
      <div className="acts">
        <FileTrigger
          acceptedFileTypes={accepted}
          allowsMultiple={isMany}
          onSelect={(chosen) => take([...(chosen ?? [])])}
        >
          <Button look="main">{t(isMany ? 'media.upload_files' : 'media.upload')}</Button>
        </FileTrigger>
        {kinds.includes('picture') && (
          <span className="camera">
            <FileTrigger
              acceptedFileTypes={['image/jpeg']}
              defaultCamera="environment"
              onSelect={(chosen) => take([...(chosen ?? [])])}
            >
              <Button>{t('media.camera')}</Button>
            </FileTrigger>
          </span>
        )}
        <span className="hint">{kinds.length > 3 ? t('media.drop_any') : t('media.drop', { types })}</span>
      </div>
      {entries.length > 0 && (
        <ul className="uploads" aria-label={t('media.uploads')}>
          {entries.map((entry) => (
            <UploadRow
              key={entry.key}
              entry={entry}
              uploads={uploads}
              isLinked={onSent === undefined}
              types={types}
            />
          ))}
        </ul>
      )}
      {entries.length > 0 && (
        <p role="status" className="when">
          {t('media.sent_of', { done: done.length, count: entries.length })}
        </p>
      )}
      {!onSent && done.length > 0 && (
        <div className="acts">
          <Button look="quiet" onPress={() => uploads.clear()}>
            {t('media.clear_done')}
          </Button>
        </div>
      )}
      {onSent && done.length > 0 && !isAll && (
        <div className="acts">
          <Button onPress={() => onSent(done)}>{t('media.take', { count: done.length })}</Button>
        </div>
      )}
    </DropZone>
  )
}
