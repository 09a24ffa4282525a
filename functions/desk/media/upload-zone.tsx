/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { extensions, formats, type MediaKind } from '../../domain/library/formats.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { LibraryFile } from './library.ts'
import { upload } from './upload.ts'

function Sending({ name, part, onCancel }: { name: string; part: number; onCancel: () => void }) {
  const { t } = useWords()
  return (
    <div className="row">
      <ProgressBar className="progress" value={part * 100} aria-label={t('media.sending', { name })}>
        {({ valueText }) => (
          <>
            <span>{t('media.sending', { name })}</span> <span>{valueText}</span>
            <progress value={part} max={1} />
          </>
        )}
      </ProgressBar>
      <Button onPress={onCancel}>{t('media.cancel')}</Button>
    </div>
  )
}

const keyOf = ({ name, size, lastModified }: File) => `${name} ${size} ${lastModified}`

interface UploadZoneProps {
  kinds: readonly MediaKind[]
  isMany: boolean
  /** All of them are in the library now. */
  onSent: (files: readonly LibraryFile[]) => void
}

/** Takes files of this computer into the library, one after the other. */
export function UploadZone({ kinds, isMany, onSent }: UploadZoneProps) {
  const { t } = useWords()
  const api = useApi()
  const [sending, setSending] = useState<{ name: string; part: number }>()
  const [error, setError] = useState<unknown>()
  const abort = useRef<AbortController>(undefined)
  /** What is in the library already, where a later one was refused: it is taken with the next, and not sent twice. */
  const sent = useRef(new Map<string, LibraryFile>())
  // Whoever closes this wants none of it.
  useEffect(() => () => abort.current?.abort(), [])
  const accepted = extensions.filter((each) => kinds.includes(formats[each].kind)).map((each) => `.${each}`)

  const take = async (files: readonly File[]) => {
    if (sending) return
    abort.current = new AbortController()
    const { signal } = abort.current
    setError(undefined)
    try {
      for (const file of isMany ? files : files.slice(0, 1)) {
        if (sent.current.has(keyOf(file))) continue
        const onProgress = (part: number) => setSending({ name: file.name, part })
        onProgress(0)
        sent.current.set(keyOf(file), await upload(api, file, { onProgress, signal }))
      }
      const all = [...sent.current.values()]
      sent.current.clear()
      if (!signal.aborted) onSent(all)
    } catch (problem) {
      if (!(problem instanceof DOMException && problem.name === 'AbortError')) setError(problem)
    } finally {
      setSending(undefined)
    }
  }
  return (
    <DropZone
      className="drop-zone stack"
      onDrop={async ({ items }) => {
        const dropped = items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []))
        if (dropped.length > 0) await take(await Promise.all(dropped))
      }}
    >
      <div className="acts">
        <FileTrigger
          acceptedFileTypes={accepted}
          allowsMultiple={isMany}
          onSelect={(chosen) => {
            if (chosen?.length) void take([...chosen])
          }}
        >
          <Button look="main" isDisabled={sending !== undefined}>
            {t('media.upload')}
          </Button>
        </FileTrigger>
        <span className="hint">{t('media.drop', { types: accepted.join(' ') })}</span>
      </div>
      {sending && <Sending {...sending} onCancel={() => abort.current?.abort()} />}
      {error !== undefined && <Trouble error={error} />}
    </DropZone>
  )
}
